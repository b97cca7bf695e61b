"""Conversions in words, with the factor and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator

from tercet.analysis.measures.lines import Cell
from tercet.analysis.measures.question import Asked
from tercet.analysis.measures.rows import Behind
from tercet.answers import plain
from tercet.catalog.models import Factor, Unit

BASE = {"mass": "micrograms", "volume": "microlitres", "money": "cents"}


def conversions(asked: Asked, cell: Cell, found: Behind) -> tuple[str, ...]:
    """Every conversion between what was published and the number."""
    return tuple([*_units(asked, found), *_assumed(asked, found), *_left(asked, cell)])


def _units(asked: Asked, found: Behind) -> Iterator[str]:
    """Exact conversions of the units that rows were published in, and of the answer's."""
    units = asked.catalog.units
    dimension = units[asked.measure.unit].dimension
    names = [name for name in found.units if name in units and units[name].dimension == dimension]
    for name in dict.fromkeys([*names, asked.unit]):
        unit = units[name]
        if dimension in BASE:
            yield f"1 {name} is {plain(unit.factor)} {BASE[dimension]}{_from(unit)}. Sums are whole {BASE[dimension]}."


def _from(unit: Unit) -> str:
    return f" ({unit.source})" if unit.source else ""


def _assumed(asked: Asked, found: Behind) -> Iterator[str]:
    """Assumed conversions of counted units to mass."""
    for factor in found.factors:
        yield f"{_factor(factor)} Factor set {asked.factors.id} {asked.factors.version}." if asked.factors else ""


def _factor(factor: Factor) -> str:
    """One factor with its margins, source and basis."""
    amount = f"{plain(factor.central)} mg (low {plain(factor.low)}, high {plain(factor.high)})"
    return (
        f"1 {factor.unit} of {factor.substance} is taken as {amount}: {factor.source.strip()} [{factor.basis.strip()}]."
    )


def _left(asked: Asked, cell: Cell) -> Iterator[str]:
    """Counted units that no conversion was used for."""
    if cell.left:
        yield f"{cell.left} counted units are not weighed and are not in the number."
