"""The verdict: an equivalence test of the current yearly rate against what counts as flat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log1p

from tercet.analysis.trend.fit import Fit, fit
from tercet.analysis.trend.mixture import Mixture
from tercet.analysis.trend.points import Points
from tercet.analysis.trend.segments import TAIL, Segment, segments
from tercet.analysis.trend.windows import apart

RISING, FALLING, FLAT, FLATTENING, UNKNOWN = "rising", "falling", "flat", "flattening", "cannot be judged"

FEWEST = {12: 24, 4: 8, 2: 6, 1: 5}  # periods from the first to the last, by number of periods in a year
HOLES = 0.25  # of the periods; with more holes a series is not judged
EVENTS = 20  # in all; fewer say nothing about a rate


@dataclass(frozen=True)
class Judgement:
    """A verdict with the rate it rests on (log units a year), or with what is lacking."""

    verdict: str
    low: float = 0.0
    high: float = 0.0
    rate: float = 0.0
    segments: Sequence[Segment] = ()
    before: Segment | None = None  # the rise that a flattening comes after
    lacking: str | None = None
    fitted: Fit | None = None
    used: Points | None = None  # for rolling sums, the windows that do not overlap


def judgement(series: Points, tolerance: float) -> Judgement:
    """The verdict on a series; `tolerance` in percent a year."""
    points, lacking = _used(series)
    if lacking:
        return Judgement(UNKNOWN, lacking=lacking, used=points)
    fitted = fit(points)
    low, rate, high = (fitted.rate.quantile(share) for share in (TAIL, 0.5, 1 - TAIL))
    found = segments(points, fitted)
    verdict, before = _concluded(fitted, found, tolerance)
    return Judgement(verdict, low, high, rate, found, before, None, fitted, points)


def verdict_alone(series: Points, tolerance: float) -> str:
    """The verdict of a judgement, without the rate and its interval, which are most of the work of a judgement."""
    points, lacking = _used(series)
    if lacking:
        return UNKNOWN
    fitted = fit(points)
    return _concluded(fitted, segments(points, fitted), tolerance)[0]


def _used(series: Points) -> tuple[Points, str | None]:
    """What is judged, of rolling sums the windows that do not overlap; and what is lacking, if anything is."""
    points = apart(series) if len(series) and series.rolling else series
    return points, too_little(series, points)


def _concluded(fitted: Fit, found: Sequence[Segment], tolerance: float) -> tuple[str, Segment | None]:
    """The verdict, and the rise that a flattening comes after."""
    verdict = test_all(fitted.rate, tolerance)
    before = rise_before(found, tolerance) if verdict == FLAT else None
    return (FLATTENING if before else verdict), before


def test(low: float, high: float, tolerance: float) -> str:
    """Beyond the tolerance, within it, or neither; a fall by x percent undoes a rise by more than x percent.

    >>> test(0.06, 0.12, 5), test(-0.01, 0.02, 5), test(0.02, 0.12, 5)
    ('rising', 'flat', 'cannot be judged')
    """
    up, down = log1p(tolerance / 100), log1p(-tolerance / 100)
    if low > up:
        return RISING
    if high < down:
        return FALLING
    return FLAT if low >= down and high <= up else UNKNOWN


def test_all(rate: Mixture, tolerance: float) -> str:
    """The same for what all models say: two looks at how much lies below a tolerance, where each end costs a search."""
    up, down = rate.below(log1p(tolerance / 100)), rate.below(log1p(-tolerance / 100))
    if up < TAIL:
        return RISING
    if down > 1 - TAIL:
        return FALLING
    return FLAT if down <= TAIL and up >= 1 - TAIL else UNKNOWN


def rise_before(found: Sequence[Segment], tolerance: float) -> Segment | None:
    """The rise that the present stretch came after; stretches of the same rate, and unclear ones, are passed over."""
    for one in reversed(found[:-1]):
        verdict = test(one.low, one.high, tolerance)
        if verdict == RISING:
            return one
        if verdict != UNKNOWN and one.rate != found[-1].rate:
            return None
    return None


def too_little(series: Points, points: Points) -> str | None:
    """What a series lacks before any rate can be told; None where it is enough."""
    if series.rolling:
        return few_windows(points)
    need = FEWEST[series.per_year]
    span = series.span if len(series) else 0
    if span < need:
        return f"there are {span} periods and {need} are needed"
    if len(series) < (1 - HOLES) * span:
        return f"only {len(series)} of {span} periods have a figure that can be used"
    if series.counts and series.value.sum() < EVENTS:
        return f"there are {series.value.sum():.0f} events in all and {EVENTS} are needed"
    return None


def few_windows(points: Points) -> str | None:
    """What rolling sums lack."""
    if len(points) < 2:
        return f"there are {len(points)} windows of twelve months that do not overlap and 2 are needed"
    if points.noise is None:
        return "there are too few windows to know how much single months scatter; 12 of them in a row are needed"
    if points.index[-1] - points.index[-2] != 1:
        return "the window twelve months before the last has no figure that can be used"
    if points.counts and points.value.sum() < EVENTS:
        return f"there are {points.value.sum():.0f} events in all and {EVENTS} are needed"
    return None
