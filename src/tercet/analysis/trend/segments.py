"""The stretches of the likeliest single model, each with its yearly rate."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.special import stdtrit

from tercet.analysis.trend.fit import Fit, solve, tabled
from tercet.analysis.trend.points import Points

TAIL = 0.05


@dataclass(frozen=True)
class Segment:
    """A stretch with one rate (log units a year, with its 90 % interval), after a change of level or none."""

    first: int
    last: int
    rate: float
    low: float
    high: float
    step: float = 0.0


def segments(points: Points, fitted: Fit) -> list[Segment]:
    """The stretches between the breaks of the likeliest model, in order of time."""
    number = int(np.argmax(fitted.models.weight))
    table = tabled(points, fitted.level, fitted.noise)
    found, spread, _ = solve(table, fitted.models, number)
    breaks = table.breaks
    chosen = fitted.models.sets[number][fitted.models.sets[number] >= 0]
    places, turns = breaks.at[chosen], breaks.hinge[chosen]
    start = int(points.index[0])
    bounds = [start, *sorted({int(place) for place in places}), int(points.index[-1])]
    reach = float(stdtrit(fitted.rate.df, 1 - TAIL))
    stretches = []
    for first, last in pairwise(bounds):
        # A change of rate counts for a stretch that begins with it or after it.
        picks = np.concatenate([[0.0, 1.0], np.zeros(len(found) - 2 - len(chosen)), turns * (places <= first)])
        rate, half = float(picks @ found), reach * float(np.sqrt(picks @ spread @ picks))
        step = float(found[len(found) - len(chosen) :] @ ((1 - turns) * (places == first)))
        stretches.append(Segment(first, last, rate, rate - half, rate + half, step))
    return stretches
