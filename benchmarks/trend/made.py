"""Series with a known rate: counts by month, amounts by month, and rolling sums over twelve months."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.random import Generator

from tercet.analysis.trend.points import Floats, Points


@dataclass(frozen=True)
class Made:
    """A series, its true current rate (log units a year), and how it was made."""

    points: Points
    rate: float
    how: dict[str, Any]


@dataclass(frozen=True)
class Course:
    """The true level by month on the log scale, and the rate at its end."""

    level: Floats
    rate: float
    how: dict[str, Any]


def course(rng: Generator, months: int, mean: float) -> Course:
    """A line with no break, one or two, a season of one of three kinds, around a mean level."""
    margin = int(rng.choice([8, 12]))
    breaks = 0 if rng.random() < 0.5 else int(rng.integers(1, 3))
    breaks = min(breaks, max((months - margin) // margin - 0, 0)) if months >= 2 * margin + 1 else 0
    places = _places(rng, months, margin, breaks)
    rates = np.full(months, _rate(rng))
    steps = np.zeros(months)
    kind = "none"
    for place in places:
        kind = str(rng.choice(["rate", "step", "both"], p=[0.55, 0.3, 0.15]))
        if kind != "step":
            rates[place:] = _rate(rng)
        if kind != "rate":
            steps[place:] += rng.choice([-1, 1]) * rng.uniform(0.1, 0.6)
    season = str(rng.choice(["none", "wave", "irregular"]))
    level = np.concatenate([[0.0], np.cumsum(rates[1:] / 12)]) + steps + _season(rng, season)[np.arange(months) % 12]
    level += np.log(mean) - level.mean()
    last = months - (places[-1] if places else 0)
    how = {"months": months, "breaks": len(places), "kind": kind, "season": season, "last": last if places else 0}
    return Course(level, float(rates[-1]), how)


def _rate(rng: Generator) -> float:
    """A yearly rate from -30 to +30 %, on the log scale."""
    return float(np.log1p(rng.uniform(-0.3, 0.3)))


def _places(rng: Generator, months: int, margin: int, breaks: int) -> list[int]:
    """Places for breaks, so far from the ends and from each other."""
    for wanted in range(breaks, 0, -1):
        for _ in range(100):
            places = sorted(int(place) for place in rng.integers(margin, months - margin + 1, size=wanted))
            if all(second - first >= margin for first, second in zip(places, places[1:], strict=False)):
                return places
    return []


def _season(rng: Generator, kind: str) -> Floats:
    """What each calendar month adds on the log scale."""
    if kind == "wave":
        return np.asarray(rng.uniform(0.05, 0.3) * np.cos(2 * np.pi * (np.arange(12) - rng.uniform(0, 12)) / 12))
    return rng.normal(0, rng.uniform(0.05, 0.2), 12) if kind == "irregular" else np.zeros(12)


def scattered(rng: Generator, mean: Floats, ratio: float, noise: str) -> Floats:
    """Counts around a level whose variance is `ratio` times the level (for `binomial`: at the mean level)."""
    if ratio < 1.05:
        return rng.poisson(mean).astype(float)
    if noise == "gamma":
        return rng.poisson(rng.gamma(mean / (ratio - 1), ratio - 1)).astype(float)
    if noise == "binomial":
        shape = float(mean.mean()) / (ratio - 1)
        return rng.poisson(mean * rng.gamma(shape, 1 / shape, len(mean))).astype(float)
    if noise == "batches":  # events that come several at a time
        size = max((ratio - 1), 0.05)
        groups = rng.poisson(mean / (1 + size))
        return np.array([one + rng.poisson(size * one) for one in groups], dtype=float)
    share = float(noise.removeprefix("memory "))
    away = np.empty(len(mean))
    away[0] = rng.normal()
    for at in range(1, len(mean)):
        away[at] = share * away[at - 1] + np.sqrt(1 - share**2) * rng.normal()
    return np.maximum(np.round(mean + np.sqrt(ratio * mean) * away), 0)


def counts(rng: Generator, noise: str | None = None) -> Made:
    """Counts by month, some of which are missing."""
    months, mean = int(rng.integers(24, 121)), float(np.exp(rng.uniform(np.log(20), np.log(2000))))
    ratio = float(np.exp(rng.uniform(0, np.log(20))))
    noise = noise or str(rng.choice(["gamma", "binomial", "batches"]))
    made = course(rng, months, mean)
    value = scattered(rng, np.exp(made.level), ratio, noise)
    kept = _kept(rng, months)
    how = {**made.how, "ratio": ratio, "mean": mean, "noise": noise, "missing": not kept.all()}
    return Made(_points(rng, value, kept, counts=True), made.rate, how)


def amounts(rng: Generator) -> Made:
    """Amounts by month with heavy tails; in one of three series one month is fifty times as large."""
    months = int(rng.integers(24, 121))
    made = course(rng, months, 100.0)
    width, tails = float(rng.uniform(0.15, 0.6)), float(rng.choice([3.0, 5.0, 30.0]))
    value = np.exp(made.level + width * rng.standard_t(tails, months))
    huge = rng.random() < 1 / 3
    if huge:
        value[rng.integers(0, months)] *= 50
    kept = _kept(rng, months)
    how = {**made.how, "width": width, "tails": tails, "huge": huge, "missing": not kept.all()}
    return Made(_points(rng, value, kept, counts=False), made.rate, how)


def rolling(rng: Generator) -> Made:
    """Sums over twelve months, one for each month; the true rate is that of the last window over the one before."""
    months, mean = int(rng.integers(48, 133)), float(np.exp(rng.uniform(np.log(20), np.log(8000))))
    ratio = float(np.exp(rng.uniform(0, np.log(20))))
    noise = str(rng.choice(["gamma", "binomial", "batches"]))
    made = course(rng, months, mean)
    level = np.exp(made.level)
    value = np.convolve(scattered(rng, level, ratio, noise), np.ones(12), "valid")
    rate = float(np.log(level[-12:].sum() / level[-24:-12].sum()))
    how = {**made.how, "ratio": ratio, "mean": mean, "noise": noise, "missing": False}
    index = np.arange(len(value), dtype=np.int64) + 24000
    return Made(Points(index, value, np.zeros(len(value)), 12, True, rolling=True), rate, how)


def _kept(rng: Generator, months: int) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """In half of the series, up to 15 % of the months are missing; never the last."""
    kept = np.full(months, True)
    if rng.random() < 0.5:
        kept = rng.random(months) > rng.uniform(0.03, 0.15)
        kept[[0, -1]] = True
    return kept


def _points(rng: Generator, value: Floats, kept: np.ndarray[Any, np.dtype[np.bool_]], counts: bool) -> Points:
    """The series as the trend takes it, starting in any month of a year."""
    index = np.arange(len(value), dtype=np.int64)[kept] + 24000 + int(rng.integers(0, 12))
    return Points(index, value[kept], np.zeros(int(kept.sum())), 12, counts)
