"""The amounts of a row: quantity and unit to exact base units, and event counts."""

from __future__ import annotations

from fractions import Fraction
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
from tercet.harmonise.values import COUNT, FINE, MILLION, base_units, number, outside, text_of, whole
from tercet.records import Kind


def unit_columns(field: str, resolve: Resolver, catalog: Catalog) -> list[Column]:
    """What follows from a unit's label: its dimension, its exact factor, and the factor of a millionth of it."""

    def unit(label: str) -> Unit | None:
        code = resolve(label).code
        return catalog.units[code] if code else None

    def millionth(label: str) -> Fraction | None:
        found = unit(label)
        return Fraction(found.factor) / MILLION if found else None

    return [
        Column(field, "_dimension", pa.string(), lambda label: getattr(unit(label), "dimension", None)),
        Column(field, "_factor", pa.decimal128(18, 3), lambda label: getattr(unit(label), "factor", None)),
        Column(field, "_times", pa.int64(), lambda label: getattr(millionth(label), "numerator", None)),
        Column(field, "_per", pa.int64(), lambda label: getattr(millionth(label), "denominator", None)),
    ]


def prepared(table: Any, start: Fields, kind: Kind, source: Source, read: Read) -> Any:
    """The table with the amounts read, in three steps, each computed once for all the rules that ask for it.

    `_gap` is the kind of gap that the text stands for (null: it should be a number), `_exact` the exact number,
    `_base` its whole base units, `_events` the number of events. `.view()` keeps Ibis from writing out a step
    anew wherever it is used.
    """
    if not {kind.quantity, "events"} & start.columns:
        raise HarmoniseError(f"source {source.id}: no column gives {kind.quantity} or events. Name one in `columns`.")
    amount, events = kind.quantity in start.columns, "events" in kind.values and "events" in start.columns
    texts = {"_text": kind.quantity} if amount else {}
    texts |= {"_events_text": "events"} if events else {}
    table = table.mutate(**{name: text_of(table[field]) for name, field in texts.items()}).view()
    read_off: dict[str, Any] = {}
    if amount:
        read_off |= {"_gap": _gap(table, start, source), "_exact": _exact(table, source, read)}
        read_off |= {} if _is_decimal(kind) else {"_fine": number(table._text, read, FINE)}
    if events:
        read_off["_events_exact"] = number(table._events_text, read, COUNT)
    table = table.mutate(**read_off).view()
    whole_numbers: dict[str, Any] = {"_events": whole(table._events_exact)} if events else {}
    if amount and not _is_decimal(kind):
        whole_numbers["_base"] = base_units(table._exact, table._fine, table._factor, table._times, table._per)
    return table.mutate(**whole_numbers).view() if whole_numbers else table


def _exact(table: Any, source: Source, read: Read) -> Any:
    """The exact number; a word that stands for a gap is none, even where it could be read as one."""
    exact = number(table._text, read)
    return ibis.ifelse(table._text.isin(list(source.gaps)), ibis.null(), exact) if source.gaps else exact


def _is_decimal(kind: Kind) -> bool:
    return kind.values.get(kind.quantity, "").startswith("decimal")


def _gap(table: Any, start: Fields, source: Source) -> Any:
    """Which kind of gap the text stands for; null where it should be a number."""
    blank = table.blank if "blank" in start.columns else ibis.literal("missing")
    words = [(table._text == word, ibis.literal(gap)) for word, gap in source.gaps.items()]
    return ibis.cases((table._text.isnull(), blank), *words, else_=ibis.null().cast("string"))


def columns(table: Any, start: Fields, kind: Kind) -> dict[str, Any]:
    """The value columns of the record kind; a quantity stands in the column of its unit's dimension."""
    found: dict[str, Any] = {}
    if kind.quantity in start.columns and _is_decimal(kind):
        found[kind.quantity] = table._exact.try_cast(kind.values[kind.quantity])
    elif kind.quantity in start.columns:
        for dimension, column in kind.measured.items():
            found[column] = ibis.ifelse(table._dimension == dimension, table._base, ibis.null().cast("int64"))
    if "events" in start.columns and "events" in kind.values:
        found["events"] = table._events
    elif "events" in start.constants and "events" in kind.values:
        found["events"] = ibis.literal(int(start.constants["events"]), type="int64")
    return found


def problems(table: Any, start: Fields, kind: Kind, source: Source) -> list[Problem]:
    """What can be wrong with a quantity, its unit, and the number of events."""
    found = []
    if kind.quantity in start.columns:
        found += _quantity(table, kind, source)
        found += [] if _is_decimal(kind) else _units(table, kind)
    if "events" in start.columns and "events" in kind.values:
        text, count = table._events_text, table._events
        unread = text.notnull() & count.isnull() & ~text.isin(list(source.gaps))
        found += [
            Problem(_count_code(table), "events", unread, text),
            Problem("negative", "events", count < 0, text),
            Problem("implausible", "events", outside(count, source.ranges.get("events")), text),
        ]
    return found


def _count_code(table: Any) -> Any:
    """Why a count could not be read: it has a fraction, or it is no number."""
    return ibis.ifelse(table._events_exact.notnull(), "not_whole", "bad_number")


def _quantity(table: Any, kind: Kind, source: Source) -> list[Problem]:
    field, limits = kind.quantity, source.ranges.get(kind.quantity)
    text, exact = table._text, table._exact
    unread = table._gap.isnull() & exact.isnull()
    code = ibis.ifelse(text.try_cast("float64").notnull(), "out_of_range", "bad_number")
    checks = [Problem(code, field, unread, text), Problem("implausible", field, outside(exact, limits), text)]
    if limits is None or limits.min is None:
        checks.append(Problem("negative", field, exact < 0, text))
    return checks


def _units(table: Any, kind: Kind) -> list[Problem]:
    fits = table._dimension.isin(list(kind.measured))
    fraction = (table._dimension == "count") & ((table._fine != table._fine.floor()) | (table._exact != table._fine))
    too_large = table._exact.notnull() & table._base.isnull() & table._times.notnull()
    return [
        Problem("not_whole", kind.quantity, fraction, table._text),
        Problem("unknown_unit", "unit", ~fits, table._dimension),
        Problem("out_of_range", kind.quantity, too_large, table._text),
    ]
