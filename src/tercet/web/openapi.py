"""The API described in OpenAPI 3.1, from the same parameters that it reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tercet.version import __version__
from tercet.web.parameters import EXPLAIN, SERIES, Parameter
from tercet.web.problem import KIND

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
    "503": "Too many questions at once, or the ledger cannot be read",
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
