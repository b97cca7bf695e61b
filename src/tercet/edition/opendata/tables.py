"""A table that is published, the edition it belongs to, and the rules that a table has to keep.

A table is refused rather than changed: what is written is what the answer says, cell for cell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tercet.answers import NUMBERS, SCALE, Answer, plain
from tercet.catalog.descriptor import Source
from tercet.catalog.models import Measure
from tercet.errors import Refused

FIXED = ("measure", "area", "period", "freq", "value", "low", "high", "unit", "status")
KEY = ("measure", "area", "period", "freq")
SAMPLE = "SAMPLE"
MARK = "sample"  # the last column of a table of made-up figures
DIGITS = 38  # of a decimal in Parquet

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_DIMENSION = re.compile(r"[a-z][a-z0-9_]*")
_FORMULA = re.compile(r"[=+@\-]")  # what makes a spreadsheet run a text
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Published:
    """One table behind a figure: a name that stays the same from edition to edition, and the answer of a measure."""

    name: str
    measure: Measure
    answer: Answer
    sources: tuple[Source, ...]
    notes: tuple[str, ...] = ()

    @property
    def dimensions(self) -> tuple[str, ...]:
        """What the figures are cut by, besides area and period."""
        return self.answer.columns[len(FIXED) :]

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that tell one row from every other."""
        return (*KEY, *self.dimensions)

    def column(self, name: str) -> list[object]:
        """The values of a column."""
        at = self.answer.columns.index(name)
        return [row[at] for row in self.answer.rows]


@dataclass(frozen=True, slots=True)
class Meta:
    """The edition that the tables belong to."""

    title: str
    as_of: date
    audience: str
    sample: bool
    version: str
    langs: tuple[str, ...] = ("en", "es", "fr")

    @property
    def heading(self) -> str:
        """The title of the edition."""
        return self.said(self.title)

    def said(self, text: str) -> str:
        """A title, which says so where the figures are made up."""
        return f"{SAMPLE}: {text}" if self.sample else text

    def stem(self, name: str) -> str:
        """The name of a file and of a dataflow: one that gets lost still says what it is, and no address is shared."""
        return f"{SAMPLE}-{name}" if self.sample else name


def marked(table: Published, meta: Meta) -> Answer:
    """The answer as it is written; rows of made-up figures say so one by one, because rows get copied."""
    if not meta.sample:
        return table.answer
    rows = [(*row, SAMPLE) for row in table.answer.rows]
    return Answer((*table.answer.columns, MARK), rows, table.answer.notes, table.answer.title)


def check(tables: Sequence[Published]) -> None:
    """Refuse tables that could not be read back as they are."""
    names = Counter(table.name.casefold() for table in tables)
    for table in tables:
        if not _NAME.fullmatch(table.name):
            raise Refused(
                f"open data: {table.name!r} cannot name a table. Use letters, digits, - and _, beginning with a letter."
            )
        if names[table.name.casefold()] > 1:
            raise Refused(f"open data: two tables are called {table.name}, capitals aside. Rename one.")
        for fault in _faults(table):
            raise Refused(f"open data, table {table.name}: {fault}")


def _faults(table: Published) -> Iterator[str]:
    """What is wrong with a table, one sentence each."""
    if table.answer.columns[: len(FIXED)] != FIXED:
        yield f"its columns are {', '.join(table.answer.columns)}; the first must be {', '.join(FIXED)}."
        return
    for name in table.dimensions:
        if not _DIMENSION.fullmatch(name) or name == MARK:
            yield f"a dimension cannot be called {name!r}. Use a-z, 0-9 and _, and not {MARK!r}."
    for name in table.answer.columns:
        for row, value in enumerate(table.column(name), start=1):
            said = _number_fault(value) if name in NUMBERS else _text_fault(value, name in FIXED)
            if said:
                yield f"row {row}, {name}: {said}"
        if name in NUMBERS and (said := _wide(table.column(name))):
            yield f"{name}: {said}"
    yield from _repeated(table)


def _number_fault(value: object) -> str | None:
    """Why a cell cannot stand in a column of numbers."""
    if value is None or (isinstance(value, Decimal) and value.is_finite()):
        return None
    return f"{value!r} is not an exact number. Give a Decimal, or None with a status that names the gap."


def _wide(column: Sequence[object]) -> str | None:
    """Why a column of numbers does not fit into Parquet, where all its cells have the same number of decimals."""
    numbers = [value for value in column if isinstance(value, Decimal)]
    decimals = max([SCALE, *(-number.as_tuple().exponent for number in numbers)])  # type: ignore[operator] # finite
    digits = decimals + max((number.adjusted() + 1 for number in numbers), default=0)
    return (
        f"the column needs {digits} digits, and Parquet holds {DIGITS}. Use a larger unit." if digits > DIGITS else None
    )


def _text_fault(value: object, needed: bool) -> str | None:
    """Why a cell cannot stand in a column of codes."""
    if value is None or value == "":
        return "the cell is empty. Every row needs it." if needed else None
    text = plain(value)
    if _FORMULA.match(text):
        return f"{text!r} would be run as a formula by a spreadsheet. Give the label a code in the catalog."
    if _CONTROL.search(text):
        return f"{text!r} holds a control character. Give the label a code in the catalog."
    return None


def _repeated(table: Published) -> Iterator[str]:
    """Rows with one key."""
    columns = [table.column(name) for name in table.key]
    for key, times in Counter(zip(*columns, strict=True)).items():
        if times > 1:
            yield f"{times} rows are {', '.join(plain(part) for part in key)}. Add the dimension that tells them apart."
