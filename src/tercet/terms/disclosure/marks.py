"""A suppressed cell as readers see it: no value, and the status that says why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Any

from tercet.answers import NUMBERS, Answer
from tercet.errors import TermsError
from tercet.terms.disclosure.model import Key, key

SUPPRESSED = "Q"  # SDMX CL_OBS_STATUS: suppressed

Naming = Callable[[Mapping[str, Any]], Key]


def by_columns(*columns: str) -> Naming:
    """Name the cell of a row by these of its columns.

    >>> by_columns("area", "period")({"area": "CA", "period": "2023", "value": 3})
    (('area', 'CA'), ('period', '2023'))
    """
    return lambda row: key(**{column: str(row[column]) for column in columns})


def suppressed(answer: Answer, keys: AbstractSet[Key], naming: Naming) -> Answer:
    """The answer without the values of these cells: their value, low and high are none, and their status is Q."""
    absent = {"value", "status"} - set(answer.columns)
    if absent:
        raise TermsError(
            f"{answer.title or 'an answer'}: nothing can be suppressed without a column {min(absent)!r}. "
            f"Its columns: {', '.join(answer.columns)}."
        )
    return replace(answer, rows=[_row(answer.columns, row, keys, naming) for row in answer.rows])


def _row(columns: tuple[str, ...], row: tuple[Any, ...], keys: AbstractSet[Key], naming: Naming) -> tuple[Any, ...]:
    """One row, with its values taken out where its cell is held back."""
    if naming(dict(zip(columns, row, strict=True))) not in keys:
        return row
    blank = {**dict.fromkeys(NUMBERS), "status": SUPPRESSED}
    return tuple(blank.get(column, value) for column, value in zip(columns, row, strict=True))
