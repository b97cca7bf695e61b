"""Maps of the first-level areas: choropleths and proportional circles, as Vega-Lite specifications and as SVG."""
