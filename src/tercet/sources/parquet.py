"""Parquet files: what stands in them, from their end; without the engine."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tercet.sources.faults import fault
from tercet.sources.magic import AGAIN


def schema(path: Path) -> pa.Schema:
    """The schema, from the end of the file."""
    try:
        return pq.read_schema(path)
    except (pa.ArrowException, OSError) as error:
        raise fault(path, "The Parquet file is cut off or damaged.", AGAIN) from error


def header_row(path: Path) -> list[str]:
    """The names of the columns as they are stored."""
    return list(schema(path).names)
