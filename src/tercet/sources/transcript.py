"""A clean UTF-8 copy of a text file, for what the engine should not have to cope with.

Compressed files, other encodings, titles above the header, footnotes below the table, sample marks: the file is
streamed into a temporary one, so that its size does not matter.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from tercet.catalog.descriptor import Read
from tercet.sources.encoding import pieces
from tercet.sources.ending import ending
from tercet.sources.faults import fault
from tercet.sources.notes import Notes, blank, is_footer, joined, looks_like_data

# As long as a line may be for the engine.
LONGEST = 2_000_000


@dataclass(frozen=True)
class Transcript:
    """The copy, the text that stood around its table, and whether the file is marked as a sample."""

    path: Path
    notes: str
    sample: bool


def transcribe(path: Path, gzipped: bool, read: Read, target: Path) -> Transcript:
    """Copy the table, header first, to `target`."""
    text = pieces(path, gzipped, read.encoding)
    notes = Notes(path)
    with target.open("w", encoding="utf-8", newline="") as out:
        if read.header > 1 or read.footer:
            copy_table(lines(text, path), read, out, notes)
        else:
            out.writelines(text)
    end = ending(target, read.delimiter)
    if not end.clean:
        with target.open("r+b") as stream:
            stream.truncate(end.length)
    return Transcript(target, notes.text, notes.sample or end.sample)


def copy_table(text: Iterator[str], read: Read, out: TextIO, notes: Notes) -> None:
    """Copy the rows from the header to the footer as they are; the other rows are notes."""
    footer = re.compile(read.footer) if read.footer else None
    ended, held, width = False, [], 0
    for row, (cells, raw) in enumerate(records(text, read, notes.path), start=1):
        if row < read.header:
            notes.above.append(joined(cells))
        elif ended or (row > read.header and is_footer(cells, footer)):
            ended = True
            if looks_like_data(cells, width):
                raise notes.swallowed(row)
            notes.add_below(cells, row)
        elif blank(cells):
            held.append(raw)
        else:
            width = width or len(cells)
            out.writelines([*held, raw])
            held.clear()
    if not ended:
        out.writelines(held)


def lines(text: Iterable[str], path: Path) -> Iterator[str]:
    """The lines with their ends; only CR and LF end a line."""
    rest = ""
    for piece in text:
        *whole, rest = [*io.StringIO(rest + piece, newline="")] or [""]
        yield from whole
        if len(rest) > LONGEST:
            raise fault(path, f"A line is longer than {LONGEST:,} characters.", "Check that this is the right file.")
    yield rest


class Tee:
    """Hands lines on and remembers them, because the reader of records does not say what it has read."""

    def __init__(self, text: Iterator[str]) -> None:
        self.text = text
        self.seen: list[str] = []

    def __iter__(self) -> Iterator[str]:
        for line in self.text:
            self.seen.append(line)
            yield line

    def take(self) -> str:
        """The lines since the last time."""
        raw = "".join(self.seen)
        self.seen.clear()
        return raw


def cells_of(text: Iterable[str], read: Read, strict: bool = False) -> Iterator[list[str]]:
    """The records of a delimited text."""
    if not read.quote:
        return csv.reader(text, delimiter=read.delimiter, quoting=csv.QUOTE_NONE)
    return csv.reader(text, delimiter=read.delimiter, quotechar=read.quote, doublequote=True, strict=strict)


def records(text: Iterator[str], read: Read, path: Path, strict: bool = False) -> Iterator[tuple[list[str], str]]:
    """The records, each with its cells and as it is written in the file; `strict` minds quotes out of place."""
    tee = Tee(text)
    row = 0
    try:
        for cells in cells_of(tee, read, strict):
            row += 1
            yield cells, tee.take()
    except csv.Error as error:
        what = f"Row {row + 1} cannot be taken apart ({error}): a quote may be opened there and never closed."
        raise fault(path, what, "Correct that row, or ask the publisher for a whole file.") from error
