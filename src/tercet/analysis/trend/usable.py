"""Which periods of a series are used, as what, and what is said of the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Any

import numpy as np

from tercet.analysis.trend.calendar import PER_YEAR, named, numbered
from tercet.analysis.trend.points import Points

Row = Mapping[str, Any]

HALF = 1.6448536269514722  # a 90 % interval reaches so many standard deviations either way
MANY = 0.05  # of all periods; more than that left out for this reason, and the rest does not stand for the series
HOLES = {"Q": "suppressed", "O": "missing", "L": "not collected", "M": "not possible"}


@dataclass(frozen=True)
class Usable:
    """What of a series a trend can be fitted to."""

    freq: str
    points: Points
    estimated: tuple[int, ...]  # periods that stand as nowcast
    left_out: Mapping[str, tuple[int, ...]]  # why, and which
    hindrance: str | None = None  # why it cannot be judged, whatever the figures say

    @property
    def names(self) -> list[str]:
        """The periods used, in order."""
        return [named(int(index), self.freq) for index in self.points.index]


def usable(rows: Sequence[Row], estimates: Sequence[Row], freq: str, counts: bool, fiscal_start: int) -> Usable:
    """The periods of one area: figures as they are, estimates where figures are provisional, holes as holes."""
    known = {str(row["period"]): row for row in estimates if row["estimate"] is not None and row["estimate"] > 0}
    left: dict[str, list[int]] = {}
    used: list[tuple[int, float, float]] = []
    estimated: list[int] = []
    for row in since_break(rows):
        index = numbered(str(row["period"]), freq, fiscal_start)
        estimate = known.get(str(row["period"]))
        reason = None if estimate else why_not(row, counts)
        if reason:
            left.setdefault(reason, []).append(index)
            continue
        if estimate:
            estimated.append(index)
        used.append((index, *(nowcast(estimate) if estimate else (float(row["value"]), 0.0))))
    dropped = len(rows) - len(list(since_break(rows)))
    if dropped:
        left["before a break in the series"] = [numbered(str(row["period"]), freq, fiscal_start) for row in rows][
            :dropped
        ]
    points = Points(
        np.array([index for index, _, _ in used], dtype=np.int64),
        np.array([value for _, value, _ in used], dtype=np.float64),
        np.array([spread for _, _, spread in used], dtype=np.float64),
        PER_YEAR[freq],
        counts,
        rolling=freq == "R12",
    )
    reasons = {why: tuple(found) for why, found in left.items()}
    return Usable(freq, points, tuple(estimated), reasons, hindrance(reasons, len(used)))


def since_break(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows from the last one that its publisher marks as a break in the series."""
    breaks = [at for at, row in enumerate(rows) if row["status"] == "B"]
    return rows[breaks[-1] :] if breaks else rows


def why_not(row: Row, counts: bool) -> str | None:
    """Why a figure cannot be used as it stands; None where it can."""
    status, value = str(row["status"]), row["value"]
    if value is None:
        return HOLES.get(status, "missing")
    if status == "P":
        return "provisional or not whole"
    if status == "D":
        return "by another definition"
    return "zero" if value <= 0 and not counts else None


def nowcast(row: Row) -> tuple[float, float]:
    """An estimate and its variance on the log scale, from its 90 % interval."""
    middle = float(row["estimate"])
    low, high = row["low"], row["high"]
    if high is None or high <= middle:
        return middle, 0.0
    reach = (log(high) - log(low)) / 2 if low is not None and low > 0 else log(high) - log(middle)
    return middle, (reach / HALF) ** 2


def hindrance(left: Mapping[str, Sequence[int]], used: int) -> str | None:
    """What is missing from a series in such a number that the rest does not stand for it."""
    for why, word in (("zero", "have no amount at all, which has no logarithm"), ("suppressed", "are suppressed")):
        found = len(left.get(why, ()))
        if found > MANY * (found + used):
            return f"{found} of {found + used} periods {word}; longer periods or a larger area would be needed"
    return None


def words(series: Usable) -> Iterator[str]:
    """What was left out and why, and what stands as an estimate."""
    for why, found in sorted(series.left_out.items()):
        yield f"left out as {why}: {listed(found, series.freq)}"
    if series.estimated:
        yield f"{listed(series.estimated, series.freq)} stand as nowcast, and how unsure that is widens the interval."


def listed(found: Iterable[int], freq: str) -> str:
    """Periods as ranges: 2024-01 to 2024-03, 2024-07."""
    runs: list[list[int]] = []
    for index in sorted(found):
        if runs and index == runs[-1][-1] + 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    return ", ".join(
        named(run[0], freq) if len(run) == 1 else f"{named(run[0], freq)} to {named(run[-1], freq)}" for run in runs
    )
