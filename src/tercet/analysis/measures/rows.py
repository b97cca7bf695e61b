"""The records behind one cell, with what each gives to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tercet.analysis.measures.amounts import base_units, in_unit
from tercet.analysis.measures.choose import Loaded, places_of
from tercet.analysis.measures.factors import factor_for
from tercet.analysis.measures.facts import amount, any_of, gap_of, matching, place_of
from tercet.analysis.measures.lines import Cell, Part
from tercet.analysis.measures.question import Asked, weighable
from tercet.analysis.measures.tiles import DAILY, ROLLING, Tile, tile_of
from tercet.answers import Answer
from tercet.catalog.models import Factor

LIMIT = 1000
COLUMNS = ("batch", "file", "row", "cell", "value", "gap")


@dataclass(frozen=True)
class Behind:
    """The rows behind a cell: the first thousand, how many there are, and what their batches, units and factors are.

    `total` counts every row; rows whose terms allow totals only are counted and not listed.
    """

    rows: Answer
    total: int
    batches: frozenset[str]
    units: tuple[str, ...]
    factors: tuple[Factor, ...]


def behind(asked: Asked, cell: Cell, loaded: Mapping[str, Loaded]) -> Behind:
    """Ask for the rows of every source that the cell was made of."""
    rows: list[tuple[Any, ...]] = []
    total, batches, units = 0, set(), set()
    factors: list[Factor] = []
    for part in cell.parts:
        one = loaded[part.source]
        kind = asked.kind.name
        table = _table(asked, cell, part, one, one.view.records(kind, part.source))
        for group in one.view.con.to_pyarrow(
            table.group_by("batch", "unit_").aggregate(rows_=table.count())
        ).to_pylist():
            total += group["rows_"]
            batches.add(group["batch"])
            units.add(group["unit_"])
        listable = _table(asked, cell, part, one, one.view.listable(kind, part.source))
        ordered = listable.order_by("batch", "row", "cell").limit(LIMIT - len(rows)) if len(rows) < LIMIT else None
        files = {batch.id: batch.file for batch in one.view.batches}
        if ordered is not None:
            rows += _listed(asked, one.view.con.to_pyarrow(ordered).to_pylist(), files)
        factors += _used(asked, part)
    known = tuple(sorted(unit for unit in units if unit))
    return Behind(Answer(COLUMNS, rows), total, frozenset(batches), known, tuple(dict.fromkeys(factors)))


def _table(asked: Asked, cell: Cell, part: Part, one: Loaded, records: Any) -> Any:
    """Those records of one source that lie in the area and in the spans of a cell."""
    table = matching(records, asked, part.source)
    places = set(one.made_of.get(cell.area, ())) or places_of(asked, cell.area)
    table = table.filter(place_of(table).isin(sorted(places)), any_of(_in_tiles(table, part.choice.tiles)))
    value = amount(table, asked)
    counted = {"units_": table.units, "substance_": table.substance} if weighable(asked.kind, asked.measure) else {}
    return table.select(
        "batch",
        "row",
        "cell",
        "start",
        "months",
        "freq",
        value_=value,
        gap_=gap_of(table, value, asked),
        unit_=table.unit if "unit" in table.columns else table.cell.nullif(table.cell),
        **counted,
    )


def _in_tiles(table: Any, tiles: Iterable[Tile]) -> Iterator[Any]:
    """Conditions for records of the spans: days by where they lie, all others by their start and length."""
    by_length: dict[tuple[str, int], list[Tile]] = {}
    for tile in tiles:
        if tile.layer == DAILY:
            yield (table.freq == DAILY) & table.start.between(tile.first, tile.last)
        else:
            by_length.setdefault((tile.layer, tile.months), []).append(tile)
    for (layer, months), found in by_length.items():
        layered = table.freq == ROLLING if layer == ROLLING else ~table.freq.isin([ROLLING, DAILY])
        yield layered & (table.months == months) & table.start.isin([tile.first for tile in found])


def _listed(asked: Asked, records: Iterable[Mapping[str, Any]], files: Mapping[str, str]) -> Iterator[tuple[Any, ...]]:
    """Records as rows of the explanation."""
    for record in records:
        batch = record["batch"]
        yield (batch, files.get(batch), record["row"], record["cell"], _given(asked, record), record["gap_"])


def _given(asked: Asked, record: Mapping[str, Any]) -> Decimal | None:
    """What a record gives to the cell, in the unit of the answer."""
    value, unit = record["value_"], asked.catalog.units[asked.unit]
    if value is not None:
        base = Fraction(value)
        return in_unit(
            base_units(base, asked.catalog.units[asked.measure.unit]) if asked.column == "value" else base, unit
        )
    if asked.factors is None or record.get("units_") is None:
        return None
    start, months = record["start"], record["months"]
    if record["freq"] == DAILY and asked.freq != "D":  # days were added up, and weighed, by month
        start, months = start.replace(day=1), 1
    tile = tile_of(start, months, record["freq"])
    factor = factor_for(asked.factors, record["substance_"], record["unit_"], tile.first, tile.last)
    return in_unit(record["units_"] * Fraction(factor.central) * 1000, unit) if factor else None


def _used(asked: Asked, part: Part) -> Iterator[Factor]:
    """The factors by which units of a part were weighed."""
    for fact in part.facts:
        if asked.factors and fact.units:
            factor = factor_for(asked.factors, fact.substance, fact.unit, fact.tile.first, fact.tile.last)
            if factor:
                yield factor
