"""What can be asked of the API: every parameter once, for reading questions and for describing them in OpenAPI 3.1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tercet.version import __version__
from tercet.web.problem import KIND, SEE, Problem

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


Json = Mapping[str, Any]
NUMBER = {"type": ["number", "null"], "description": "Exact: read it as a decimal, not as a float"}
TEXT = {"type": "string"}
PARTS = ("value", "formula", "definition", "caveat", "conversion", "note", "declaration", "batch", "row", "rows")
POINT = {
    "type": "object",
    "required": ["measure", "area", "period", "freq", "value", "low", "high", "unit", "status"],
    "properties": {
        **dict.fromkeys(("measure", "area", "period", "freq", "unit"), TEXT),
        **dict.fromkeys(("value", "low", "high"), NUMBER),
        "status": {"type": "string", "description": "SDMX CL_OBS_STATUS: A normal, P provisional, Q suppressed, ..."},
    },
    "additionalProperties": {"description": "A dimension that was asked for with by"},
}
MEASURE = {"type": "object", "properties": dict.fromkeys(("id", "name", "unit", "freqs", "definition"), TEXT)}
ENTRY = {"type": "object", "properties": {"key": TEXT, "value": TEXT}}
PART = {
    "type": "object",
    "required": ["part"],
    "properties": {"part": {"enum": [*PARTS]}},
}
PROBLEM = {
    "type": "object",
    "description": "Problem details, RFC 9457",
    "properties": {
        **dict.fromkeys(("type", "title", "detail", "instance", "where", "what", "what_to_do"), TEXT),
        "status": {"type": "integer"},
    },
}
FAULTS = {
    "400": "The question cannot be read",
    "401": "No such token",
    "403": "The terms do not allow it",
    "404": "No such measure",
    "422": "Refused: there is no honest answer; the detail says why",
    "429": "Too many questions at once: come again after Retry-After",
    "503": "The ledger cannot be read",
}


def description() -> Json:
    """The whole description."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Tercet: measures",
            "version": __version__,
            "summary": "Comparable series from publishers' files, as JSON. Read only.",
            "description": "Without a token the public's answers are given; a token gives those of its audience.",
        },
        "servers": [{"url": "/"}],
        "security": [{}, {"token": []}],
        "paths": {
            "/api/measures": _get("measures", "Every measure", "Measure", ()),
            "/api/measures/{id}": _get("measure", "The definition of a measure", "Entry", (), named=True),
            "/api/measures/{id}/series": _get("series", "The series of a measure", "Point", SERIES, named=True),
            "/api/measures/{id}/explain": _get("explain", "One number walked back", "Part", EXPLAIN, named=True),
        },
        "components": {
            "schemas": {"Measure": MEASURE, "Entry": ENTRY, "Point": POINT, "Part": PART, "Problem": PROBLEM},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _get(name: str, summary: str, item: str, parameters: Sequence[Parameter], named: bool = False) -> Json:
    """One address: what it takes and gives."""
    listed = {"type": "array", "items": {"$ref": f"#/components/schemas/{item}"}}
    problem = {KIND: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    path = [{"name": "id", "in": "path", "required": True, "schema": TEXT}] if named else []
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "parameters": [*path, *(_parameter(one) for one in parameters)],
            "responses": {
                "200": {"description": summary, "content": {"application/json": {"schema": listed}}},
                "304": {"description": "As you have it already, by If-None-Match"},
                **{status: {"description": says, "content": problem} for status, says in FAULTS.items()},
            },
        }
    }


def _parameter(one: Parameter) -> Json:
    schema = {"type": "array", "items": TEXT} if one.many else TEXT
    return {
        "name": one.name,
        "in": "query",
        "required": one.required,
        "description": one.says + ("; repeat for more" if one.many else ""),
        "schema": schema,
        "example": [one.example] if one.many else one.example,
    }
