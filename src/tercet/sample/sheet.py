"""A made-up partner file: its rows, the faults planted in it, and the mark that says what it is."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from datetime import date

MARK = "# SAMPLE: made-up data for trying Tercet, not real figures"


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault planted on purpose: the row as a spreadsheet numbers it, what is wrong, and what must become of it.

    `reason` is the code with which Tercet must put the row aside; `observations` how many the row holds.
    """

    row: int
    what: str
    reason: str
    observations: int = 1


@dataclass(frozen=True, slots=True)
class SampleFile:
    """One file of the sample world, and what is known about it beforehand.

    `source` is the source that must recognise it; `refused` says why no source may.
    """

    name: str
    about: str
    source: str
    received: date
    content: bytes
    faults: tuple[Fault, ...] = ()
    refused: str = ""


@dataclass
class Sheet:
    """Rows under a header, in the making. Insert faulty rows from the top down, then spoil cells."""

    header: tuple[str, ...]
    rows: list[tuple[str, ...]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def insert(self, share: float, row: tuple[str, ...], what: str, reason: str, observations: int = 1) -> None:
        """Put a faulty row into the file, after this share of its rows."""
        index = int(len(self.rows) * share)
        self.rows.insert(index, row)
        self.faults.append(Fault(index + 2, what, reason, observations))

    def spoil(self, share: float, column: str, text: str, what: str, reason: str) -> None:
        """Replace one cell of a good row, after this share of the rows."""
        index = int(len(self.rows) * share)
        cells = list(self.rows[index])
        cells[self.header.index(column)] = text
        self.rows[index] = tuple(cells)
        self.faults.append(Fault(index + 2, what, reason))

    def content(self, encoding: str = "utf-8", newline: str = "\n", quote_all: bool = False) -> bytes:
        """The file as the publisher would write it, with the mark as its last line."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator=newline, quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL)
        csv.writer(out, lineterminator=newline).writerow(self.header)
        writer.writerows(self.rows)
        return marked(out.getvalue(), newline).encode(encoding)


def marked(text: str, newline: str = "\n") -> str:
    """A text with the mark as its last line."""
    return f"{text}{MARK}{newline}"


def number(value: float, decimals: int = 2) -> str:
    """A number without exponent and without trailing zeros.

    >>> number(12.50), number(1e-5, 6), number(40)
    ('12.5', '0.00001', '40')
    """
    text = f"{value:.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def thousands(value: int) -> str:
    """A whole number with commas between thousands."""
    return f"{value:,}"
