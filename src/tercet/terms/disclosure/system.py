"""Several editions as one set of unknowns and sums, as a prudent attacker would join them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from tercet.errors import TermsError
from tercet.terms.disclosure.model import Cell, Edition, Key, in_order, text

Row = tuple[int, tuple[int, ...]]  # a total and its parts


@dataclass(frozen=True)
class System:
    """All figures of all editions: each number once, in whole steps of one unit, and the sums that bind them.

    A figure that is the same in two editions is one number: we take it that an attacker knows that it did not change.
    """

    names: tuple[tuple[str, Key], ...]  # the edition that has it first, and its key there
    values: tuple[int, ...]
    rows: tuple[Row, ...]
    places: tuple[Mapping[Key, int], ...]  # by edition: which number a key is
    released: frozenset[int]
    unit: Decimal

    @cached_property
    def matrix(self) -> Any:
        """The sums as a sparse matrix: parts minus total, which is zero."""
        entries = [(at, part, 1) for at, (_, parts) in enumerate(self.rows) for part in parts]
        entries += [(at, total, -1) for at, (total, _) in enumerate(self.rows)]
        lines, columns, signs = zip(*entries, strict=True) if entries else ((), (), ())
        shape = (len(self.rows), len(self.values))
        return csr_array((np.array(signs, dtype=np.int64), (lines, columns)), shape=shape).tocsc()

    @cached_property
    def touching(self) -> Mapping[int, tuple[int, ...]]:
        """By number: the sums that it is in."""
        found: dict[int, list[int]] = defaultdict(list)
        for at, (total, parts) in enumerate(self.rows):
            for number in (total, *parts):
                found[number].append(at)
        return {number: tuple(rows) for number, rows in found.items()}

    def published(self, edition: int, suppressed: frozenset[Key]) -> frozenset[int]:
        """The numbers that one edition tells, where these keys are held back."""
        return frozenset(number for name, number in self.places[edition].items() if name not in suppressed)


def join(editions: Sequence[Edition]) -> System:
    """Bring editions together, whatever the order of their cells and sums."""
    if len({edition.name for edition in editions}) < len(editions):
        raise TermsError("two editions have the same name. Give each its own, so that a message can tell them apart.")
    unit = _unit([cell.value for edition in editions for cell in edition.cells])
    numbers: dict[tuple[Key, int], str] = {}
    for edition in editions:
        for name, cell in _cells(edition).items():
            numbers.setdefault((name, _steps(cell, unit)), edition.name)
    order = sorted(numbers, key=lambda one: (text(one[0]), isinstance(one[0], str), one[1]))
    index = {one: at for at, one in enumerate(order)}
    places = tuple({name: index[name, _steps(cell, unit)] for name, cell in _cells(e).items()} for e in editions)
    rows = {row for edition, place in zip(editions, places, strict=True) for row in _rows(edition, place)}
    out = [place[c.key] for e, place in zip(editions, places, strict=True) for c in e.cells if c.released]
    names = tuple((numbers[one], one[0]) for one in order)
    system = System(names, tuple(one[1] for one in order), tuple(sorted(rows)), places, frozenset(out), unit)
    _adds_up(system)
    return system


def _cells(edition: Edition) -> dict[Key, Cell]:
    """The cells of an edition by key, in order; a key that comes twice must say the same both times."""
    cells: dict[Key, Cell] = {}
    for cell in edition.cells:
        if cells.setdefault(cell.key, cell) != cell:
            raise TermsError(
                f"edition {edition.name}: cell {text(cell.key)} comes twice and differs. Give each figure its own key."
            )
    return {name: cells[name] for name in in_order(cells)}


def _unit(values: Sequence[int | Decimal]) -> Decimal:
    """The largest power of ten, at most 1, of which every value is a whole multiple."""
    powers = (Decimal(value).normalize().as_tuple().exponent for value in values)
    return Decimal(1).scaleb(min([0, *(power for power in powers if isinstance(power, int))]))


def _steps(cell: Cell, unit: Decimal) -> int:
    """A value in whole steps of the unit."""
    return cell.value if unit == 1 and isinstance(cell.value, int) else int(Decimal(cell.value) / unit)


def _rows(edition: Edition, place: Mapping[Key, int]) -> list[Row]:
    """The sums of one edition, by number."""
    rows = []
    for relation in edition.relations:
        absent = [name for name in (relation.total, *relation.parts) if name not in place]
        if absent:
            raise TermsError(
                f"edition {edition.name}: the sum of {text(relation.total)} names {text(absent[0])}, "
                "which is no cell. Add the cell or leave the sum out."
            )
        rows.append((place[relation.total], tuple(sorted(place[part] for part in relation.parts))))
    return rows


def _adds_up(system: System) -> None:
    """Raise where a sum does not hold: an attack on false sums proves nothing."""
    for total, parts in system.rows:
        if sum(system.values[part] for part in parts) != system.values[total]:
            edition, name = system.names[total]
            raise TermsError(
                f"edition {edition}: {text(name)} is not the sum of its parts. Derive the sums from the cells."
            )
