"""What can be wrong with a row: a reason code, the field, and the text that was there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

import ibis
import ibis.expr.datatypes as dt


@dataclass(frozen=True, slots=True)
class Problem:
    """One check of a row. `when` is true for the rows that fail.

    `code` is one of the code list `reason`, or an expression that says which; it is computed for bad rows only.
    """

    code: Any
    field: str
    when: Any
    text: Any

    def described(self) -> Any:
        """The problem as a struct for the rows that have it, null for the others."""
        described = ibis.struct(
            {"code": _text(self.code), "field": ibis.literal(self.field), "text": self.text.cast("string")}
        )
        return ibis.ifelse(self.when.fill_null(False), described, ibis.null())


def _text(code: Any) -> Any:
    return ibis.literal(code) if isinstance(code, str) else code


def bad(problems: Sequence[Problem]) -> Any:
    """True for the rows that have any problem."""
    return reduce(
        lambda left, right: left | right, (one.when.fill_null(False) for one in problems), ibis.literal(False)
    )


def listed(problems: Sequence[Problem]) -> Any:
    """All problems of a row, as a JSON array; the checks that it passed are left out."""
    every = ibis.array([problem.described() for problem in problems])
    return as_json(every.filter(lambda one: one.notnull()))


def as_json(value: Any) -> Any:
    """A struct or array as JSON text, by the engine's own function."""
    return ibis.udf.scalar.builtin(_builtin, name="to_json", signature=((value.type(),), dt.string))(value)


def _builtin(_value: Any) -> Any:
    """A function of the engine."""
