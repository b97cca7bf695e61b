"""What a kind of record is: a name, typed columns, and which of them are dimensions or values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

# Columns that every record has. `source` and `batch` are the partitions of the Delta table.
# One row is one observation: `row` is its row in the publisher's file as a spreadsheet shows it,
# `cell` the publisher's column where one file row holds several observations.
COMMON: Mapping[str, str] = {
    "row": "int64",
    "cell": "string",
    "record_id": "string",
    "area": "string",
    "place": "string",
    "start": "date",
    "months": "int16",
    "freq": "string",
    "status": "string",
    "gap": "string",
    "note": "string",
    "terms": "string",
    "dims": "map<string, string>",
}
PARTITIONS: tuple[str, ...] = ("source", "batch")

ARROW: Mapping[str, pa.DataType] = {
    "int16": pa.int16(),
    "int64": pa.int64(),
    "string": pa.string(),
    "date": pa.date32(),
    "decimal(28, 9)": pa.decimal128(28, 9),
    "map<string, string>": pa.map_(pa.string(), pa.string()),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """One common record.

    `dimensions` and `values` map a column to its type; values are exact: whole micrograms,
    microlitres, cents or counts, or a decimal. `quantity` is the field of a descriptor that
    carries the amount, and `measured` says which value column takes it for each dimension of unit.
    """

    name: str
    dimensions: Mapping[str, str]
    values: Mapping[str, str]
    quantity: str
    measured: Mapping[str, str]

    @property
    def columns(self) -> dict[str, str]:
        """Every column with its type, in the order in which it is stored, without the partitions."""
        return {**COMMON, **self.dimensions, **self.values}

    def arrow_schema(self) -> pa.Schema:
        """The schema of the stored table, partitions last."""
        fields = [pa.field(name, ARROW[kind]) for name, kind in self.columns.items()]
        return pa.schema([*fields, *(pa.field(name, pa.string()) for name in PARTITIONS)])
