"""Rolling sums over twelve months: neighbours share eleven months, and that must not pass for certainty."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.analysis.trend.made import Asked, amounts, catalog, counts, growing, judged, rolling, rows

from tercet.analysis.trend.fit import fit
from tercet.analysis.trend.points import Noise, Points
from tercet.analysis.trend.segments import TAIL
from tercet.analysis.trend.verdict import RISING, judgement
from tercet.analysis.trend.windows import apart

SEEDS = range(10)


@pytest.mark.parametrize("size", [24, 30, 60, 71, 84])
def test_windows_do_not_overlap_and_end_with_the_last_month(size: int) -> None:
    """The last twelve months, the twelve before them, and so on, as far as whole windows go."""
    series = rolling(counts(1, growing(size, 0.1)))
    windows = apart(series)
    assert set(np.diff(windows.index)) == {1}
    assert len(windows) == size // 12
    places = series.index[-1] + 12 * windows.index
    assert places[-1] == series.index[-1]
    assert list(windows.value) == [series.value[series.index == place][0] for place in places]


def test_no_month_is_counted_twice() -> None:
    """The windows together hold exactly the events of the months that they cover."""
    month = counts(1, growing(60, 0.1))
    assert apart(rolling(month)).value.sum() == month.sum()


def noise_ratio(phi: float, rate: float = 0.0, season: float = 0.0) -> float:
    """The median over seeds of the noise found, as a multiple of the true one."""
    mean = growing(84, rate) * np.exp(season * np.cos(2 * np.pi * np.arange(84) / 12))
    found = [apart(rolling(counts(seed, mean, phi))).noise for seed in SEEDS]
    return float(np.median([one.ratio / phi for one in found if one is not None]))


@pytest.mark.parametrize("phi", [1, 5, 15])
@pytest.mark.parametrize(("rate", "season"), [(0.0, 0.0), (0.3, 0.0), (-0.3, 0.0), (0.0, 0.1)])
def test_what_overlaps_shows_how_months_scatter(phi: float, rate: float, season: float) -> None:
    """The scatter of single months can be read from rolling sums, whether the level moves or the seasons turn."""
    assert 0.7 < noise_ratio(phi, rate, season) < 1.4


@pytest.mark.parametrize("width", [0.05, 0.2])
def test_amounts_scatter_in_proportion_to_their_size(width: float) -> None:
    """The variance of a sum of twelve months is a twelfth of a month's, on the log scale."""
    found = [apart(rolling(amounts(seed, growing(84, 0.0), width), of="amounts")).noise for seed in SEEDS]
    ratios = [one.ratio * 12 / width**2 for one in found if one is not None]
    assert len(ratios) == len(SEEDS)
    assert 0.6 < np.median(ratios) < 1.5


def overlapping(seed: int) -> Points:
    """Seven years of rolling sums that grow by five percent a year, from months that scatter."""
    return rolling(counts(seed, growing(84, 0.05, 500), 10))


def naive(series: Points) -> tuple[float, float]:
    """A planted fault: the 90 % interval of a line through all windows, as if each told something new."""
    line = np.column_stack([np.ones(len(series)), series.time])
    inverse = np.linalg.inv(line.T @ line)
    found = inverse @ line.T @ np.log(series.value)
    left = np.log(series.value) - line @ found
    half = 1.645 * float(np.sqrt(left @ left / (len(left) - 2) * inverse[1, 1]))
    return float(found[1]) - half, float(found[1]) + half


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5])
def test_overlap_does_not_pass_for_certainty(seed: int) -> None:
    """A line through all overlapping windows looks several times surer than it may be."""
    found = judgement(overlapping(seed), 5)
    low, high = naive(overlapping(seed))
    assert found.high - found.low > 3 * (high - low)


def test_overlap_taken_for_news_misses_the_true_rate() -> None:
    """Of twenty intervals eighteen should hold the true rate; those that take overlap for news often do not."""
    series = [overlapping(seed) for seed in range(20)]
    honest = [judgement(one, 5) for one in series]
    assert sum(one.low <= 0.05 <= one.high for one in honest) >= 16
    assert sum(low <= 0.05 <= high for low, high in map(naive, series)) <= 10


def covers(rate: float, seed: int, share: float = 1.0) -> bool:
    """Whether the interval holds the true rate; `share` of the noise, for a planted fault."""
    points = apart(rolling(counts(seed, growing(72, rate, 500), 10)))
    assert points.noise is not None
    planted: Points = replace(points, noise=Noise(points.noise.ratio * share, points.noise.df))
    found = fit(planted).rate
    return found.quantile(TAIL) <= rate <= found.quantile(1 - TAIL)


@pytest.mark.parametrize("rate", [-0.2, 0.0, 0.2])
def test_the_interval_holds_the_true_rate(rate: float) -> None:
    """Nine times in ten, and not when the scatter of a window is taken for that of one month."""
    assert sum(covers(rate, seed) for seed in range(40)) >= 33
    assert sum(covers(rate, seed, 1 / 12) for seed in range(40)) <= 32


def test_a_series_to_a_month_is_judged_on_windows_that_end_in_it() -> None:
    """To September the windows run from October to September."""
    month = counts(1, growing(84, 0.2, 5000))
    series = rolling(month)
    ask = Asked({"R12": rows(series.value, "R12", int(series.index[0]))})
    [row] = judged(ask, catalog(("R12",)), to="2023-09")
    assert (row["verdict"], row["freq"], row["from"], row["to"]) == (RISING, "R12", "2019-09", "2023-09")
    assert row["periods"].endswith("ending 2019-09, 2020-09, 2021-09, 2022-09, 2023-09")
    [row] = judged(ask, catalog(("R12",)))
    assert (row["from"], row["to"]) == ("2018-12", "2024-12")


def test_a_missing_month_of_the_publisher_is_no_zero() -> None:
    """A window that was not published in between is left out, and the rate stays what it was."""
    series = rolling(counts(1, growing(84, 0.2, 5000)))
    values = [None if at in {30, 31, 36} else float(value) for at, value in enumerate(series.value)]
    [whole], [holed] = (
        judged(Asked({"R12": rows(some, "R12", int(series.index[0]))}), catalog(("R12",)))
        for some in (series.value, values)
    )
    assert holed["verdict"] == whole["verdict"] == RISING
    assert (whole["periods"][0], holed["periods"][0]) == ("7", "6")
    assert "2021-12" in whole["periods"]
    assert "2021-12" not in holed["periods"]
    assert abs(holed["rate"] - whole["rate"]) < 0.1
