"""Column headings: how they are spelled, and what a heading that is not there is called."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence


def spelled(heading: str) -> str:
    """A heading as it is compared: composed characters, no blanks or byte order mark around it."""
    return unicodedata.normalize("NFC", heading).strip("\ufeff \t\r\n\u00a0")


def headings(cells: Iterable[str | None]) -> tuple[str, ...]:
    """The names of the columns; one without a heading is called by its position, from 1."""
    return tuple(spelled(cell or "") or f"column_{at}" for at, cell in enumerate(cells, start=1))


def twice(names: Sequence[str]) -> list[str]:
    """Names that occur more than once; the engine does not tell upper case from lower."""
    count = Counter(name.lower() for name in names)
    return [name for name in names if count[name.lower()] > 1]


def without_tail(names: Sequence[str], named: Iterable[str]) -> tuple[str, ...]:
    """The names without those at the end that have no heading and that no layout names."""
    keep, known = len(names), set(named)
    while keep and names[keep - 1] == f"column_{keep}" and names[keep - 1] not in known:
        keep -= 1
    return tuple(names[:keep])
