"""A recognised file as a table of text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tercet.sources.columnar import read_parquet
from tercet.sources.complaints import plain_words
from tercet.sources.delimited import read_delimited
from tercet.sources.table import Recognised, TextTable
from tercet.sources.workbook import read_workbook

__all__ = ["TextTable", "plain_words", "read"]

READERS: Mapping[str, Callable[[Recognised, Any, Path], TextTable]] = {
    "csv": read_delimited,
    "xlsx": read_workbook,
    "parquet": read_parquet,
}


def read(found: Recognised, con: Any, scratch: Path) -> TextTable:
    """The file as lazy text; `scratch` takes temporary files and has to live as long as the table.

    A malformed row of a plain file shows only when the table is used: pass what the engine says to `plain_words`.
    """
    return READERS[found.read.format](found, con, scratch)
