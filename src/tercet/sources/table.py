"""What this room hands over: a recognised file, and its table of text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tercet.catalog.descriptor import Layout, Read, Source


@dataclass(frozen=True)
class Recognised:
    """A file, the layout that it is in, how to read it, and its column names in file order."""

    path: Path
    source: Source
    layout: Layout
    read: Read
    header: tuple[str, ...]


@dataclass(frozen=True)
class TextTable:
    """A file as text: every column a string under the publisher's heading, an empty cell NULL, rows in file order.

    `first_row` is the row of the first record as a spreadsheet counts rows. `notes` is the text around the
    table, one line a row. `sample` says that the file is marked as made up.
    """

    table: Any
    first_row: int
    notes: str
    sample: bool
