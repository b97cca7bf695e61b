"""Prove, number by number, that what is published leaves a reader's bounds far enough apart."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from tercet.terms.disclosure.moves import Spread, push
from tercet.terms.disclosure.system import System

SPAN = 1000  # numbers are moved together only where their wanted moves differ by less than this factor
SLIGHT = 0.001  # what it costs to move a number that is held back anyway: enough to move it no more than needed


def unproven(system: System, hidden: AbstractSet[int], needs: Mapping[int, int], spread: Spread) -> list[int]:
    """The numbers whose bounds cannot be shown to be as far apart as needed; the moves found go into `spread`.

    First many numbers at once; then one by one what is left, in the end in whole numbers. What no move frees counts
    as given away.
    """
    together(system, hidden, needs, spread)
    left = missing(needs, spread)
    for number in left:
        alone(system, dict.fromkeys(_connected(system, hidden, number), SLIGHT), number, needs[number], spread)
    return missing(needs, spread)


def missing(needs: Mapping[int, int], spread: Spread) -> list[int]:
    """The numbers that are not yet shown to be free enough, those that need most first."""
    return sorted((one for one, need in needs.items() if not spread.holds(one, need)), key=lambda n: (-needs[n], n))


def together(system: System, hidden: AbstractSet[int], needs: Mapping[int, int], spread: Spread) -> None:
    """Move many numbers in one go, each once up and once down, with what is held back already."""
    costs = dict.fromkeys(hidden, SLIGHT)
    for sign in (1, -1):
        waiting = missing(needs, spread)
        while waiting := [number for number in waiting if not spread.holds(number, needs[number])]:
            batch = apart(system, waiting, needs)
            halving(system, costs, {number: needs[number] for number in batch}, sign, spread)
            waiting = [number for number in waiting if number not in batch]


def apart(system: System, left: list[int], needs: Mapping[int, int]) -> list[int]:
    """Numbers of like size that share no sum, so that moving one does not hinder another."""
    taken: set[int] = set()
    batch: list[int] = []
    for number in left:
        rows = system.touching.get(number, ())
        if taken.isdisjoint(rows) and needs[left[0]] <= needs[number] * SPAN:
            taken.update(rows)
            batch.append(number)
    return batch


def halving(system: System, costs: Mapping[int, float], needs: Mapping[int, int], sign: int, spread: Spread) -> None:
    """Move a batch; where the solver's answer was not in whole numbers, try each half of it."""
    batch = {
        n: short
        for n, need in needs.items()
        if not spread.holds(n, need) and (short := spread.short(n, need, sign)) > 0
    }
    if not batch:
        return
    move = push(system, costs, batch, sign)
    spread.add(move)
    if not move and len(batch) > 1:
        numbers = list(batch)
        for half in (numbers[: len(numbers) // 2], numbers[len(numbers) // 2 :]):
            halving(system, costs, {number: needs[number] for number in half}, sign, spread)


def alone(system: System, costs: Mapping[int, float], number: int, need: int, spread: Spread) -> None:
    """Move one number up, then down, and again in whole numbers, until its bounds are far enough apart."""
    for whole in (False, True):
        for sign in (1, -1):
            short = spread.short(number, need, sign)
            if not spread.holds(number, need) and short > 0:
                spread.add(push(system, costs, {number: short}, sign, whole))


def _connected(system: System, hidden: AbstractSet[int], start: int) -> frozenset[int]:
    """The hidden numbers that are bound to one of them through sums, step by step; no other can matter to it."""
    seen, edge = {start}, [start]
    while edge:
        for row in system.touching.get(edge.pop(), ()):
            total, parts = system.rows[row]
            fresh = [number for number in (total, *parts) if number in hidden and number not in seen]
            seen.update(fresh)
            edge.extend(fresh)
    return frozenset(seen)
