"""A seizure of firearms, parts or ammunition, as border agencies publish it."""

from tercet.records.kind import Kind

FIREARM = Kind(
    name="firearm",
    dimensions={
        "action": "string",
        "agency": "string",
        "region": "string",
        "direction": "string",  # inbound or outbound
        "category": "string",
        "unit": "string",
    },
    values={"events": "int64", "items": "int64"},
    quantity="quantity",
    measured={"count": "items"},
)
