"""The text around a table: titles above it, footnotes below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from tercet.errors import SourceError
from tercet.sources.faults import fault

MARK = "# SAMPLE"
# More rows than this below a table are no footnotes: the pattern has hit data.
MOST = 1000
BLANK = " \t\r\n\x1a\u00a0"

Cells = Sequence[str | None]


def blank(cells: Cells) -> bool:
    """Whether a row has nothing in it."""
    return not any(cell.strip(BLANK) for cell in cells if cell)


def joined(cells: Cells) -> str:
    """A row of a title or a footnote as one line of text."""
    return " ".join(cell.strip(BLANK) for cell in cells if cell and cell.strip(BLANK))


def is_footer(cells: Cells, footer: re.Pattern[str] | None) -> bool:
    """Whether a row is the first that no longer belongs to the table."""
    return footer is not None and any(footer.search(cell.strip(BLANK)) for cell in cells if cell)


def looks_like_data(cells: Cells, width: int) -> bool:
    """Whether a row below the table is as wide and as full as a row of it; a footnote fills a cell or two."""
    filled = sum(1 for cell in cells if cell and cell.strip(BLANK))
    return len(cells) == width and filled > max(2, 0.6 * width)


class Notes:
    """Collects the rows around a table of one file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.above: list[str] = []
        self.below: list[str] = []

    def add_below(self, cells: Cells, row: int) -> None:
        """One row after the end of the table."""
        if line := joined(cells):
            self.below.append(line)
        if len(self.below) > MOST:
            raise self.swallowed(row)

    def swallowed(self, row: int) -> SourceError:
        """The error for a table that ended too early: its rows would have been taken for footnotes."""
        what = f"Rows that look like data stand below the end of the table (row {row} and before)."
        return fault(self.path, what, "Correct read.footer in the source's YAML: it has to match the first footnote.")

    @property
    def sample(self) -> bool:
        """Whether the last line is the mark of made-up data."""
        return bool(self.below) and self.below[-1].startswith(MARK)

    @property
    def text(self) -> str:
        """All notes, a line each, without the mark."""
        return "\n".join([*self.above, *(self.below[:-1] if self.sample else self.below)])
