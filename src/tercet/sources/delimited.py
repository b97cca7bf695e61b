"""Delimited text: its header, and its table.

A plain UTF-8 file goes to the engine as it is and streams; any other is transcribed first.
"""

from __future__ import annotations

import csv
import glob
import io
import tempfile
from itertools import islice
from pathlib import Path
from typing import Any

from tercet.catalog.descriptor import Read
from tercet.sources.division import check_quotes, divisible
from tercet.sources.encoding import checked, head_text, is_utf8
from tercet.sources.ending import ending
from tercet.sources.faults import fault
from tercet.sources.magic import Look, is_gzipped
from tercet.sources.table import Recognised, TextTable
from tercet.sources.transcript import LONGEST, Transcript, cells_of, transcribe

# No publisher writes this. Only so does the engine report a row with one empty cell too many,
# which an unquoted delimiter causes; empty cells become NULL afterwards.
NEVER = "\x1f\x1e no such text \x1e\x1f"


def header_row(look: Look, read: Read) -> list[str]:
    """The cells of the header row, or of the first row where there is no header; the file's head is enough."""
    check_marks(look.path, read)
    checked(look.path, read.encoding)
    text = io.StringIO(head_text(look.head, read.encoding), newline="")
    at = max(read.header, 1)
    try:
        row = next(islice(cells_of(text, read), at - 1, None), [])
    except csv.Error:
        row = []
    if not any(cell.strip() for cell in row):
        todo = "Set read.header in the source's YAML to the number of the row with the column names."
        raise fault(look.path, f"Row {at}, where the column names should stand, is blank or missing.", todo)
    return row


def check_marks(path: Path, read: Read) -> None:
    """A delimiter is one character; so is a quote, and it is ASCII."""
    wrong = len(read.delimiter) != 1 or len(read.quote) > 1 or not read.quote.isascii()
    if wrong or read.delimiter == read.quote or read.delimiter in "\r\n":
        what = f"Columns cannot be told apart by the delimiter {read.delimiter!r} and the quote {read.quote!r}."
        raise fault(path, what, "Set read.delimiter and read.quote in the source's YAML to one character each.")


def read_delimited(found: Recognised, con: Any, scratch: Path) -> TextTable:
    """The file as a lazy table of text."""
    read = found.read
    copy = plain(found) or transcript(found, scratch)
    together = divisible(copy.path, read.delimiter, read.quote)
    if not together:
        check_quotes(copy.path, found.path, read)
    table = scan(con, copy.path, read, found.header, together)
    return TextTable(table, read.header + 1, copy.notes, copy.sample)


def plain(found: Recognised) -> Transcript | None:
    """The file itself, where the engine can read it as it is."""
    read = found.read
    if read.header > 1 or read.footer or not is_utf8(read.encoding):
        return None
    if is_gzipped(found.path) or not ending(found.path, read.delimiter).clean:
        return None
    return Transcript(found.path, "", False)


def transcript(found: Recognised, scratch: Path) -> Transcript:
    """A copy that the engine can read."""
    try:
        scratch.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=scratch, prefix="text-", suffix=".csv", delete=False) as target:
            return transcribe(found.path, is_gzipped(found.path), found.read, Path(target.name))
    except OSError as error:
        raise fault(scratch, f"A temporary copy cannot be written ({error.strerror}).", "Make room there.") from error


def scan(con: Any, path: Path, read: Read, header: tuple[str, ...], together: bool) -> Any:
    """The engine's own reader with nothing left for it to guess; it runs when the table is used."""
    raw = con.read_csv(
        glob.escape(str(path.absolute())),
        columns=dict.fromkeys(header, "VARCHAR"),
        auto_detect=False,
        header=read.header > 0,
        delim=read.delimiter,
        quote=read.quote,
        escape=read.quote,
        nullstr=NEVER,
        compression="none",
        max_line_size=LONGEST,
        strict_mode=True,
        null_padding=False,
        ignore_errors=False,
        hive_partitioning=False,
        parallel=together,
    )
    return raw.select([raw[name].nullif("").name(name) for name in header])
