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
from tercet.harmonise.values import (
    FINE,
    MILLION,
    MOST_EVENTS,
    base_units,
    looks_like_one,
    number,
    outside,
    text_of,
    trim,
    whole,
)
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
    """The table with the amounts read, in two steps, each computed once for all the rules that ask for it.

    `_exact` is the exact number, `_gap` the kind of gap where the text stands for one, `_base` whole base units,
    `_events` the number of events. `.view()` keeps Ibis from writing out a step anew wherever it is used.
    """
    if kind.quantity in start.columns and not _is_decimal(kind) and "unit" not in {*start.columns, *start.constants}:
        raise HarmoniseError(f"source {source.id}: nothing gives the unit. Say `unit`, or name a column of units.")
    if not {kind.quantity, "events"} & start.columns:
        raise HarmoniseError(f"source {source.id}: no column gives {kind.quantity} or events. Name one in `columns`.")
    amount, events = kind.quantity in start.columns, "events" in kind.values and "events" in start.columns
    exact = kind.quantity if amount else None
    first: dict[str, Any] = {"_exact": _exact(table[exact], source, read)} if exact else {}
    first |= {"_fine": number(table[exact], read, FINE)} if exact and not _is_decimal(kind) else {}
    first |= {"_events": whole(table.events, read)} if events else {}
    table = table.mutate(**first).view()
    second: dict[str, Any] = {"_gap": _gap(table, table[exact], start, source)} if exact else {}
    if exact and not _is_decimal(kind):
        second["_base"] = base_units(table._exact, table._fine, table._factor, table._times, table._per)
    return table.mutate(**second).view() if second else table


def _exact(text: Any, source: Source, read: Read) -> Any:
    """The exact number; a word that stands for a gap is none, even where it could be read as one."""
    exact = number(text, read)
    numbers = [word for word in source.gaps if any(letter.isdigit() for letter in word)]
    return ibis.ifelse(trim(text).isin(numbers), ibis.null(), exact) if numbers else exact


def _is_decimal(kind: Kind) -> bool:
    return kind.values.get(kind.quantity, "").startswith("decimal")


def _gap(table: Any, text: Any, start: Fields, source: Source) -> Any:
    """Which kind of gap the text stands for; null where it is, or should be, a number.

    Texts are looked at only where no number was read: the engine skips the branches of a choice that no row takes.
    """
    blank = table.blank if "blank" in start.columns else ibis.literal("missing")
    words = [(trim(text) == word, ibis.literal(gap)) for word, gap in source.gaps.items()]
    nothing = ibis.null().cast("string")
    return ibis.ifelse(
        table._exact.notnull(), nothing, ibis.cases((text_of(text).isnull(), blank), *words, else_=nothing)
    )


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
        found["events"] = ibis.literal(_constant_events(start.constants["events"]), type="int64")
    return found


def _constant_events(text: str) -> int:
    if not text.isdigit():
        raise HarmoniseError(f"events {text!r} is not a number of events. Correct it in the source's YAML.")
    return int(text)


def problems(table: Any, start: Fields, kind: Kind, source: Source, read: Read) -> list[Problem]:
    """What can be wrong with a quantity, its unit, and the number of events."""
    found = []
    if kind.quantity in start.columns:
        found += _quantity(table, kind, source, read)
        found += _counts(table, kind) if _is_decimal(kind) else _units(table, kind)
    if "events" in start.columns and "events" in kind.values:
        text, count = table.events, table._events
        word = text_of(text).notnull() & ~trim(text).isin(list(source.gaps))
        found += [
            Problem(_count_code(text, read), "events", ibis.ifelse(count.notnull(), False, word), text),
            Problem("negative", "events", count < 0, text),
            Problem("implausible", "events", outside(count, source.ranges.get("events")), text),
        ]
    return found


def _count_code(text: Any, read: Read) -> Any:
    """Why a count could not be read: it has a fraction, is absurdly large, or is no number."""
    exact = number(text, read)
    large = ibis.ifelse(exact.notnull(), exact.abs() > MOST_EVENTS, looks_like_one(text, read))
    return ibis.cases((large, "out_of_range"), (exact.notnull(), "not_whole"), else_="bad_number")


def _quantity(table: Any, kind: Kind, source: Source, read: Read) -> list[Problem]:
    field, limits = kind.quantity, source.ranges.get(kind.quantity)
    text, exact = table[field], table._exact
    code = ibis.ifelse(looks_like_one(text, read), "out_of_range", "bad_number")
    unread = table._gap.isnull() & exact.isnull()
    checks = [Problem(code, field, unread, text), Problem("implausible", field, outside(exact, limits), text)]
    if limits is None or limits.min is None:
        checks.append(Problem("negative", field, exact < 0, text))
    return checks


def _counts(table: Any, kind: Kind) -> list[Problem]:
    """A published figure in a unit of counting is whole; rates and shares are not."""
    if "_dimension" not in table.columns:
        return []
    fraction = (table._dimension == "count") & (table._exact != table._exact.floor())
    return [Problem("not_whole", kind.quantity, fraction, table[kind.quantity])]


def _units(table: Any, kind: Kind) -> list[Problem]:
    fits = table._dimension.isin(list(kind.measured)).fill_null(False)
    known = table._unit_known.fill_null(True)  # a label that nobody knows is a problem of its own
    fraction = (table._dimension == "count") & ((table._fine != table._fine.floor()) | (table._exact != table._fine))
    too_large = table._exact.notnull() & table._base.isnull() & table._times.notnull()
    return [
        Problem("not_whole", kind.quantity, fraction, table[kind.quantity]),
        Problem("unknown_unit", "unit", table._exact.notnull() & known & ~fits, table._dimension),
        Problem("out_of_range", kind.quantity, too_large, table[kind.quantity]),
    ]
