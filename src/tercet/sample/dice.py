"""Chance that can be repeated: the same seed and names give the same numbers on every machine and in any order."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """A stream of chance of its own for each thing that is made up, so that adding one file changes no other."""

    def __init__(self, *names: object) -> None:
        self._random = random.Random(":".join(str(name) for name in names))  # noqa: S311 (made-up data, no secret)

    def wobble(self, spread: float) -> float:
        """A factor around 1, never negative, that is 1 on average; spread 0.1 is about ten percent."""
        return math.exp(spread * self._random.gauss(0, 1) - spread * spread / 2)

    def count(self, mean: float) -> int:
        """How often something happens that happens `mean` times on average."""
        if mean > 30:
            return max(0, round(mean + math.sqrt(mean) * self._random.gauss(0, 1)))
        events, left = 0, self._random.random()
        threshold = math.exp(-mean)
        while left > threshold:
            events += 1
            left *= self._random.random()
        return events

    def happens(self, chance: float) -> bool:
        """True with the given chance."""
        return self._random.random() < chance

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self._random.random() * (high - low + 1))

    def pick(self, weights: Mapping[T, float]) -> T:
        """One of the keys, each as often as its weight says."""
        left = self._random.random() * sum(weights.values())
        for choice, weight in weights.items():
            left -= weight
            if left < 0:
                return choice
        return choice


def level(points: Sequence[tuple[float, float]], at: float) -> float:
    """A value on the line through some points (time, value); beyond the ends it stays as it was there.

    >>> level([(2020, 10), (2022, 30)], 2021), level([(2020, 10), (2022, 30)], 2030)
    (20.0, 30)
    """
    if at <= points[0][0]:
        return points[0][1]
    for (left, low), (right, high) in zip(points, points[1:], strict=False):
        if at <= right:
            return low + (high - low) * (at - left) / (right - left)
    return points[-1][1]


def months_of_fiscal_year(year: int, start: int = 10) -> list[tuple[int, int]]:
    """The (year, month) of each month of a fiscal year that starts in the given month of the year before."""
    return [(year - 1 if month >= start else year, month) for month in [*range(start, 13), *range(1, start)]]
