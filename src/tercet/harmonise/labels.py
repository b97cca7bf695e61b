"""Labels to meanings: every distinct label of a file is looked at once, in Python, and found again by its place.

A file of ten million rows has a few hundred labels. Reading them first costs one scan and buys exact rules:
the publisher's own lookups come first, then the catalog's names and spellings; what neither knows is never guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import reduce
from typing import Any

import ibis
import pyarrow as pa

from tercet.catalog.descriptor import Lookup, Source
from tercet.catalog.load import Catalog, normal
from tercet.harmonise.rows import Fields

EVERY_OTHER = "*"
BEGINNING = 100_000  # rows of a file whose labels are looked at before it is read whole


Values = Any  # a pyarrow Array; pyarrow's stubs make it generic in a type that is known only at run time


@dataclass(frozen=True, slots=True)
class Tools:
    """What harmonising needs of an engine: to run a small question, and to turn labels into values.

    `numbers` gives the place of a label in a list, `picks` the value that stands at a place.
    """

    run: Callable[[Any], pa.Table]
    numbers: Callable[[Sequence[str]], Callable[[Any], Any]]
    picks: Callable[[Values], Callable[[Any], Any]]


Usual = Callable[[Sequence[str]], Iterable[str]]


def nothing(seen: Sequence[str]) -> Iterable[str]:
    """No labels beside those that were seen."""
    return ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column that follows from the label of a field: `read` turns a label into its value, or None.

    `usual` are labels to expect in a large file, beside those that its beginning shows.
    """

    field: str
    name: str
    type: pa.DataType
    read: Callable[[str], Any]
    usual: Usual = nothing


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
        if not label.strip():  # an empty cell names nothing; it is not an unknown label
            return Meaning(True, None)
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


def code_columns(field: str, resolve: Resolver, source: Source, catalog: Catalog) -> list[Column]:
    """The two columns of a coded field: its code, and whether its label is known."""

    def usual(seen: Sequence[str]) -> Iterable[str]:
        """The labels of the source's own lookups and of the catalog."""
        lookups = source.lookups.get(field, {})
        own = lookups if isinstance(lookups, Mapping) else [label for one in lookups for label in one.match]
        return [*own, *catalog.written(field)]

    return [
        Column(field, f"_{field}_code", pa.string(), lambda label: resolve(label).code, usual),
        Column(field, f"_{field}_known", pa.bool_(), lambda label: resolve(label).known),
    ]


def attach(start: Fields, columns: Sequence[Column], tools: Tools, whole: bool) -> Any:
    """The table of fields with the columns that follow from labels.

    `_unseen` is true for rows with a label that was not looked at: unless the `whole` file was surveyed,
    labels are those at its beginning and the usual ones, and a file with others has to be surveyed whole.
    """
    varying = [column for column in columns if column.field in start.columns]
    labels = _labels(start, varying, tools, whole)
    table = start.table
    numbered = table.mutate(
        **{f"_{field}_place": tools.numbers(known)(table[field]) for field, known in labels.items()}
    )
    table = numbered.view()
    unseen = [table[field].notnull() & table[f"_{field}_place"].isnull() for field in labels]
    found = {column.name: _attached(table, start, column, labels, tools) for column in columns}
    return table.mutate(_unseen=reduce(lambda one, other: one | other, unseen, ibis.literal(False)), **found).view()


def _attached(table: Any, start: Fields, column: Column, labels: Mapping[str, list[str]], tools: Tools) -> Any:
    """One column: a constant where its field is one, else picked by the place of the label."""
    if column.field not in start.columns:
        kind = ibis.Schema.from_pyarrow(pa.schema([("value", column.type)]))["value"]
        return ibis.literal(column.read(start.constants[column.field]), type=kind)
    values = [column.read(label) for label in labels[column.field]]
    if pa.types.is_boolean(column.type) and all(values):  # every label is known, as is usual
        return ibis.literal(True)
    return tools.picks(pa.array(values, type=column.type))(table[f"_{column.field}_place"])


def _labels(start: Fields, columns: Sequence[Column], tools: Tools, whole: bool) -> dict[str, list[str]]:
    """The labels of each field: all of them, or those at the beginning of the file and the usual ones."""
    fields = sorted({column.field for column in columns})
    if whole:
        return survey(start.table, fields, tools)
    found = survey(start.table.limit(BEGINNING), fields, tools)
    if tools.run(start.table.limit(BEGINNING + 1).aggregate(n=ibis._.count()))["n"][0].as_py() <= BEGINNING:
        return found
    more = {field: next(one for one in columns if one.field == field).usual(found[field]) for field in fields}
    return {field: sorted({*labels, *more[field]}) for field, labels in found.items()}


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
