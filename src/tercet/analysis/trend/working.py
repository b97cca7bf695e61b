"""The working response: figures on the log scale, straightened around a pilot, with a weight for each.

Counts follow the quasi-Poisson model with a log link: one step of iteratively reweighted least squares. Amounts follow
a Student distribution on the log scale: far values are pulled in, so that one huge seizure counts as one more value
on its side and no more.
"""

from __future__ import annotations

import numpy as np

from tercet.analysis.trend.points import Floats, Points

TAILS = 4.0  # degrees of freedom of the error of amounts


def pilot(points: Points) -> Floats:
    """A first level: the mean, or for amounts the median, of about a year around each period, on the log scale."""
    if points.windows:
        return np.log(np.maximum(points.value, 0.3))
    half = max(points.per_year // 2, 1)
    near = np.abs(points.index[:, None] - points.index[None, :]) <= half
    logs = np.log(points.value) if not points.counts else points.value
    middle = np.array([(np.mean if points.counts else np.median)(logs[row]) for row in near])
    return np.log(np.maximum(middle, 0.3)) if points.counts else middle


def respond(points: Points, level: Floats, noise: float) -> tuple[Floats, Floats]:
    """The response and its weight; the variance of a response is the noise divided by its weight."""
    if points.counts:
        mean = np.exp(level)
        response = level + np.clip((points.value - mean) / mean, -20.0, 20.0)
        return response, mean / (1 + mean * points.spread / noise)
    away = np.log(points.value) - level
    if points.windows:
        return level + away, 1 / (1 + points.spread / noise)
    scale = width(away)
    pulled, steepness = influence(away / scale)
    return level + scale * pulled / max(float(steepness.mean()), 0.3), 1 / (1 + points.spread / noise)


def influence(away: Floats) -> tuple[Floats, Floats]:
    """The score of a Student distribution, and its derivative, for distances in units of the scale."""
    below = TAILS + away**2
    return (TAILS + 1) * away / below, (TAILS + 1) * (TAILS - away**2) / below**2


def width(away: Floats) -> float:
    """The scale of a Student distribution, by its likelihood equation."""
    scale = max(float(np.median(np.abs(away))) / 0.74, 1e-6)
    for _ in range(30):
        pulled, _ = influence(away / scale)
        scale = max(scale * float(np.sqrt(np.mean(pulled * away / scale))), 1e-6)
    return scale
