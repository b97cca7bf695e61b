"""What can be asked of the API: every parameter once, for reading questions and for describing them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tercet.web.problem import SEE, Problem

MOST = 50  # parameters in one question


@dataclass(frozen=True, slots=True)
class Parameter:
    """One name that may stand in the query."""

    name: str
    says: str
    example: str
    many: bool = False
    required: bool = False


AREA = Parameter("area", "An area, e.g. a country by its ISO 3166 code", "US", many=True)
WHERE = Parameter("where", "Only this value of a dimension, as dimension:value", "substance:fentanyl", many=True)
FREQ = Parameter("freq", "Frequency: M, Q, S, A, FY or R12", "M")
AS_OF = Parameter("as_of", "As it was known on a day, YYYY-MM-DD", "2026-02-01")
FACTORS = Parameter("factors", "Factor set for assumed conversions", "dea_2mg")
SERIES = (
    AREA,
    FREQ,
    Parameter("from", "First period, e.g. 2019-01, 2019-Q1, FY2019", "2024-01"),
    Parameter("to", "Last period", "2024-12"),
    AS_OF,
    Parameter("by", "Split by a dimension", "agency", many=True),
    WHERE,
    FACTORS,
    Parameter("unit", "Another unit", "lb"),
)
EXPLAIN = (
    Parameter("area", "The area of the number", "US", required=True),
    Parameter("period", "The period of the number, e.g. 2024-01, FY2024", "2024-01", required=True),
    FREQ,
    AS_OF,
    WHERE,
    FACTORS,
)


def read(given: Sequence[tuple[str, str]], known: Sequence[Parameter]) -> dict[str, Any]:
    """The parameters of a question by name: a list where there may be several, a text where one is given."""
    if len(given) > MOST:
        raise Problem(400, "query", f"{len(given)} parameters; at most {MOST} are read", "Ask in several questions.")
    names = {one.name: one for one in known}
    found: dict[str, list[str]] = {}
    for name, value in given:
        if name not in names:
            listed = ", ".join(sorted(names)) or "none"
            raise Problem(400, f"query, {name[:40]!r}", "there is no such parameter", f"Known here: {listed}. {SEE}")
        if "\0" in value:
            raise Problem(400, f"query, {name!r}", "a zero byte", "Leave it out.")
        found.setdefault(name, []).append(value)
    return {
        name: found[name] if one.many else _single(one, found[name]) for name, one in names.items() if name in found
    }


def complete(found: Mapping[str, Any], known: Sequence[Parameter]) -> None:
    """Refuse a question that lacks what it needs."""
    for one in known:
        if one.required and not found.get(one.name):
            raise Problem(
                400, f"query, {one.name!r}", "it is needed and missing", f"Give it, e.g. {one.name}={one.example}"
            )


def day(text: str | None) -> date | None:
    """The day of as_of."""
    try:
        return date.fromisoformat(text) if text is not None else None
    except ValueError:
        raise Problem(400, "query, 'as_of'", f"{(text or '')[:40]!r} is not a day", "Write it as YYYY-MM-DD.") from None


def conditions(texts: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Texts dimension:value as a mapping; the same dimension twice means either value."""
    found: dict[str, tuple[str, ...]] = {}
    for text in texts:
        dimension, colon, value = text.partition(":")
        if not colon or not dimension or not value:
            raise Problem(400, "query, 'where'", f"{text[:40]!r} is not a condition", f"Write it as {WHERE.example}")
        found[dimension] = (*found.get(dimension, ()), value)
    return found


def _single(parameter: Parameter, values: Sequence[str]) -> str:
    if len(values) > 1:
        raise Problem(400, f"query, {parameter.name!r}", f"given {len(values)} times", "Give it once.")
    return values[0]
