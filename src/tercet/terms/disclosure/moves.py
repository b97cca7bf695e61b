"""Other tables that fit everything published: the proof that a reader can't tell a suppressed cell.

A *move* is a change of suppressed cells that leaves every published figure and every sum as it is and makes no cell
negative. Two moves are two tables that a reader cannot tell apart, so the reader's bounds on a cell are at least as
far apart as the two. A linear program finds moves; whole-number arithmetic then checks them, so that no rounding
inside the solver can make an unsafe table look safe.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import hstack

from tercet.terms.disclosure.system import System

Move = Mapping[int, int]

GRAINS = 1000  # a wanted move is cut into about so many grains: large figures stay small whole numbers for the solver
ROOM = 10_000_000  # the most grains by which a cell may fall: less than the truth, which errs on the safe side
GAP = 0.0004  # how far from the best a whole-number answer may be: less than one grain of the reward
REWARD = 10_000.0  # for one grain of a wanted move: above the cost of any way to make it


@dataclass
class Spread:
    """How far each number is known to be free: the lowest and highest change in the moves found so far."""

    low: dict[int, int] = field(default_factory=dict)
    high: dict[int, int] = field(default_factory=dict)

    def add(self, move: Move) -> None:
        """Take a move in."""
        for number, change in move.items():
            self.low[number] = min(self.low.get(number, 0), change)
            self.high[number] = max(self.high.get(number, 0), change)

    def short(self, number: int, wanted: int, sign: int) -> int:
        """How far a number must still be moved, up or down from the truth, for its bounds to be wanted apart."""
        return wanted + self.low.get(number, 0) if sign > 0 else wanted - self.high.get(number, 0)

    def holds(self, number: int, wanted: int) -> bool:
        """Whether the bounds on a number are at least so far apart."""
        return self.high.get(number, 0) - self.low.get(number, 0) >= wanted

    def moved(self) -> frozenset[int]:
        """The numbers that are not fixed by the rest."""
        return frozenset(self.low)


def push(system: System, costs: Mapping[int, float], wanted: Mapping[int, int], sign: int, whole: bool = False) -> Move:
    """Move the wanted numbers up (sign 1) or down (-1), as far as wanted or as can be, at least cost.

    Only the numbers that have a cost may move. The answer is empty where the solver's answer is not made of whole
    numbers; `whole` asks it for those, which takes longer.
    """
    columns = sorted(costs)
    grain = max(1, min(wanted.values()) // GRAINS)
    fall = np.array([min(system.values[column] // grain, ROOM) for column in columns], dtype=np.int64)
    ceilings, prices = _limits(columns, costs, {k: -(-v // grain) for k, v in wanted.items()}, fall, sign)
    found = _solve(system.matrix[:, columns], prices, ceilings, whole)
    if found is None:
        return {}
    change = np.rint(found).astype(np.int64)
    if (system.matrix[:, columns] @ change).any() or (fall + change < 0).any():
        return {}
    return {column: int(step) * grain for column, step in zip(columns, change, strict=True) if step}


def _limits(
    columns: list[int], costs: Mapping[int, float], wanted: Mapping[int, int], fall: Any, sign: int
) -> tuple[Any, Any]:
    """How far each number may rise and fall, and at what price; a wanted one goes one way and is rewarded."""
    rise = np.full(len(columns), float(ROOM) * 10)
    down = fall.astype(float)
    price = np.array([costs[column] for column in columns])
    prices = np.concatenate([price, price])
    for at, column in enumerate(columns):
        if column in wanted:
            rise[at] = wanted[column] if sign > 0 else 0
            down[at] = min(float(wanted[column]), down[at]) if sign < 0 else 0
            prices[at] = prices[at + len(columns)] = -REWARD
    return np.concatenate([rise, down]), prices


def _solve(matrix: Any, prices: Any, ceilings: Any, whole: bool) -> Any:
    """The cheapest change that keeps every sum, or None where the solver finds none."""
    used = matrix[np.diff(matrix.tocsr().indptr) > 0] if matrix.nnz else matrix[:0]
    answer = milp(
        prices,
        integrality=np.ones(len(prices)) if whole else None,
        bounds=Bounds(np.zeros(len(prices)), ceilings),
        constraints=[LinearConstraint(hstack([used, -used]).tocsc(), 0, 0)] if used.shape[0] else [],
        options={"mip_rel_gap": GAP, "node_limit": 2000} if whole else None,
    )
    if answer.x is None:
        return None
    half = len(prices) // 2
    return answer.x[:half] - answer.x[half:]
