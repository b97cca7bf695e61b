"""The verdict: which way a series goes, or why nobody can tell."""

from __future__ import annotations

from math import log1p

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.trend.made import START, counts, growing, kept, months, percents, rolling

from tercet.analysis.trend.segments import Segment
from tercet.analysis.trend.verdict import (
    FALLING,
    FLAT,
    FLATTENING,
    RISING,
    UNKNOWN,
    judgement,
    rise_before,
    verdict_alone,
)
from tercet.analysis.trend.verdict import test as verdict_of
from tercet.analysis.trend.verdict import test_all as of_all

SEEDS = [1, 2, 3]
RATES = st.floats(-1.5, 1.5)
TOLERANCES = st.floats(0.1, 50)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("rate", "verdict"), [(0.2, RISING), (-0.2, FALLING), (0.0, FLAT), (0.02, FLAT)])
def test_a_steady_series_is_what_it_is(seed: int, rate: float, verdict: str) -> None:
    """Five years of many events leave no doubt whether they grow by a fifth a year, shrink, or stay."""
    found = judgement(months(counts(seed, growing(60, rate, 5000))), 5)
    low, middle, high = percents(found)
    assert found.verdict == verdict
    assert low < middle < high
    assert abs(found.rate - rate) < 0.02
    assert found.before is None


@pytest.mark.parametrize("seed", SEEDS)
def test_flat_after_a_rise_is_flattening(seed: int) -> None:
    """Deaths that grew for four years and have stopped growing are flattening, and the rise is named."""
    found = judgement(months(counts(seed, growing(84, 0.3, 3000, until=48))), 5)
    assert found.verdict == FLATTENING
    assert found.before is not None
    assert found.before.first == START
    assert abs(found.before.rate - 0.3) < 0.03


@pytest.mark.parametrize("seed", SEEDS)
def test_flat_after_a_fall_is_flat(seed: int) -> None:
    """Only a rise can flatten out."""
    assert judgement(months(counts(seed, growing(84, -0.3, 9000, until=48))), 5).verdict == FLAT


@pytest.mark.parametrize("seed", SEEDS)
def test_the_present_rate_is_judged_and_not_the_mean_of_all_years(seed: int) -> None:
    """Deaths that grew for four years and fall since are falling."""
    mean = np.concatenate([growing(48, 0.3, 3000), growing(30, -0.3, 9800)])
    found = judgement(months(counts(seed, mean)), 5)
    assert found.verdict == FALLING
    assert abs(found.rate + 0.3) < 0.05


@pytest.mark.parametrize("seed", SEEDS)
def test_few_events_near_the_tolerance_tell_nothing(seed: int) -> None:
    """Twenty events a month that grow as fast as the tolerance allows may be either, and are called neither."""
    found = judgement(months(counts(seed, growing(60, 0.049, 20))), 5)
    assert found.verdict == UNKNOWN
    assert found.lacking is None
    assert percents(found)[0] < 5 < percents(found)[2]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_tolerance_decides_what_flat_means(seed: int) -> None:
    """The same rise of eight percent a year is a rise to who tolerates two, and none to who tolerates twenty."""
    points = months(counts(seed, growing(60, 0.077, 5000)))
    assert judgement(points, 2).verdict == RISING
    assert judgement(points, 20).verdict == FLAT


@pytest.mark.parametrize("seed", SEEDS)
def test_more_scatter_makes_the_interval_wider(seed: int) -> None:
    """Counts that scatter fifteen times as much as independent events give an interval about four times as wide."""
    calm, wild = (judgement(months(counts(seed, growing(60, 0, 5000), phi)), 5) for phi in (1, 15))
    assert 2 < (wild.high - wild.low) / (calm.high - calm.low) < 8


@given(ends=st.tuples(RATES, RATES), tolerance=TOLERANCES)
def test_an_interval_has_exactly_one_verdict(ends: tuple[float, float], tolerance: float) -> None:
    """Beyond on one side, beyond on the other, inside, or across a border: no interval is two of these."""
    low, high = sorted(ends)
    up, down = log1p(tolerance / 100), log1p(-tolerance / 100)
    is_so = {
        RISING: low > up,
        FALLING: high < down,
        FLAT: down <= low and high <= up,
        UNKNOWN: low <= up < high or low < down <= high,
    }
    assert [verdict for verdict, so in is_so.items() if so] == [verdict_of(low, high, tolerance)]


@given(ends=st.tuples(RATES, RATES), tolerance=TOLERANCES, more=st.floats(0, 1))
def test_a_wider_interval_never_says_something_else(ends: tuple[float, float], tolerance: float, more: float) -> None:
    """Less certainty can take a verdict away and cannot turn it into another one."""
    low, high = sorted(ends)
    assert verdict_of(low - more, high + more, tolerance) in {verdict_of(low, high, tolerance), UNKNOWN}


@pytest.mark.parametrize("tolerance", [1, 5, 10, 40])
def test_the_borders_of_flat_are_part_of_it(tolerance: float) -> None:
    """A yearly change of exactly the tolerance is tolerated."""
    up, down = log1p(tolerance / 100), log1p(-tolerance / 100)
    assert verdict_of(down, up, tolerance) == FLAT
    assert verdict_of(up, up + 0.1, tolerance) == UNKNOWN
    assert verdict_of(down - 0.1, down, tolerance) == UNKNOWN
    assert verdict_of(np.nextafter(up, 9), up + 0.1, tolerance) == RISING
    assert verdict_of(down - 0.1, np.nextafter(down, -9), tolerance) == FALLING


def stretch(low: float, high: float) -> Segment:
    """A stretch of some time with an interval."""
    return Segment(0, 12, (low + high) / 2, low, high)


def test_the_rise_before_is_the_last_clear_stretch() -> None:
    """An unclear stretch between a rise and the present hides no rise; a clear fall in between ends it."""
    rise, unclear, fall, now = stretch(0.1, 0.2), stretch(0.0, 0.3), stretch(-0.2, -0.1), stretch(-0.01, 0.01)
    assert rise_before([rise, now], 5) == rise
    assert rise_before([rise, unclear, now], 5) == rise
    assert rise_before([rise, fall, now], 5) is None
    assert rise_before([unclear, now], 5) is None
    assert rise_before([now], 5) is None


def test_a_short_series_says_how_long_it_must_be() -> None:
    """Less than two years of months cannot tell a season from a trend."""
    found = judgement(months(counts(1, growing(23, 0.3))), 5)
    assert (found.verdict, found.lacking) == (UNKNOWN, "there are 23 periods and 24 are needed")
    assert judgement(months(counts(1, growing(24, 0.3))), 5).lacking is None


def test_an_empty_series_is_short() -> None:
    """No period at all is the shortest series."""
    assert judgement(months([]), 5).lacking == "there are 0 periods and 24 are needed"
    found = judgement(kept(rolling(np.ones(20)), []), 5)
    assert (found.verdict, found.lacking) == (
        UNKNOWN,
        "there are 0 windows of twelve months that do not overlap and 2 are needed",
    )


def test_many_holes_are_said() -> None:
    """Where more than a quarter of the months is missing nobody knows what they were."""
    points = months(counts(1, growing(60, 0.3)))
    found = judgement(kept(points, [at for at in range(60) if at % 5 != 1]), 5)
    assert (found.verdict, found.lacking) == (RISING, None)
    found = judgement(kept(points, [at for at in range(60) if at % 3 != 1]), 5)
    assert (found.verdict, found.lacking) == (UNKNOWN, "only 40 of 60 periods have a figure that can be used")


def test_few_events_are_said() -> None:
    """Fifteen deaths in five years are no trend, whatever their order."""
    value = np.zeros(60)
    value[::4] = 1
    found = judgement(months(value), 5)
    assert (found.verdict, found.lacking) == (UNKNOWN, "there are 15 events in all and 20 are needed")


def test_few_windows_are_said() -> None:
    """A rolling sum needs a window to compare with, and enough windows to know how much they scatter."""
    short = judgement(rolling(counts(1, growing(20, 0.3))), 5)
    assert short.lacking == "there are 1 windows of twelve months that do not overlap and 2 are needed"
    points = rolling(counts(1, growing(60, 0.3)))
    yearly = judgement(kept(points, [0, 12, 24, 36, 48]), 5)
    assert "too few windows to know how much single months scatter" in str(yearly.lacking)
    hole = judgement(kept(points, [at for at in range(49) if at != 36]), 5)
    assert hole.lacking == "the window twelve months before the last has no figure that can be used"
    assert {found.verdict for found in (short, yearly, hole)} == {UNKNOWN}
    assert judgement(points, 5).verdict == RISING


@pytest.mark.parametrize("rate", [-0.2, -0.05, 0.0, 0.049, 0.2])
def test_the_verdict_is_what_the_interval_beside_it_says(rate: float) -> None:
    """A reader of the interval comes to the same verdict, whatever counts as flat; so does a judgement without one."""
    points = months(counts(1, growing(60, rate, 400), 3))
    found = judgement(points, 5)
    assert found.fitted is not None
    for tolerance in np.arange(0.25, 40, 0.25):
        assert of_all(found.fitted.rate, tolerance) == verdict_of(found.low, found.high, tolerance), tolerance
    assert verdict_alone(points, 5) == found.verdict
