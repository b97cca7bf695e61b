"""Weights: one huge seizure makes no trend, and nothing seized has no logarithm."""

from __future__ import annotations

import numpy as np
import pytest
from tests.analysis.trend.made import amounts, growing, marked, months, rows, series

from tercet.analysis.trend.usable import words
from tercet.analysis.trend.verdict import FALLING, FLAT, RISING, judgement

SEEDS = [1, 2, 3]


@pytest.mark.parametrize("place", [3, 30, 60, 94, 95])
def test_one_huge_seizure_makes_no_trend(place: int) -> None:
    """A month fifty times as large as usual, wherever it lies, turns nothing flat into a rise or a fall."""
    value = amounts(2, growing(96, 0.0, 500), 0.15)
    assert judgement(months(value, "amounts"), 10).verdict == FLAT
    value[place] *= 50
    found = judgement(months(value, "amounts"), 10)
    assert found.verdict not in {RISING, FALLING}
    assert abs(found.rate) < 0.1


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("rate", "verdict"), [(0.3, RISING), (-0.3, FALLING)])
def test_a_huge_seizure_hides_no_trend(seed: int, rate: float, verdict: str) -> None:
    """Amounts that grow or shrink by a third a year do so beside one month that is out of all proportion."""
    value = amounts(seed, growing(96, rate, 500), 0.2)
    value[40] *= 50
    assert judgement(months(value, "amounts"), 10).verdict == verdict


def test_months_without_any_amount_are_left_out_and_said() -> None:
    """Zero has no logarithm: three empty months of ninety-six are holes, with a word."""
    some = rows([0 if at in {5, 20, 50} else value for at, value in enumerate(amounts(1, growing(96, 0.0)))])
    found = series(some, of="amounts")
    assert len(found.points) == 93
    assert found.hindrance is None
    assert "left out as zero: 2018-06, 2019-09, 2022-03" in list(words(found))


def test_many_empty_months_cannot_be_judged() -> None:
    """Where a tenth of all months had nothing, the others do not stand for the series."""
    value = amounts(1, growing(96, 0.0))
    value[::10] = 0
    found = series(rows(value), of="amounts")
    assert found.hindrance is not None
    assert "10 of 96 periods have no amount at all" in found.hindrance


def test_a_zero_count_is_a_figure() -> None:
    """A month without an event is a month in which nothing happened, and counts."""
    value = np.array([5.0] * 48)
    value[::6] = 0
    found = series(rows(value))
    assert len(found.points) == 48
    assert (found.points.value == 0).sum() == 8


def test_a_suppressed_figure_has_no_value() -> None:
    """Suppressed figures have no value, whatever the row holds."""
    found = series(marked(rows([5.0] * 48), [3], "Q"))
    assert len(found.points) == 47
