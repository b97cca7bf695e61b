"""The rules, in order: rows, labels, period, amounts, status, problems. One lazy expression comes out.

Rejected rows are not dropped: they leave with the list of what is wrong with them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import ibis
import ibis.expr.operations as ops

from tercet.catalog.descriptor import Layout, Period, Read, Source
from tercet.catalog.load import Catalog
from tercet.errors import HarmoniseError
from tercet.harmonise import amounts, status, times
from tercet.harmonise.labels import Resolver, Tools, attach, code_columns, resolver
from tercet.harmonise.problems import Problem, as_json, bad, listed
from tercet.harmonise.rows import CELL, Fields, fields, skipped
from tercet.harmonise.values import text_of
from tercet.records import Kind

# How a label that nobody knows is called in the list of reasons; every other field is an `unknown_code`.
UNKNOWN = {
    "area": "unknown_place",
    "place": "unknown_place",
    "counterpart": "unknown_place",
    "substance": "unknown_substance",
    "unit": "unknown_unit",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One file as it was recognised: its table of text, and the definitions to read it by."""

    table: Any
    header: tuple[str, ...]
    notes: str
    filename: str
    source: Source
    layout: Layout
    read: Read
    kind: Kind

    @property
    def period(self) -> Period:
        """The period rule of this layout."""
        return self.layout.period or self.source.period


@dataclass(frozen=True, slots=True)
class Harmonised:
    """The records of a file, not yet computed.

    `table` has the columns of the record kind that differ by row, and five more: `_ok`, `_skip` (not an observation),
    `_unseen` (see `harmonise`), `_problems` (code, field and text, as JSON) and `_raw` (the publisher's row as JSON)
    of rows that are not ok. Rows stand in the file's order, `cells` of them for each row of the file.
    `constants` has the columns that are the same in every row.
    """

    table: Any
    cells: int
    constants: Mapping[str, str | int | None]


def harmonise(reading: Reading, catalog: Catalog, tools: Tools, whole: bool = False) -> Harmonised:
    """Carry a publisher's table through every rule; rows with a problem are marked, not lost.

    Where any row comes out `_unseen`, the labels of the `whole` file have to be surveyed first: call it again so.
    """
    source, kind = reading.source, reading.kind
    start = fields(reading.table, reading.header, reading.notes, reading.filename, source, reading.layout)
    coded = _coded(start, kind, source, catalog)
    columns = [column for field, resolve in coded.items() for column in code_columns(field, resolve, source, catalog)]
    if "unit" in coded:
        columns += amounts.unit_columns("unit", coded["unit"], catalog)
    table = attach(start, [*columns, *times.columns(reading.period, start, source, catalog)], tools, whole)
    table = amounts.prepared(table, start, kind, source, reading.read)
    table = table.mutate(_ok=~bad(_problems(table, start, coded, reading))).view()
    ours = _columns(table, start, coded, reading)
    constants = {name: _constant(column) for name, column in ours.items() if _is_constant(column)}
    varying = {name: column for name, column in ours.items() if name not in constants}
    return Harmonised(table.select(**varying, **_marks(table, start, coded, reading)), start.cells, constants)


def _problems(table: Any, start: Fields, coded: Mapping[str, Resolver], reading: Reading) -> list[Problem]:
    """Every check of a row."""
    return [
        *_strange(table, start, coded),
        *times.problems(table, reading.period, start),
        *amounts.problems(table, start, reading.kind, reading.source, reading.read),
        *_identity(table, start, reading.source),
    ]


def _columns(table: Any, start: Fields, coded: Mapping[str, Resolver], reading: Reading) -> dict[str, Any]:
    """The columns of the record, in their order and types."""
    source, kind = reading.source, reading.kind
    ours = {
        **_plain(table, start, kind),
        **{name: table[f"_{name}_code"] for name in coded if name in start.columns and name in kind.columns},
        **{name: _code(start, name, coded) for name in coded if name in start.constants and name in kind.columns},
        **{
            name: _or_else(table, name, coded, usual)
            for name, usual in (("area", source.area), ("terms", source.terms))
        },
        **times.period(table, reading.period),
        **amounts.columns(table, start, kind),
        **status.columns(table, start, source),
        "dims": _own_dimensions(table, start, source, coded),
    }
    return {name: ours.get(name, ibis.null()).cast(type_) for name, type_ in kind.columns.items() if name != "row"}


def _code(start: Fields, field: str, coded: Mapping[str, Resolver]) -> Any:
    return ibis.literal(coded[field](start.constants[field]).code, type="string")


def _is_constant(column: Any) -> bool:
    """Whether a column is one literal, or a cast of one: the same in every row."""
    operation = column.op()
    while isinstance(operation, ops.Cast):
        operation = operation.arg
    return isinstance(operation, ops.Literal)


def _constant(column: Any) -> Any:
    """The literal of a constant column."""
    operation = column.op()
    while isinstance(operation, ops.Cast):
        operation = operation.arg
    return operation.value


def _marks(table: Any, start: Fields, coded: Mapping[str, Resolver], reading: Reading) -> dict[str, Any]:
    """What is known of a row beside its record: whether it is one, and what is wrong with it."""
    problems = listed(_problems(table, start, coded, reading))
    raw = as_json(ibis.struct({theirs: table[ours] for theirs, ours in start.raw.items()}))
    nothing = ibis.null().cast("string")
    return {
        "_ok": table._ok,
        "_skip": skipped(table, start, reading.layout),
        "_unseen": table._unseen,
        "_problems": ibis.ifelse(table._ok, nothing, problems),
        "_raw": ibis.ifelse(table._ok, nothing, raw),
    }


def _coded(start: Fields, kind: Kind, source: Source, catalog: Catalog) -> dict[str, Resolver]:
    """The fields whose labels have to be looked up, and how."""
    fields = {*kind.dimensions, "place", "area", "terms", "status", *source.dimensions}
    found = {field: resolver(field, source, catalog) for field in sorted(fields & {*start.columns, *start.constants})}
    coded = {field: resolve for field, resolve in found.items() if resolve is not None}
    for field in coded.keys() & start.constants.keys():
        if not coded[field](start.constants[field]).known:
            raise HarmoniseError(
                f"source {source.id}: {field} {start.constants[field]!r} is not known. "
                "Correct it in the source's YAML, or add it to the catalog."
            )
    return coded


def _strange(table: Any, start: Fields, coded: Mapping[str, Resolver]) -> list[Problem]:
    """Labels that nobody knows, in the fields that differ by row; a blank is not a label."""
    return [
        Problem(UNKNOWN.get(field, "unknown_code"), field, ~table[f"_{field}_known"], table[field])
        for field in coded
        if field in start.columns
    ]


def _plain(table: Any, start: Fields, kind: Kind) -> dict[str, Any]:
    """Fields that are kept as they are written, trimmed; a blank is null."""
    wanted = {*kind.dimensions, "note", "record_id", "place", CELL}
    constants = {name: ibis.literal(text) for name, text in start.constants.items() if name in wanted}
    return {**constants, **{name: text_of(table[name]) for name in wanted & start.columns}}


def _or_else(table: Any, field: str, coded: Mapping[str, Resolver], usual: str) -> Any:
    """What a row says of itself, else what its source says of every row."""
    return ibis.coalesce(table[f"_{field}_code"], usual) if field in coded else ibis.literal(usual)


def _identity(table: Any, start: Fields, source: Source) -> list[Problem]:
    """A source whose records have ids cannot keep a row without one."""
    if source.record_id is None or source.record_id.field not in start.columns:
        return []
    field = source.record_id.field
    return [Problem("missing_id", field, text_of(table[field]).isnull(), table[field])]


def _own_dimensions(table: Any, start: Fields, source: Source, coded: Mapping[str, Resolver]) -> Any:
    """The source's own dimensions as one map from name to code or label."""
    names = [name for name in source.dimensions if name in start.columns or name in start.constants]
    if not names:
        return ibis.null().cast("map<string, string>")
    texts = [table[f"_{name}_code"] if name in coded else _text(table, start, name) for name in names]
    return ibis.map(ibis.array([ibis.literal(name) for name in names]), ibis.array(texts))


def _text(table: Any, start: Fields, name: str) -> Any:
    return text_of(table[name]) if name in start.columns else ibis.literal(start.constants[name])
