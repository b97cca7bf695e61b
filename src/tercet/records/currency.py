"""A seizure of money, as border agencies publish it."""

from tercet.records.kind import Kind

CURRENCY = Kind(
    name="currency",
    dimensions={
        "action": "string",
        "agency": "string",
        "region": "string",
        "direction": "string",
        "unit": "string",
    },
    values={"events": "int64", "amount": "int64"},  # cents
    quantity="quantity",
    measured={"money": "amount"},
)
