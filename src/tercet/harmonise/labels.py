"""Labels to meanings: every distinct label of a file is looked at once, in Python, and joined back.

A file of ten million rows has a few hundred labels. Reading them first costs one scan and buys exact rules:
the publisher's own lookups come first, then the catalog's names and spellings; what neither knows is never guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import ibis
import pyarrow as pa

from tercet.catalog.descriptor import Lookup, Source
from tercet.catalog.load import Catalog, normal
from tercet.harmonise.rows import Fields

EVERY_OTHER = "*"


@dataclass(frozen=True, slots=True)
class Tools:
    """What harmonising needs of an engine: to run a small question, and to keep a small table."""

    run: Callable[[Any], pa.Table]
    keep: Callable[[pa.Table], Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column that follows from the label of a field: `read` turns a label into its value, or None."""

    field: str
    name: str
    type: pa.DataType
    read: Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a label stands for: known or not, and the code where there is one."""

    known: bool
    code: str | None


Resolver = Callable[[str], Meaning]


def resolver(field: str, source: Source, catalog: Catalog) -> Resolver | None:
    """How labels of a field become codes; None for a field whose labels are kept as they are."""
    table = own_labels(source.lookups.get(field, {}))
    coded = catalog.coded(field) and field not in source.dimensions
    if not table and not coded:
        return None
    spelled: Mapping[str, str] = catalog.labels(field) if coded else {}

    def resolve(label: str) -> Meaning:
        key = normal(label)
        if key in table:
            return Meaning(True, table[key])
        if key in spelled:
            return Meaning(True, spelled[key])
        if EVERY_OTHER in table:
            return Meaning(True, table[EVERY_OTHER])
        return Meaning(False, None) if coded else Meaning(True, " ".join(label.split()) or None)

    return resolve


def own_labels(lookups: Mapping[str, str | None] | tuple[Lookup, ...]) -> dict[str, str | None]:
    """A source's lookups for one field, by normalised label."""
    if isinstance(lookups, Mapping):
        return {normal(label): code for label, code in lookups.items()}
    return {normal(label): lookup.value for lookup in lookups for label in lookup.match}


def code_columns(field: str, resolve: Resolver) -> list[Column]:
    """The two columns of a coded field: its code, and whether its label is known."""
    return [
        Column(field, f"_{field}_code", pa.string(), lambda label: resolve(label).code),
        Column(field, f"_{field}_known", pa.bool_(), lambda label: resolve(label).known),
    ]


def attach(start: Fields, columns: Sequence[Column], tools: Tools) -> Any:
    """The table of fields with the columns that follow from labels: one scan for the labels, one small join a field."""
    by_field: dict[str, list[Column]] = {}
    for column in columns:
        by_field.setdefault(column.field, []).append(column)
    labels = survey(start.table, by_field.keys() & start.columns, tools)
    table = start.table
    for field, wanted in by_field.items():
        if field not in start.columns:
            constant = start.constants[field]
            values = {one.name: _small([one.read(constant)], one.type) for one in wanted}
            table = table.mutate(**{name: ibis.literal(column[0].as_py(), _ibis(column)) for name, column in values.items()})
            continue
        key = f"_{field}_label"
        small = {one.name: _small([one.read(label) for label in labels[field]], one.type) for one in wanted}
        kept = tools.keep(pa.table({key: pa.array(labels[field], type=pa.string()), **small}))
        table = table.left_join(kept, table[field] == kept[key]).drop(key)
    return table


def _small(values: list[Any], kind: pa.DataType) -> pa.Array:
    """A column of a small table; decimals that are all whole become integers, which the engine multiplies faster."""
    if pa.types.is_decimal(kind) and all(value is None or value == int(value) for value in values):
        return pa.array([None if value is None else int(value) for value in values], type=pa.int64())
    return pa.array(values, type=kind)


def _ibis(column: pa.Array) -> Any:
    return ibis.Schema.from_pyarrow(pa.schema([("value", column.type)]))["value"]


def survey(table: Any, fields: Iterable[str], tools: Tools) -> dict[str, list[str]]:
    """The distinct labels of each field, in one scan of the file, sorted."""
    wanted = sorted(fields)
    if not wanted:
        return {}
    found = tools.run(table.aggregate(**{name: table[name].collect(distinct=True) for name in wanted}))
    return {name: sorted(label for label in (found[name][0].as_py() or []) if label is not None) for name in wanted}


def nearest(label: str, known: Mapping[str, str]) -> list[str]:
    """The codes whose names are nearest to a label, best first: suggestions for a person, never used by themselves."""
    close = get_close_matches(normal(label), list(known), n=5, cutoff=0.6)
    return list(dict.fromkeys(known[name] for name in close))[:3]
