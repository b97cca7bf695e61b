"""Breaks: where the rate changes, where only the level does, and where nothing does."""

from __future__ import annotations

import numpy as np
import pytest
from tests.analysis.trend.made import START, counts, growing, months, rows, series

from tercet.analysis.trend.design import candidates
from tercet.analysis.trend.verdict import FLAT, judgement
from tercet.analysis.trend.words import stretches

SEEDS = [1, 2, 3]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_change_of_rate_is_found_near_its_place(seed: int) -> None:
    """Growth that stops after four years is seen to stop within a few months of it."""
    found = judgement(months(counts(seed, growing(96, 0.35, 2000, until=48))), 5)
    assert len(found.segments) >= 2
    assert min(abs(one.first - (START + 48)) for one in found.segments[1:]) <= 5
    assert found.segments[0].first == START
    assert found.segments[-1].last == START + 95


@pytest.mark.parametrize("seed", SEEDS)
def test_a_step_is_no_trend(seed: int) -> None:
    """A level that jumps by half and then stays is flat, and the jump is named."""
    mean = np.concatenate([growing(48, 0.0, 3000), growing(48, 0.0, 4500)])
    some = rows(counts(seed, mean))
    found = judgement(series(some).points, 5)
    assert found.verdict == FLAT
    steps = [one for one in found.segments if one.step]
    assert len(steps) == 1
    assert abs(steps[0].first - (START + 48)) <= 2
    assert abs(np.exp(steps[0].step) - 1.5) < 0.1
    assert "step of +" in stretches(series(some), found.segments)


def test_a_straight_series_is_seldom_broken() -> None:
    """Of twenty straight series nearly all are described without a break."""
    broken = sum(len(judgement(months(counts(seed, growing(96, 0.1, 2000), 3)), 5).segments) > 1 for seed in range(20))
    assert broken <= 3


def test_a_break_has_enough_months_on_both_sides() -> None:
    """No stretch is shorter than eight months, so the last few months by themselves are no trend."""
    points = months(counts(1, growing(60, 0.1)))
    at = candidates(points).at
    assert at.min() == START + 8
    assert at.max() == START + 52


@pytest.mark.parametrize("seed", SEEDS)
def test_a_season_is_no_trend(seed: int) -> None:
    """Counts that swing by a third with the months of the year, and do nothing else, are flat."""
    wave = np.exp(0.3 * np.sin(2 * np.pi * np.arange(75) / 12))
    assert judgement(months(counts(seed, growing(75, 0.0, 3000) * wave)), 5).verdict == FLAT
