"""Recent periods completed from what earlier vintages lacked, with intervals from how wrong that was before."""
