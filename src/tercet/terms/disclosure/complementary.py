"""Complementary suppression: which further cells are held back, so that sums do not give a sensitive one away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from math import log2

from tercet.terms.disclosure.certify import SLIGHT, alone, apart, halving, missing, together, unproven
from tercet.terms.disclosure.moves import Spread
from tercet.terms.disclosure.system import System


def complementary(
    system: System, hidden: AbstractSet[int], needs: Mapping[int, int], costs: Mapping[int, float]
) -> tuple[frozenset[int], frozenset[int]]:
    """Further numbers to hold back, of those that have a cost, and the numbers that even so cannot be protected.

    As long as a number is not shown to be free enough, the cheapest move that frees it says what to hold back. A
    number that ends up in no move protects nothing and is published.
    """
    spread, out, failed = Spread(), set(hidden), set[int]()
    open_needs = dict(needs)
    together(system, out, open_needs, spread)
    while left := missing(open_needs, spread):
        batch = apart(system, left, open_needs)
        _free(system, _prices(costs, out), batch, open_needs, spread)
        out |= spread.moved()
        stuck = set(missing(open_needs, spread)) & set(batch)
        failed |= stuck
        open_needs = {number: need for number, need in open_needs.items() if number not in stuck}
        together(system, out, open_needs, spread)
    return spread.moved() - hidden, frozenset(failed)


def information(value: int) -> float:
    """What it costs to hold a figure back: one, and one more for every doubling of the figure."""
    return 1 + log2(1 + value)


def protectable(system: System, free: Iterable[int], number: int, need: int) -> bool:
    """Whether a number could be protected if all of these were held back."""
    return not unproven(system, frozenset(free) | {number}, {number: need}, Spread())


def _prices(costs: Mapping[int, float], out: AbstractSet[int]) -> dict[int, float]:
    """What each number costs now: next to nothing where it is held back already."""
    return {**costs, **dict.fromkeys(out, SLIGHT)}


def _free(
    system: System, prices: Mapping[int, float], batch: list[int], needs: Mapping[int, int], spread: Spread
) -> None:
    """Free a batch of numbers: all upwards at once, then each that is left by itself."""
    halving(system, prices, {number: needs[number] for number in batch}, 1, spread)
    for number in batch:
        if not spread.holds(number, needs[number]):
            alone(system, prices, number, needs[number], spread)
