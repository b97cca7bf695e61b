"""The records of a source as a small table of facts: filtered and summed by the engine, in one question.

All that comes out is one line for each area, combination, span, status and kind of gap, so that the rules
about periods can be plain Python however many records there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from typing import Any

import ibis

from tercet.analysis.measures.question import Asked, weighable
from tercet.analysis.measures.tiles import DAILY, Tile, tile_of
from tercet.records import Kind

Areas = Mapping[str, frozenset[str]]

# Columns that hold figures of several units as published; other columns hold base units of one dimension.
MIXED = frozenset({"value", "amount"})


@dataclass(frozen=True, slots=True)
class Fact:
    """Records of one area, combination, span, status and kind of gap, summed.

    `total` is in base units; `present` counts the records that have a value. `units` are counted units
    that have no mass, of one substance and unit where a factor set is in use.
    """

    area: str
    by: tuple[str | None, ...]
    tile: Tile
    status: str
    gap: str | None
    total: int | Decimal
    present: int
    units: int
    strays: int
    substance: str | None = None
    unit: str | None = None

    @property
    def pending(self) -> bool:
        """Whether it only says that figures are not in yet."""
        return self.gap == "not_yet_reported"

    @property
    def useful(self) -> bool:
        """Whether it says anything about the measure: a value, a named gap, or units that could be weighed."""
        return self.present > 0 or self.gap is not None or self.units > 0


def gather(con: Any, table: Any, asked: Asked, source: str, areas: Areas) -> tuple[Fact, ...]:
    """Ask the engine for the facts of a source about some areas, each given with the places inside it."""
    groups = _groups(areas)
    summed = con.to_pyarrow(_query(matching(table, asked, source), asked, groups))
    members = list(groups.values())
    facts = [_fact(row, len(asked.by), area) for row in summed.to_pylist() for area in members[row["where_"]]]
    return tuple(fact for fact in facts if fact.useful or fact.strays)


def matching(table: Any, asked: Asked, source: str) -> Any:
    """The records of a source that the question is about, wherever they are."""
    conditions = [
        column(table, dimension, asked.kind).isin(list(values)) for dimension, values in asked.conditions(source)
    ]
    return table.filter(*conditions) if conditions else table


def column(table: Any, dimension: str, kind: Kind) -> Any:
    """A dimension of the records: a column, or one of the source's own in `dims`."""
    if dimension in kind.columns or dimension == "source":
        return table[dimension]
    return table.dims[dimension]


def place_of(table: Any) -> Any:
    """Where a record belongs: its place or, where that is unknown, the area of its source."""
    return ibis.coalesce(table.place, table.area)


def amount(table: Any, asked: Asked) -> Any:
    """The summed column; nothing where the record's unit measures something else, such as another currency."""
    allowed = _units(asked)
    value = table[asked.column]
    if allowed is None or asked.column not in MIXED:
        return value
    return ibis.ifelse(table.unit.isnull() | table.unit.isin(allowed), value, ibis.null())


def gap_of(table: Any, value: Any, asked: Asked) -> Any:
    """Why a record has no value, if it should have one: a count of tablets is no missing mass."""
    allowed = _units(asked)
    known = ibis.coalesce(
        table.gap,
        ibis.cases((table.status == "Q", "suppressed"), (table.status == "O", "missing"), else_=_unsaid(asked)),
    )
    absent = value.isnull()
    if asked.factors:
        absent = absent & table.units.isnull()
        allowed = [*(allowed or []), *(factor.unit for factor in asked.factors.factors)]
    if allowed is not None:
        absent = absent & (table.unit.isnull() | table.unit.isin(allowed))
    return ibis.ifelse(absent, known, ibis.null("string"))


def _unsaid(asked: Asked) -> Any:
    """An empty figure without a word is missing; an empty quantity of a record may be no quantity of this sort."""
    return ibis.null("string") if asked.filled else ibis.literal("missing")


def _units(asked: Asked) -> list[str] | None:
    """Units whose values may be added up into the measure; None where the column has no unit."""
    if asked.column not in asked.kind.measured.values():
        return None
    units = asked.catalog.units
    dimension = units[asked.measure.unit].dimension
    if dimension in {"money", "ratio"}:
        return [asked.measure.unit]
    return sorted(name for name, unit in units.items() if unit.dimension == dimension)


def _groups(areas: Areas) -> dict[frozenset[str], tuple[str, ...]]:
    """Places that count for the same areas, together: places -> areas. Areas may lie inside one another."""
    places: dict[str, list[str]] = {}
    for area, inside in sorted(areas.items()):
        for place in sorted(inside):
            places.setdefault(place, []).append(area)
    groups: dict[tuple[str, ...], list[str]] = {}
    for place, members in places.items():
        groups.setdefault(tuple(members), []).append(place)
    return {frozenset(inside): members for members, inside in groups.items()}


def _query(table: Any, asked: Asked, groups: Iterable[frozenset[str]]) -> Any:
    """Summed by place first, which is quick, and then by the areas that the places count for."""
    sums = _sums(table, asked)
    groups = list(groups)
    if len(groups) == 1:
        inside = table.filter(place_of(table).isin(sorted(groups[0])))
        return inside.group_by(where_=ibis.literal(0), **_keys(inside, asked)).aggregate(**_sums(inside, asked))
    by_place = table.group_by(place_=place_of(table), **_keys(table, asked)).aggregate(**sums)
    where = ibis.cases(*((by_place.place_.isin(sorted(inside)), at) for at, inside in enumerate(groups)))
    keys = [name for name in by_place.columns if name not in {"place_", *sums}]
    placed = by_place.mutate(where_=where).filter(lambda rows: rows.where_.notnull())
    return placed.group_by("where_", *keys).aggregate(
        **{name: _whole(placed[name].sum(), placed[name]) for name in sums}
    )


def _keys(table: Any, asked: Asked) -> dict[str, Any]:
    """What facts differ by."""
    start = table.start
    if asked.freq != "D":  # days are added up by month unless days are asked for
        start = ibis.ifelse(table.freq == DAILY, start.truncate("M"), start)
    keys = {
        "start_": start,
        "months_": ibis.ifelse(table.freq == DAILY, 0 if asked.freq == "D" else 1, table.months),
        "freq_": table.freq,
        "status_": table.status,
        "gap_": gap_of(table, amount(table, asked), asked),
        **{f"by_{at}": column(table, dimension, asked.kind) for at, dimension in enumerate(asked.by)},
    }
    return keys | ({"substance_": table.substance, "unit_": table.unit} if asked.factors else {})


def _sums(table: Any, asked: Asked) -> dict[str, Any]:
    """What is summed: the value, the records that have one, and what cannot be part of it."""
    value = amount(table, asked)
    sums = {"total": _whole(value.sum(), value), "present": value.count()}
    if weighable(asked.kind, asked.measure):
        sums["units_"] = table.units.sum(where=value.isnull()).cast("int64")
    if asked.column == "amount":
        sums["strays_"] = (table.amount.notnull() & value.isnull()).sum().cast("int64")
    return sums


def _whole(total: Any, value: Any) -> Any:
    """A sum of integers as an integer: an engine may widen it to a type that Arrow has not."""
    return total.cast("int64") if value.type().is_integer() else total


def _fact(row: Mapping[str, Any], dimensions: int, area: str) -> Fact:
    """One line of the engine's answer."""
    return Fact(
        area=area,
        by=tuple(row[f"by_{at}"] for at in range(dimensions)),
        tile=tile_of(row["start_"], row["months_"], row["freq_"]),
        status=row["status_"] or "A",
        gap=row["gap_"],
        total=row["total"] or 0,
        present=row["present"] or 0,
        units=row.get("units_") or 0,
        strays=row.get("strays_") or 0,
        substance=row.get("substance_"),
        unit=row.get("unit_"),
    )


def any_of(conditions: Iterable[Any]) -> Any:
    """True where one of the conditions is."""
    return reduce(lambda left, right: left | right, conditions, ibis.literal(False))
