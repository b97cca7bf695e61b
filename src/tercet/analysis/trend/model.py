"""The models of a series, weighed against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import comb, log

import numpy as np

from tercet.analysis.trend.design import Breaks, candidates, line, seasons
from tercet.analysis.trend.points import Floats, Ints, Points
from tercet.analysis.trend.search import Reduced, grow
from tercet.analysis.trend.working import respond

# What is held likely before the figures are seen; benchmarks/trend says how well intervals cover with it.
BREAKS = (0.52, 0.27, 0.16, 0.05)  # no place with a break, one, two, three
KINDS = 3  # of a break: of the rate, of the level, of both
YEARLY = 0.25  # that the rate from window to window changes at a given window; at most MOST do
MOST = 5
CHANGE = 0.4  # standard deviation of a change of rate (log units a year), and of a step
SEASON = 0.3  # of a seasonal effect
# How much of one period's deviation is still there in the next: months may remember, longer periods hardly do.
MEMORY = {12: {0.0: 0.8, 0.3: 0.15, 0.6: 0.05}, 4: {0.0: 0.9, 0.3: 0.1}, 2: {0.0: 1.0}, 1: {0.0: 1.0}}
NO_MEMORY = {0.0: 1.0}
RARE = 1e-6  # models less likely than this beside the best are dropped


@dataclass(frozen=True)
class Weighed:
    """All models of a series that matter: weight, current rate with its scale, and what they are made of."""

    weight: Floats
    rate: Floats
    scale: Floats
    noise: Floats
    memory: Floats
    season: Ints
    sets: Ints  # candidates, filled up with -1


def weigh(points: Points, level: Floats, noise: float, memories: Mapping[float, float]) -> Weighed:
    """Every model against every other, around a pilot level."""
    response, weight = respond(points, level, noise)
    breaks = candidates(points)
    parts = [
        part
        for number, season in enumerate(seasons(points))
        for memory, prior in memories.items()
        for part in _models(points, response, weight, noise, breaks, season, number, memory, prior)
    ]
    criterion = np.concatenate([part[0] for part in parts])
    kept = criterion < criterion.min() - 2 * log(RARE)
    chosen = [np.concatenate([part[at] for part in parts])[kept] for at in range(1, 7)]
    worth = np.exp((criterion.min() - criterion[kept]) / 2)
    return Weighed(worth / worth.sum(), *chosen)


def _models(
    points: Points,
    response: Floats,
    weight: Floats,
    noise: float,
    breaks: Breaks,
    season: Floats,
    number: int,
    memory: float,
    prior: float,
) -> Iterator[tuple[Floats, ...]]:
    """The models of one seasonal form and one memory, level by level."""
    root = np.sqrt(weight)[:, None]
    base = whiten(np.column_stack([line(points), season]) * root, points.index, memory)
    extra = whiten(breaks.columns * root, points.index, memory)
    answer = whiten(response[:, None] * root, points.index, memory)[:, 0]
    reduced, volume = reduce(base, extra, answer, breaks, noise, points.shortest)
    most = MOST if points.windows else len(BREAKS) - 1
    for level in grow(reduced, most, lambda left: misfit(points, left)):
        size = level.sets.shape[1]
        ratio = noise_of(points, level.left)
        chances = chance(points, breaks, level.sets) + log(prior)
        criterion = misfit(points, level.left) + level.volume + volume + determinant(points.index, memory) - 2 * chances
        sets = np.full((len(level.sets), most), -1)
        sets[:, :size] = level.sets
        same = np.ones(len(level.sets))
        yield (
            criterion,
            level.rate,
            np.sqrt(ratio * level.spread),
            ratio,
            memory * same,
            np.full(len(same), number),
            sets,
        )


def noise_of(points: Points, left: Floats) -> Floats:
    """The noise that a model leaves: as known, or as left; counts scatter at least like independent events."""
    if points.noise is not None:
        return np.full_like(left, points.noise.ratio)
    return np.maximum(left / (len(points) - 2), 1.0 if points.counts else 1e-9)


def misfit(points: Points, left: Floats) -> Floats:
    """Minus twice the log-likelihood of what models leave, the noise being as likely as it can be."""
    ratio = noise_of(points, left)
    return np.asarray((len(points) - 2) * np.log(ratio) + left / ratio)


def chance(points: Points, breaks: Breaks, sets: Ints) -> Floats:
    """The logarithm of how likely each set of breaks is held before the figures are seen.

    First comes the number of places, then the places, all alike, then at each place one of three kinds: the rate
    changes, the level does, or both do. Where changes of rate are tried at every second place, each stands for two.
    """
    size = sets.shape[1]
    if points.windows:
        return np.full(len(sets), size * log(YEARLY) + (len(breaks) - size) * log(1 - YEARLY))
    if not size:
        return np.array([log(BREAKS[0])])
    chosen = np.sort(breaks.at[sets], axis=1)
    places = 1 + (np.diff(chosen, axis=1) > 0).sum(axis=1)
    all_places = int((breaks.hinge == 0).sum())
    spared = log(all_places / int(breaks.hinge.sum()))
    worth = [log(BREAKS[one] / (comb(all_places, one) * KINDS**one)) for one in range(min(all_places, size) + 1)]
    return np.asarray(np.array(worth)[places] + spared * breaks.hinge[sets].sum(axis=1))


def reduce(
    base: Floats, extra: Floats, answer: Floats, breaks: Breaks, noise: float, margin: int
) -> tuple[Reduced, float]:
    """Take the line and the seasons out; also what the freedom of the seasons costs."""
    size = base.shape[1]
    ridge = np.zeros(size)
    ridge[2:] = noise / SEASON**2
    inverse = np.linalg.inv(base.T @ base + np.diag(ridge))
    onto = inverse @ base.T  # coefficients of the base
    gram = extra.T @ extra - (extra.T @ base) @ (onto @ extra)
    cross = extra.T @ answer - (extra.T @ base) @ (onto @ answer)
    left = float(answer @ answer - (answer @ base) @ (onto @ answer))
    rates = onto @ extra
    apart = np.abs(breaks.at[:, None] - breaks.at[None, :])
    same_place = (apart == 0) & (breaks.hinge[:, None] != breaks.hinge[None, :])
    reduced = Reduced(
        gram,
        cross,
        np.full(len(breaks), noise / CHANGE**2),
        breaks.hinge - rates[1],
        ((apart < margin) & ~same_place).astype(np.int64),
        left,
        float((onto @ answer)[1]),
        float(inverse[1, 1]),
    )
    return reduced, -float(np.linalg.slogdet(inverse)[1]) - float(np.sum(np.log(ridge[2:])))


def whiten(columns: Floats, index: Ints, memory: float) -> Floats:
    """Columns with what one period remembers of the one before taken out."""
    if memory == 0 or len(index) < 2:
        return columns
    share = memory ** np.diff(index)[:, None]
    return np.concatenate([columns[:1], (columns[1:] - share * columns[:-1]) / np.sqrt(1 - share**2)])


def determinant(index: Ints, memory: float) -> float:
    """The logarithm of the determinant of the correlations that a memory makes."""
    return float(np.sum(np.log(1 - memory ** (2 * np.diff(index))))) if memory else 0.0
