"""Whether a verdict hangs on one period at the edge: judged again without it, and with one more."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from tercet.analysis.trend.fit import fit
from tercet.analysis.trend.points import Points
from tercet.analysis.trend.verdict import Judgement, verdict_alone

FAR = 2.0  # standard deviations by which the next period may surprise
STEPS = 3  # last steps of a rolling sum, from which the next one is foreseen


def close(series: Points, tolerance: float, found: Judgement) -> list[tuple[str, str]]:
    """Changes at the edge under which the verdict would be another one, and which."""
    changes = [(what, verdict_alone(points, tolerance)) for what, points in changed(series, found)]
    return [(what, verdict) for what, verdict in changes if verdict != found.verdict]


def changed(series: Points, found: Judgement) -> Iterator[tuple[str, Points]]:
    """The series with one period less at either edge, and with a low and a high period more."""
    if len(series) > 1:
        yield "without the last period", series.without_last()
        yield "without the first period", series.without_first()
    if found.fitted is not None:
        low, high = following(series, found.fitted.noise)
        yield "if the next period is low", series.followed_by(low)
        yield "if the next period is high", series.followed_by(high)


def following(series: Points, noise: float) -> tuple[float, float]:
    """How low and how high the next figure may well be."""
    if series.rolling:
        return following_window(series, noise)
    ahead = expected(series)
    if series.counts:
        reach = FAR * np.sqrt(noise * np.exp(ahead))
        return max(float(np.exp(ahead) - reach), 0.0), float(np.exp(ahead) + reach)
    reach = FAR * np.sqrt(noise)
    return float(np.exp(ahead - reach)), float(np.exp(ahead + reach))


def expected(series: Points) -> float:
    """The level of the next period, on the log scale: a figure of no weight takes its place in the fit."""
    longer = series.followed_by(float(series.value[-6:].mean()) or 1.0)
    longer.spread[-1] = 1e9
    return float(fit(longer).level[-1])


def following_window(series: Points, noise: float) -> tuple[float, float]:
    """The next rolling sum: the last one, and the step of the last few months, give or take."""
    last = float(series.value[-1])
    recent = series.index >= series.index[-1] - STEPS * series.step
    steps = np.diff(series.value[recent])
    step = float(steps.mean()) if len(steps) else 0.0
    month = last / 12
    variance = series.step * (noise * month if series.counts else 12 * noise * month**2)
    reach = FAR * float(np.sqrt(2 * variance * (1 + 1 / STEPS)))
    return max(last + step - reach, 1e-9), last + step + reach
