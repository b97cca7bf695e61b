"""A figure that a publisher has already counted: deaths, encounters, case files, laboratory reports, traces."""

from tercet.records.kind import Kind

OBSERVATION = Kind(
    name="observation",
    dimensions={
        "indicator": "string",
        "statistic": "string",  # reported or predicted, where a publisher gives both
        "unit": "string",
        "substance": "string",
        "agency": "string",
        "counterpart": "string",  # the other area of a flow, e.g. where a traced firearm was recovered
    },
    values={"value": "decimal(28, 9)"},
    quantity="value",
    measured={"count": "value", "ratio": "value"},
)
