"""Missing, suppressed, provisional: each is handled as what it is."""

from __future__ import annotations

import numpy as np
import pytest
from tests.analysis.trend.made import START, counts, estimate, growing, marked, months, rows, series

from tercet.analysis.trend.usable import words
from tercet.analysis.trend.verdict import UNKNOWN, judgement


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_missing_month_is_a_hole_and_not_a_zero(seed: int) -> None:
    """A fifth of the months lost at the end of a rise leaves the rise; zeros in their place would end it."""
    value = counts(seed, growing(60, 0.2, 2000))
    lost = {50, 52, 54, 55, 57, 58, *range(3, 9)}
    found = judgement(series(rows([None if at in lost else number for at, number in enumerate(value)])).points, 5)
    assert found.low <= 0.2 <= found.high
    zeros = judgement(months([0 if at in lost else number for at, number in enumerate(value)]), 5)
    assert not abs(zeros.rate - 0.2) < 0.03


def test_a_hole_keeps_its_place_in_time() -> None:
    """A year without figures is a year, and what comes after is not moved up."""
    found = series(rows([*[100.0] * 30, *[None] * 6, *[100.0] * 30]))
    assert found.points.span == 66
    assert len(found.points) == 60
    assert list(words(found)) == ["left out as missing: 2020-07 to 2020-12"]


def test_suppressed_months_in_number_cannot_be_judged() -> None:
    """What is hidden because it is small is not hidden at random."""
    few = series(marked(rows([20.0] * 60), [1, 2], "Q"))
    many = series(marked(rows([20.0] * 60), [1, 2, 3, 4], "Q"))
    assert few.hindrance is None
    assert many.hindrance is not None
    assert "4 of 60 periods are suppressed" in many.hindrance


def test_a_provisional_month_without_an_estimate_is_left_out() -> None:
    """A count that still grows would look like a fall."""
    found = series(marked(rows([100.0] * 48), [-1, -2], "P"))
    assert len(found.points) == 46
    assert list(words(found)) == ["left out as provisional or not whole: 2021-11 to 2021-12"]


def test_an_estimate_stands_for_a_provisional_month() -> None:
    """The nowcast takes the place of the count that still grows."""
    some = marked(rows([*[100.0] * 47, 60.0]), [-1], "P")
    found = series(some, [estimate("2021-12", 99, 95, 103)])
    assert found.points.value[-1] == 99
    assert found.points.spread[-1] > 0
    assert found.estimated == (START + 47,)


def test_an_unsure_estimate_widens_the_interval() -> None:
    """What nobody knows well about the last year, nobody knows well about the trend."""
    some = marked(rows(counts(1, growing(36, 0.0, 4000))), list(range(-6, 0)), "P")
    values = [float(row["value"]) for row in some[-6:]]
    names = [str(row["period"]) for row in some[-6:]]
    spans = []
    for by in (0.001, 0.3):
        ends = zip(names, values, strict=True)
        known = [estimate(name, one, one * (1 - by), one * (1 + by)) for name, one in ends]
        found = judgement(series(some, known).points, 5)
        spans.append(found.high - found.low)
    assert spans[1] > 1.05 * spans[0]


def test_what_lies_before_a_break_of_the_publisher_is_left_out() -> None:
    """A publisher who says that the series begins anew is believed."""
    found = series(marked(rows([100.0] * 60), [20], "B"))
    assert len(found.points) == 40
    assert any("before a break in the series" in text for text in words(found))


def test_nothing_but_holes_is_said() -> None:
    """A series of holes has too few periods, and no verdict."""
    found = judgement(series(rows([None] * 60)).points, 5)
    assert found.verdict == UNKNOWN
    assert found.lacking is not None


def test_values_keep_their_order_of_time() -> None:
    """Places count months from year nought, whatever the year."""
    found = series(rows(np.arange(1, 31).astype(float)))
    assert list(found.points.index) == list(range(START, START + 30))
