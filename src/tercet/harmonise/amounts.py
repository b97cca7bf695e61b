"""The amounts of a row: quantity and unit to exact base units, and event counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

import ibis
import pyarrow as pa

from tercet.catalog.descriptor import Read, Source
from tercet.catalog.load import Catalog
from tercet.catalog.models import Unit
from tercet.errors import HarmoniseError
from tercet.harmonise.labels import Column, Resolver
from tercet.harmonise.problems import Problem
from tercet.harmonise.rows import Fields
from tercet.harmonise.values import QUANTITY, base_units, number, outside, whole
from tercet.records import Kind


@dataclass(frozen=True, slots=True)
class Amounts:
    """The value columns of a row, the kind of gap where the main one is absent, and what can be wrong."""

    columns: Mapping[str, Any]
    absent: Any
    gap: Any
    problems: list[Problem]


def unit_columns(field: str, resolve: Resolver, catalog: Catalog) -> list[Column]:
    """What follows from a unit's label: its dimension and its exact factor to the base unit."""

    def unit(label: str) -> Unit | None:
        code = resolve(label).code
        return catalog.units[code] if code else None

    return [
        Column(field, "_dimension", pa.string(), lambda label: getattr(unit(label), "dimension", None)),
        Column(field, "_factor", pa.decimal128(18, 3), lambda label: getattr(unit(label), "factor", None)),
    ]


def amounts(table: Any, start: Fields, kind: Kind, source: Source, read: Read) -> Amounts:
    """Every value column of the record kind, with the checks of each."""
    if kind.quantity not in start.columns and "events" not in start.columns:
        raise HarmoniseError(f"source {source.id}: no column gives {kind.quantity} or events. Name one in `columns`.")
    columns: dict[str, Any] = {}
    problems: list[Problem] = []
    absent, gap = ibis.literal(False), ibis.null().cast("string")
    if kind.quantity in start.columns:
        text = table[kind.quantity].strip().nullif("")
        gap = _gap(table, text, start, source)
        exact = ibis.ifelse(gap.isnull(), number(text, read), ibis.null())
        absent = gap.notnull()
        columns |= _measured(table, exact, kind)
        problems += _checks(table, text, exact, absent, kind, source)
    if "events" in kind.values:
        columns["events"], wrong = _events(table, start, source, read)
        problems += wrong
    return Amounts(columns, absent, gap, problems)


def _gap(table: Any, text: Any, start: Fields, source: Source) -> Any:
    """Which kind of gap the text stands for; null where it should be a number."""
    blank = table.blank if "blank" in start.columns else ibis.literal("missing")
    words = [(text == word, ibis.literal(gap)) for word, gap in source.gaps.items()]
    return ibis.cases((text.isnull(), blank), *words, else_=ibis.null().cast("string"))


def _measured(table: Any, exact: Any, kind: Kind) -> dict[str, Any]:
    """The quantity in the value column that its unit's dimension belongs to; null in the others."""
    if kind.values.get(kind.quantity, "").startswith("decimal"):
        return {kind.quantity: exact.try_cast(kind.values[kind.quantity])}
    base = base_units(exact, table._factor)
    return {
        column: ibis.ifelse(table._dimension == dimension, base, ibis.null().cast("int64"))
        for dimension, column in kind.measured.items()
    }


def _checks(table: Any, text: Any, exact: Any, absent: Any, kind: Kind, source: Source) -> list[Problem]:
    """What can be wrong with a quantity and its unit."""
    field = kind.quantity
    limits = source.ranges.get(field)
    read = exact.notnull()
    present = ~absent
    too_large = present & exact.isnull() & text.try_cast("float64").notnull()
    checks = [
        Problem("out_of_range", field, too_large, text),
        Problem("bad_number", field, present & exact.isnull() & ~too_large, text),
        Problem("implausible", field, read & outside(exact, limits), text),
    ]
    if limits is None or limits.min is None:
        checks.append(Problem("negative", field, read & (exact < 0), text))
    if not kind.values.get(field, "").startswith("decimal"):
        counted = table._dimension == "count"
        fraction = exact != exact.floor().cast(QUANTITY)
        fits = reduce(lambda left, right: left | right, (table._dimension == name for name in kind.measured))
        checks += [
            Problem("not_whole", field, read & counted & fraction, text),
            Problem("unknown_unit", "unit", table._dimension.notnull() & ~fits, table._dimension),
            Problem("out_of_range", field, read & base_units(exact, table._factor).isnull() & fits, text),
        ]
    return checks


def _events(table: Any, start: Fields, source: Source, read: Read) -> tuple[Any, list[Problem]]:
    """The number of events: a column, or one constant for every row."""
    if "events" not in start.columns:
        constant = start.constants.get("events")
        return ibis.literal(int(constant) if constant else None, type="int64"), []
    text = table.events.strip().nullif("")
    text = ibis.ifelse(text.isin(list(source.gaps)), ibis.null().cast("string"), text) if source.gaps else text
    count = whole(text, read)
    return count, [
        Problem("bad_number", "events", text.notnull() & count.isnull(), text),
        Problem("negative", "events", count < 0, text),
        Problem("implausible", "events", outside(count.cast(QUANTITY), source.ranges.get("events")), text),
    ]
