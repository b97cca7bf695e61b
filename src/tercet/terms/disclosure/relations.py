"""The sums that a reader can check, found from the cells and from which code holds which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from tercet.errors import TermsError
from tercet.terms.disclosure.model import Cell, Key, Relation, in_order, text

Hierarchy = Mapping[str, Sequence[tuple[str, Sequence[str]]]]
"""By dimension: a code, and the codes that make it up. One code may be made up in more than one way."""


def relations(cells: Iterable[Cell], hierarchy: Hierarchy) -> tuple[Relation, ...]:
    """The sums along each dimension that hold among these cells.

    A sum is claimed only where the total is there and is the exact sum of those parts that are there. Where parts
    are missing, or the total holds more than its parts, a reader can't rely on the sum, and nor do we.
    """
    values = by_key(cells)
    found = {
        Relation(name, parts)
        for name in values
        if not isinstance(name, str)
        for parts in _parts(name, hierarchy, values)
        if parts and sum(map(_exact, (values[part] for part in parts))) == values[name]
    }
    return tuple(sorted(found, key=lambda one: (text(one.total), [text(part) for part in one.parts])))


def by_key(cells: Iterable[Cell]) -> dict[Key, int | Decimal]:
    """The values by key, in order; the same key with two values is a mistake of the caller."""
    values: dict[Key, int | Decimal] = {}
    for cell in cells:
        if values.setdefault(cell.key, cell.value) != cell.value:
            raise TermsError(f"cell {text(cell.key)} has two values in one edition. Give each figure a key of its own.")
    return {name: values[name] for name in in_order(values)}


def _parts(
    name: tuple[tuple[str, str], ...], hierarchy: Hierarchy, known: Mapping[Key, object]
) -> list[tuple[Key, ...]]:
    """The ways in which a cell may be made up of cells that are there."""
    ways: list[tuple[Key, ...]] = []
    for at, (dimension, code) in enumerate(name):
        for total, codes in hierarchy.get(dimension, ()):
            if total == code:
                parts = [(*name[:at], (dimension, part), *name[at + 1 :]) for part in sorted(set(codes))]
                ways.append(tuple(part for part in parts if part in known))
    return ways


def _exact(value: int | Decimal) -> Decimal:
    """A value that adds up without loss."""
    return Decimal(value)
