"""What a reader can work out: the lowest and the highest that each suppressed cell can be.

This is the adversary's side. It reads published values and sums and never what is behind a suppressed cell; values
only serve `attack` to tell which figures did not change from one edition to the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor

import numpy as np
from scipy.optimize import Bounds as Limits
from scipy.optimize import LinearConstraint, milp
from scipy.sparse import csr_array

from tercet.terms.disclosure.model import DisclosureError, Edition, Key
from tercet.terms.disclosure.system import Row, System, join

LARGE = 1_000_000  # larger sums are scaled down to this for the solver
NEAR = 1e-6  # what the solver may be off, as a share of the scale


@dataclass(frozen=True)
class Bounds:
    """What a reader knows of a suppressed cell."""

    low: Decimal
    high: Decimal | None  # None: as high as one likes

    @property
    def width(self) -> Decimal | None:
        """How far apart the bounds are; None where there is no upper one."""
        return None if self.high is None else self.high - self.low


def attack(editions: Sequence[Edition], whole: bool = False) -> dict[tuple[str, Key], Bounds]:
    """The bounds on every suppressed cell of these editions, by edition and key, from all that they publish together.

    `whole` lets the attacker reason that counts are whole numbers, which takes longer and can be tighter.
    """
    system = join(editions)
    told = {number for at, one in enumerate(editions) for number in system.published(at, one.suppressed)}
    found = bounds(system.rows, {n: system.values[n] for n in told | system.released}, whole)
    return {
        (edition.name, name): _worded(found.get(number, (0, None)), number, system, told)
        for edition, place in zip(editions, system.places, strict=True)
        for name, number in place.items()
        if name in edition.suppressed
    }


def bounds(rows: Iterable[Row], known: Mapping[int, int], whole: bool = False) -> dict[int, tuple[int, int | None]]:
    """The bounds on every number that is in a sum and not known, from the sums and the known numbers alone."""
    rows, known = list(rows), dict(known)
    solved = _solve_by_hand(rows, known)
    found: dict[int, tuple[int, int | None]] = {number: (value, value) for number, value in solved.items()}
    unknown = {number for total, parts in rows for number in (total, *parts)} - known.keys()
    for group in _groups(rows, unknown):
        bound = [row for row in rows if group & {row[0], *row[1]}]
        found |= _by_program(bound, known, sorted(group), whole)
    return found


def _worded(bound: tuple[int, int | None], number: int, system: System, told: AbstractSet[int]) -> Bounds:
    """Bounds in the units of the cell; a number that another edition publishes is simply known."""
    low, high = (system.values[number],) * 2 if number in told | system.released else bound
    return Bounds(low * system.unit, None if high is None else high * system.unit)


def _solve_by_hand(rows: list[Row], known: dict[int, int]) -> dict[int, int]:
    """The numbers that are the only unknown of a sum, one after the other, exactly; `known` grows by them."""
    solved: dict[int, int] = {}
    fresh = True
    while fresh:
        fresh = False
        for total, parts in rows:
            unknown = [number for number in (total, *parts) if number not in known]
            if len(unknown) == 1:
                rest = sum(known[part] for part in parts if part in known)
                value = rest if unknown[0] == total else known[total] - rest
                solved[unknown[0]] = known[unknown[0]] = value
                fresh = True
    return solved


def _groups(rows: list[Row], unknown: AbstractSet[int]) -> list[set[int]]:
    """The unknowns in groups that no sum binds to one another."""
    groups: list[set[int]] = []
    for total, parts in rows:
        together = {number for number in (total, *parts) if number in unknown}
        if together:
            apart = [group for group in groups if group.isdisjoint(together)]
            groups = [*apart, together.union(*(group for group in groups if not group.isdisjoint(together)))]
    return groups


def _by_program(
    rows: list[Row], known: Mapping[int, int], group: list[int], whole: bool
) -> dict[int, tuple[int, int | None]]:
    """The bounds by linear programming, one number at a time."""
    sums, right = _equations(rows, known, {number: at for at, number in enumerate(group)})
    scale = 1.0 if whole else max(1.0, max(map(abs, right)) / LARGE)
    fixed = np.array([value / scale for value in right])
    rule = LinearConstraint(sums, fixed, fixed)
    found: dict[int, tuple[int, int | None]] = {}
    for at, number in enumerate(group):
        low, high = (_extreme(rule, len(group), at, sign, whole) for sign in (1, -1))
        least = 0 if low is None else ceil(low * scale - NEAR * scale)
        found[number] = (max(0, least), None if high is None else floor(high * scale + NEAR * scale))
    return found


def _equations(rows: list[Row], known: Mapping[int, int], column: Mapping[int, int]) -> tuple[csr_array, list[int]]:
    """Each sum with its unknowns on the left and what is known on the right, in exact whole numbers."""
    entries, right = [], []
    for at, (total, parts) in enumerate(rows):
        signs = [(total, -1), *((part, 1) for part in parts)]
        entries += [(at, column[number], sign) for number, sign in signs if number in column]
        right.append(-sum(sign * known[number] for number, sign in signs if number in known))
    lines, columns, values = zip(*entries, strict=True)
    return csr_array((np.array(values, dtype=float), (lines, columns)), shape=(len(rows), len(column))), right


def _extreme(rule: LinearConstraint, size: int, at: int, sign: int, whole: bool) -> float | None:
    """The lowest (sign 1) or highest (-1) that one unknown can be; None where there is no end to it."""
    aim = np.zeros(size)
    aim[at] = sign
    kinds = np.ones(size) if whole else None
    answer = milp(aim, integrality=kinds, bounds=Limits(0, np.inf), constraints=[rule])
    if answer.x is not None:
        return float(answer.x[at])
    if milp(0 * aim, integrality=kinds, bounds=Limits(0, np.inf), constraints=[rule]).x is None:
        raise DisclosureError("the published figures contradict one another, so nothing can be worked out.")
    return None
