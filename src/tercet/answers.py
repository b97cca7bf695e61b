"""What a question gives back: a small table with notes, which shows itself.

Numbers are exact: `decimal.Decimal`, written without exponent, trailing zeros or marks between thousands.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

NUMBERS = frozenset({"value", "low", "high"})  # decimals even where a whole column is empty
EXACT = "\ue000"  # a character of private use, around numbers that a float would round
SCALE = 9  # decimals kept in Arrow; a column that needs more gets more


def plain(value: object) -> str:
    """A value as text: empty for none, and a number without exponent or trailing zeros."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        text = f"{value:f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
        return "0" if text in {"-0", ""} else text
    if isinstance(value, (tuple, list)):
        return ", ".join(plain(item) for item in value)
    return str(value)


def to_json(records: Any) -> str:
    """JSON with numbers to their last digit, days as YYYY-MM-DD, and no value where there is none.

    >>> to_json([{"value": Decimal("0.10"), "day": date(2024, 2, 8)}]).split()
    ['[', '{', '"value":', '0.1,', '"day":', '"2024-02-08"', '}', ']']
    """
    text = json.dumps(records, ensure_ascii=False, indent=2, default=_typed)
    return re.sub(f'"{EXACT}([-0-9.]+){EXACT}"', r"\1", text) + "\n"


def _typed(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{EXACT}{plain(value)}{EXACT}"
    return value.isoformat() if isinstance(value, date) else str(value)


@dataclass(frozen=True)
class Answer:
    """A table with its title and the notes that a reader needs beside it."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    notes: tuple[str, ...] = ()
    title: str = ""

    def __len__(self) -> int:
        """The number of rows."""
        return len(self.rows)

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        """The rows, in their order."""
        return iter(self.rows)

    def __str__(self) -> str:
        """The table as aligned text, with the title above and the notes below."""
        table = [self.columns, *(tuple(plain(value) for value in row) for row in self.rows)]
        widths = [max(len(row[at]) for row in table) for at in range(len(self.columns))]
        right = [_is_number(column) for column in self._values()]
        lines = [_line(row, widths, right) for row in table]
        lines.insert(1, "  ".join("-" * width for width in widths))
        head = [self.title, ""] if self.title else []
        tail = ["", *self.notes] if self.notes else []
        return "\n".join([*head, *lines, *tail])

    def _repr_html_(self) -> str:
        """The table as HTML, for a notebook."""
        right = [_is_number(column) for column in self._values()]
        head = "".join(f"<th>{escape(name)}</th>" for name in self.columns)
        body = "".join(f"<tr>{_cells(row, right)}</tr>" for row in self.rows)
        title = f"<caption>{escape(self.title)}</caption>" if self.title else ""
        notes = "".join(f"<p>{escape(note)}</p>" for note in self.notes)
        return f"<table>{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{notes}"

    def records(self) -> list[dict[str, Any]]:
        """The rows as dictionaries, with typed values."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def to_csv(self) -> str:
        """The table as CSV: one header line, no value where there is none, lines that end in a line feed."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows([plain(value) for value in row] for row in self.rows)
        return out.getvalue()

    def to_arrow(self) -> pa.Table:
        """The table as Arrow, with exact decimals."""
        import pyarrow as pa

        types = [_arrow(name, column) for name, column in zip(self.columns, self._values(), strict=True)]
        arrays = [pa.array(column, kind) for column, kind in zip(self._values(), types, strict=True)]
        schema = pa.schema(list(zip(self.columns, types, strict=True)))
        return pa.Table.from_arrays(arrays, schema=schema)

    def to_pandas(self) -> Any:
        """The table as a pandas data frame; decimals stay exact objects."""
        return self.to_arrow().to_pandas()

    def _values(self) -> list[list[Any]]:
        """The values, column by column."""
        return [[row[at] for row in self.rows] for at in range(len(self.columns))]


def _is_number(column: Sequence[object]) -> bool:
    """Whether a column holds numbers and nothing else, so that it is set flush right."""
    present = [value for value in column if value is not None]
    return bool(present) and all(isinstance(value, (int, Decimal)) for value in present)


def _line(row: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    """One line of text, padded to the widths of the columns."""
    padded = (
        text.rjust(width) if flush else text.ljust(width) for text, width, flush in zip(row, widths, right, strict=True)
    )
    return "  ".join(padded).rstrip()


def _cells(row: Sequence[object], right: Sequence[bool]) -> str:
    """The cells of one row of HTML."""
    styles = (' style="text-align:right"' if flush else "" for flush in right)
    return "".join(f"<td{style}>{escape(plain(value))}</td>" for value, style in zip(row, styles, strict=True))


def _arrow(name: str, column: Sequence[object]) -> pa.DataType:
    """The Arrow type that holds every value of a column exactly."""
    import pyarrow as pa

    present = [value for value in column if value is not None]
    simple: Mapping[type, pa.DataType] = {bool: pa.bool_(), int: pa.int64(), date: pa.date32()}
    kinds = {type(value) for value in present}
    if len(kinds) == 1 and (found := simple.get(next(iter(kinds)))) is not None:
        return found
    if kinds == {Decimal} or (not kinds and name in NUMBERS):
        exponents = (value.as_tuple().exponent for value in present if isinstance(value, Decimal))
        return pa.decimal128(38, max([SCALE, *(-power for power in exponents if isinstance(power, int))]))
    return pa.string()
