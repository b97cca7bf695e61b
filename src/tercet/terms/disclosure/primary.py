"""Primary suppression: the cells that are sensitive by themselves."""

from __future__ import annotations

from collections.abc import Iterable

from tercet.terms.disclosure.model import Cell, Key, Rule


def is_sensitive(cell: Cell, rule: Rule) -> bool:
    """Whether a cell is too small or comes from too few; what its publisher has published never is."""
    if cell.released:
        return False
    if cell.value == 0:
        return rule.zeros and cell.counted
    few = cell.contributors is not None and cell.contributors < rule.contributors
    return few or (cell.counted and cell.value < rule.smallest)


def primary(cells: Iterable[Cell], rule: Rule) -> frozenset[Key]:
    """The keys of the cells that are sensitive by themselves."""
    return frozenset(cell.key for cell in cells if is_sensitive(cell, rule))
