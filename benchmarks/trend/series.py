"""Series whose present rate is known, because they are made up: counts, amounts, and rolling sums."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from tercet.analysis.trend.points import Floats, Points

ORIGIN = 24_000  # the month with which series begin, give or take a year
WINDOW = 12


@dataclass(frozen=True)
class Made:
    """A series, its true yearly rate at the end (log units), and what it was made with."""

    points: Points
    rate: float
    facts: Mapping[str, object] = field(default_factory=dict)


def counts(rng: np.random.Generator, memory: float = 0.0) -> Made:
    """Monthly counts: 24 to 120 months, -30 to +30 % a year, dispersion 1 to 20, a mean of 20 to 2,000 a month.

    Half have no break, the others one or two: of rate, of level, or both. A third have no season, a third a wave and
    a third twelve irregular effects. Half have months missing. `memory` makes a month's deviation last.
    """
    months = int(rng.integers(24, 121))
    spread = float(np.exp(rng.uniform(0, np.log(20))))
    level = float(np.exp(rng.uniform(np.log(20), np.log(2000))))
    eta, rate, places, kind = _path(rng, months)
    season, form = _season(rng)
    eta += season[np.arange(months) % 12]
    mean = np.exp(eta - eta.mean() + np.log(level))
    kept = _kept(rng, months)
    points = _points(rng, _scattered(rng, mean, spread, memory), kept, counts=True)
    facts = {"months": months, "dispersion": spread, "level": level, "breaks": len(places), "kind": kind}
    facts |= {"season": form, "missing": not kept.all(), **_since(months, places)}
    return Made(points, rate, facts)


def plain(rng: np.random.Generator) -> Made:
    """Monthly counts of a simpler world, in which a prior that suits only `counts` shows.

    Two in five have one change of rate, near the middle, and no other break; dispersion is even between 1 and 20,
    and half have a wave.
    """
    months = int(rng.integers(24, 121))
    spread, level = float(rng.uniform(1, 20)), float(np.exp(rng.uniform(np.log(50), np.log(1500))))
    slopes = np.full(months, np.log1p(rng.uniform(-0.3, 0.3)))
    place = int(months * rng.uniform(0.3, 0.7)) if rng.random() < 0.4 else 0
    if place:
        slopes[place:] = np.log1p(rng.uniform(-0.3, 0.3))
    wave = rng.uniform(0, 0.3) if rng.random() < 0.5 else 0.0
    eta = np.log(level) + np.cumsum(slopes / 12) + wave * np.sin(2 * np.pi * np.arange(months) / 12 + rng.uniform(0, 6))
    kept = _kept(rng, months)
    facts = {
        "months": months,
        "dispersion": spread,
        "level": level,
        "breaks": int(place > 0),
        "missing": not kept.all(),
        **_since(months, [place] if place else []),
    }
    points = _points(rng, _scattered(rng, np.exp(eta), spread, 0.0), kept, counts=True)
    return Made(points, float(slopes[-1]), facts)


def _since(months: int, places: Sequence[int]) -> dict[str, object]:
    """Months since the last break, where there was one."""
    return {"last": months - places[-1]} if places else {}


def amounts(rng: np.random.Generator) -> Made:
    """Monthly weights: on the log scale a Student error with 3 degrees of freedom, and in half of the series one month

    that is 10 to 50 times what it would have been.
    """
    months = int(rng.integers(24, 121))
    scale = float(rng.uniform(0.1, 0.6))
    eta, rate, places, kind = _path(rng, months)
    value = np.exp(np.log(1000) + eta + scale * rng.standard_t(3, months))
    huge = rng.random() < 0.5
    if huge:
        value[rng.integers(0, months)] *= rng.uniform(10, 50)
    facts = {"months": months, "scale": scale, "breaks": len(places), "kind": kind, "huge": huge}
    return Made(_points(rng, value, _kept(rng, months), counts=False), rate, facts)


def rolling(rng: np.random.Generator) -> Made:
    """Sums over twelve months of monthly counts with one rate, or with a break a year or more before the end.

    The truth is the change from the last window but one that does not overlap to the last, in expectation: that is
    what "from summer to summer" asks.
    """
    months = int(rng.integers(60, 133))
    spread = float(np.exp(rng.uniform(0, np.log(20))))
    level = float(np.exp(rng.uniform(np.log(50), np.log(10_000))))
    eta, _, places, kind = _path(rng, months, margin=24)
    season, form = _season(rng)
    mean = np.exp(eta + season[np.arange(months) % 12] + np.log(level))
    sums, truth = (np.convolve(one, np.ones(WINDOW), "valid") for one in (_scattered(rng, mean, spread, 0.0), mean))
    index = np.arange(len(sums)) + ORIGIN
    points = Points(index, sums, np.zeros(len(sums)), 12, counts=True, rolling=True)
    facts = {
        "months": months,
        "dispersion": spread,
        "level": level,
        "breaks": len(places),
        "kind": kind,
        "season": form,
    }
    return Made(points, float(np.log(truth[-1] / truth[-1 - WINDOW])), facts)


def _path(rng: np.random.Generator, months: int, margin: int = 0) -> tuple[Floats, float, list[int], str]:
    """A path on the log scale, its rate at the end, where it breaks, and the sort of its last break."""
    margin = margin or int(rng.integers(8, 13))
    wanted = int(rng.integers(1, 3)) if rng.random() < 0.5 else 0
    places = _places(rng, months, wanted, margin)
    slopes = np.full(months, np.log1p(rng.uniform(-0.3, 0.3)))
    steps, kind = np.zeros(months), "none"
    for place in places:
        kind = str(rng.choice(["rate", "level", "both"], p=[0.55, 0.3, 0.15]))
        if kind != "level":
            slopes[place:] = np.log1p(rng.uniform(-0.3, 0.3))
        if kind != "rate":
            steps[place:] += rng.choice([-1, 1]) * rng.uniform(0.1, 0.6)
    path = np.concatenate([[0.0], np.cumsum(slopes[1:] / 12)]) + steps
    return path, float(slopes[-1]), places, kind


def _places(rng: np.random.Generator, months: int, wanted: int, margin: int) -> list[int]:
    """Where a path breaks: not too near to an edge or to one another; fewer breaks where there is no room."""
    while wanted and months - 2 * margin < 1 + (wanted - 1) * margin:
        wanted -= 1
    while True:
        places = (
            sorted(int(place) for place in rng.integers(margin, months - margin + 1, size=wanted)) if wanted else []
        )
        if all(later - earlier >= margin for earlier, later in zip(places, places[1:], strict=False)):
            return places


def _season(rng: np.random.Generator) -> tuple[Floats, str]:
    """The effects of the months of the year, on the log scale."""
    form = str(rng.choice(["none", "wave", "irregular"]))
    if form == "wave":
        return rng.uniform(0.05, 0.3) * np.cos(2 * np.pi * (np.arange(12) - rng.uniform(0, 12)) / 12), form
    return (rng.normal(0, rng.uniform(0.05, 0.2), 12) if form == "irregular" else np.zeros(12)), form


def _scattered(rng: np.random.Generator, mean: Floats, spread: float, memory: float) -> Floats:
    """Counts around a mean whose variance is `spread` times the mean: gamma-Poisson month by month, negative binomial

    with one shape for the whole series, or, with memory, normal deviations that last.
    """
    size = len(mean)
    if memory:
        away = rng.normal(size=size)
        for at in range(1, size):
            away[at] = memory * away[at - 1] + np.sqrt(1 - memory**2) * away[at]
        return np.maximum(np.round(mean + np.sqrt(spread * mean) * away), 0)
    if spread < 1.05:
        return rng.poisson(mean).astype(float)
    if rng.random() < 0.5:
        return rng.poisson(rng.gamma(mean / (spread - 1), spread - 1)).astype(float)
    shape = mean.mean() / (spread - 1)
    return rng.poisson(mean * rng.gamma(shape, 1 / shape, size)).astype(float)


def _kept(rng: np.random.Generator, months: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which months have a figure; the last one always has."""
    kept = np.ones(months, dtype=bool)
    if rng.random() < 0.5:
        kept = rng.random(months) > rng.uniform(0.03, 0.15)
        kept[-1] = True
    return kept


def _points(rng: np.random.Generator, value: Floats, kept: Floats, counts: bool) -> Points:
    """The series as the room reads it."""
    index = np.arange(len(value))[kept] + ORIGIN + int(rng.integers(0, 12))
    return Points(index, value[kept].astype(float), np.zeros(int(kept.sum())), 12, counts)
