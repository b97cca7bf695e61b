"""A drug seizure, or a publisher's sum of seizures for a place and a period."""

from tercet.records.kind import Kind

SEIZURE = Kind(
    name="seizure",
    dimensions={
        "action": "string",  # seized or incinerated: never added up
        "agency": "string",
        "region": "string",
        "substance": "string",
        "unit": "string",  # as published; says what the units column counts
    },
    values={
        "events": "int64",
        "mass": "int64",  # micrograms
        "volume": "int64",  # microlitres
        "units": "int64",  # tablets, ampoules, dosage units
    },
    quantity="quantity",
    measured={"mass": "mass", "volume": "volume", "count": "units"},
)
