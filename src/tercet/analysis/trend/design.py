"""The columns of the regression: a line on the log scale, the seasons, and the breaks that are looked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from tercet.analysis.trend.points import Floats, Ints, Points

KNOTS = 40  # with more places than this, a change of rate is tried at every second one, at every third, ...


@dataclass(frozen=True)
class Breaks:
    """Candidates for a break: where it lies, its column, and whether the rate changes there or only the level.

    `at` is the index of the first period after the break. A change of rate is a hinge, so the line is not torn;
    a change of level is a step, and the rate is the same on both sides.
    """

    at: Ints
    hinge: Floats  # one where the rate changes, zero where only the level does
    columns: Floats

    def __len__(self) -> int:
        """The number of candidates."""
        return len(self.at)


def line(points: Points) -> Floats:
    """A level and a rate."""
    return np.column_stack([np.ones(len(points)), points.time])


def seasons(points: Points) -> Iterator[Floats]:
    """The seasonal forms that the length of the series allows: none, one wave, two waves, each period by itself."""
    yield np.empty((len(points), 0))
    size = points.per_year
    if size == 1 or points.span < 2 * size:
        return
    angle = 2 * np.pi * points.index / size
    if size > 4:
        yield np.column_stack([np.cos(angle), np.sin(angle)])
        yield np.column_stack([np.cos(angle), np.sin(angle), np.cos(2 * angle), np.sin(2 * angle)])
    yield contrasts(size)[points.index % size]


@cache
def contrasts(size: int) -> Floats:
    """An orthonormal basis of the seasonal effects that add up to nothing over a year."""
    centred = np.eye(size) - 1 / size
    return np.asarray(np.linalg.svd(centred)[0][:, : size - 1])


def candidates(points: Points) -> Breaks:
    """Every place for a break with enough periods on both sides."""
    margin = points.shortest
    inner = points.index[margin : len(points) - margin + (0 if points.windows else 1)]
    turns = inner[inner % (len(inner) // KNOTS + 1) == 0]
    hinges = np.maximum(0.0, points.index[:, None] - turns[None, :]) / points.per_year
    if points.windows:
        return Breaks(turns, np.ones(len(turns)), hinges)
    steps = (points.index[:, None] >= inner[None, :]).astype(float)
    kinds = np.repeat([1.0, 0.0], [len(turns), len(inner)])
    return Breaks(np.concatenate([turns, inner]), kinds, np.column_stack([hinges, steps]))
