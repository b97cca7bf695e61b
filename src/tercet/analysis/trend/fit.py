"""From a series to its current rate: pilot, rounds of reweighting, and the average over all models."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tercet.analysis.trend.design import Breaks, candidates, line, seasons
from tercet.analysis.trend.mixture import Mixture
from tercet.analysis.trend.model import CHANGE, MEMORY, NO_MEMORY, SEASON, Weighed, weigh, whiten
from tercet.analysis.trend.points import Floats, Ints, Points
from tercet.analysis.trend.working import pilot, respond

ROUNDS = 3
SHOWN = 30  # models of which the averaged level is made


@dataclass(frozen=True)
class Fit:
    """What the models say together, and the level that they agree on."""

    models: Weighed
    level: Floats
    noise: float
    rate: Mixture


def fit(points: Points) -> Fit:
    """All models, around the level that they agree on."""
    level = pilot(points)
    noise = points.noise.ratio if points.noise else first_noise(points, level)
    for _ in range(ROUNDS):
        models = weigh(points, level, noise, NO_MEMORY)
        noise = float(models.weight @ models.noise)
        level = averaged(points, level, noise, models)
    models = weigh(points, level, noise, MEMORY[points.per_year])
    df = points.noise.df if points.noise else len(points) - 2.0
    return Fit(models, level, noise, Mixture(models.weight, models.rate, models.scale, df))


def first_noise(points: Points, level: Floats) -> float:
    """A first figure for the noise, before any model."""
    if points.counts:
        mean = np.exp(level)
        return max(float(np.mean((points.value - mean) ** 2 / mean)), 1.0)
    return max(float(np.median(np.abs(np.log(points.value) - level)) * 1.48) ** 2, 1e-6)


def averaged(points: Points, level: Floats, noise: float, models: Weighed) -> Floats:
    """The level on which the likeliest models agree."""
    most = min(SHOWN, len(models.weight) - 1)
    order = np.sort(np.argpartition(-models.weight, most)[:SHOWN])
    share = models.weight[order] / models.weight[order].sum()
    table = tabled(points, level, noise)
    fitted = [solve(table, models, int(number))[2] for number in order]
    return np.asarray(share @ np.array(fitted))


@dataclass(frozen=True)
class Table:
    """What every model of a series is solved from, around one level."""

    index: Ints
    response: Floats
    weight: Floats
    noise: float
    line: Floats
    seasons: Sequence[Floats]
    breaks: Breaks


def tabled(points: Points, level: Floats, noise: float) -> Table:
    """The response around a level, and every column that a model may have."""
    response, weight = respond(points, level, noise)
    return Table(points.index, response, weight, noise, line(points), tuple(seasons(points)), candidates(points))


def solve(table: Table, models: Weighed, number: int) -> tuple[Floats, Floats, Floats]:
    """One model by itself: coefficients, their covariance, and the level."""
    season = table.seasons[models.season[number]]
    chosen = models.sets[number][models.sets[number] >= 0]
    columns = np.column_stack([table.line, season, table.breaks.columns[:, chosen]])
    ridge = np.repeat([0.0, table.noise / SEASON**2, table.noise / CHANGE**2], [2, season.shape[1], len(chosen)])
    root = np.sqrt(table.weight)[:, None]
    white = whiten(np.column_stack([columns, table.response]) * root, table.index, float(models.memory[number]))
    inverse = np.linalg.inv(white[:, :-1].T @ white[:, :-1] + np.diag(ridge))
    found = inverse @ (white[:, :-1].T @ white[:, -1])
    return found, inverse * models.noise[number], columns @ found
