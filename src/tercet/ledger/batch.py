"""A batch: one file that came in. Its row in the table of batches is what makes its records visible."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pyarrow as pa


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A published period with its last day; for freq D the range of days that a file covers."""

    freq: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Batch:
    """What came in, when, how it was read, and what became of its rows.

    `received` is the day on which the file came to us, by which as-of dates go; `landed` is when it was kept.
    `size` and `modified` (nanoseconds) are those of the file. `rows_in = accepted + rejected + repeated`;
    `file_rows` is how many rows the file had before wide cells became rows.
    `reading` is a digest of the definitions that the file was read by: the same file read by corrected
    definitions lands again and `supersedes` the older reading at every as-of date.
    """

    id: str
    source: str
    layout: str
    kind: str
    file: str
    sha256: str
    size: int
    modified: int
    received: date
    landed: datetime
    rows_in: int
    accepted: int
    rejected: int
    repeated: int
    file_rows: int
    coverage: tuple[Span, ...]
    terms: str
    sample: bool
    warnings: tuple[str, ...]
    supersedes: str | None
    code_version: str
    reading: str

    @property
    def rank(self) -> tuple[date, date, str, datetime]:
        """Order of two batches that cover the same: the later received wins, then the one that reaches further.

        The order in which files were ingested does not matter; of two readings of one file the later one wins.
        """
        reaches = max((span.end for span in self.coverage), default=date.min)
        return (self.received, reaches, self.sha256, self.landed)


FIELDS: Mapping[str, pa.DataType] = {
    "id": pa.string(),
    "source": pa.string(),
    "layout": pa.string(),
    "kind": pa.string(),
    "file": pa.string(),
    "sha256": pa.string(),
    "size": pa.int64(),
    "modified": pa.int64(),
    "received": pa.date32(),
    "landed": pa.timestamp("us", tz="UTC"),
    "rows_in": pa.int64(),
    "accepted": pa.int64(),
    "rejected": pa.int64(),
    "repeated": pa.int64(),
    "file_rows": pa.int64(),
    "coverage": pa.string(),
    "terms": pa.string(),
    "sample": pa.bool_(),
    "warnings": pa.string(),
    "supersedes": pa.string(),
    "code_version": pa.string(),
    "reading": pa.string(),
}
SCHEMA = pa.schema(FIELDS)


def batch_id(source: str, sha256: str, reading: str) -> str:
    """The id of a file read in one way: the same file again has the same id."""
    return hashlib.sha256(f"{source}\n{sha256}\n{reading}".encode()).hexdigest()[:16]


def to_row(batch: Batch) -> dict[str, Any]:
    """A batch as a row of its table."""
    spans = [[span.freq, span.start.isoformat(), span.end.isoformat()] for span in batch.coverage]
    return {**asdict(batch), "coverage": json.dumps(spans), "warnings": json.dumps(list(batch.warnings))}


def from_row(row: dict[str, Any]) -> Batch:
    """A batch from a row of its table, in which times are microseconds since 1970."""
    spans = tuple(
        Span(freq, date.fromisoformat(start), date.fromisoformat(end))
        for freq, start, end in json.loads(row["coverage"])
    )
    landed = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=row["landed"])
    return Batch(**{**row, "landed": landed, "coverage": spans, "warnings": tuple(json.loads(row["warnings"]))})
