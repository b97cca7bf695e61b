"""Words and the true values that they admit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.claims.saying import packaged

from tercet.analysis.claims.wording import Range, admits, rounding, same, word_of
from tercet.errors import CatalogError

FIGURES = st.integers(1, 10**12).map(Decimal) | st.decimals("0.01", "99999", places=2)


def holds(word: str, value: str, truth: str, unit: str = "deaths") -> bool:
    """Whether a truth makes a phrase a fair thing to say."""
    return admits(word_of(packaged(), word), Decimal(value), unit).holds(Decimal(truth))


@pytest.mark.parametrize(
    ("word", "value", "truth", "fair"),
    [
        ("nearing", "110000", "109714", True),
        ("nearing", "110000", "111466", True),  # rounds to 110,000
        ("nearing", "110000", "104400", False),
        ("nearing", "110000", "115100", False),
        ("nearly", "100000", "94000", False),  # one digit is taken as two: not 50,000 to 150,000
        ("about", "87000", "88964", True),
        ("about", "87000", "92000", False),
        ("more than", "442000000", "442000001", True),
        ("more than", "442000000", "441999999", False),  # a floor is not rounded
        ("over", "800", "9000", True),
        ("under", "1500", "1501", False),
        ("just over", "2000", "2100", True),
        ("just over", "2000", "2101", False),
        ("could kill", "9500000", "9761000", True),
        ("could kill", "9500000", "9400000", False),
        ("stated", "14700", "14699.879", True),
        ("stated", "14700", "14640", False),
    ],
)
def test_a_word_admits_a_range_of_truths(word: str, value: str, truth: str, fair: bool) -> None:
    """An official who says "nearing 110,000" is not wrong at 109,714, and is at 104,400."""
    assert holds(word, value, truth) is fair


def test_a_percentage_is_not_rounded_to_tens() -> None:
    """70 percent has two digits, zero or not: 68.7 is about 70, and 66 is not."""
    assert holds("about", "70", "68.7", "percent")
    assert not holds("about", "70", "66", "percent")
    assert rounding(Decimal(70), "percent") == Decimal("0.5")


def test_a_fall_is_worded_by_its_size() -> None:
    """Over 14 percent lower means 15 percent lower, not 13."""
    assert holds("over", "-14", "-15", "percent")
    assert not holds("over", "-14", "-13", "percent")


@given(FIGURES)
def test_every_word_admits_the_figure_itself(value: Decimal) -> None:
    """Whoever says just what is true says nothing unfair, whatever the word."""
    for word in packaged().wording.words.values():
        assert admits(word, value, "deaths").holds(value)
        assert admits(word, -value, "percent").holds(-value)


@given(FIGURES)
def test_a_looser_word_admits_whatever_a_stricter_one_does(value: Decimal) -> None:
    """About is looser than stated on both sides; nearly is as loose below and no looser above."""
    stated, about, nearly = (
        admits(word_of(packaged(), word), value, "deaths") for word in ("stated", "about", "nearly")
    )
    assert stated.low is not None and about.low is not None and nearly.low is not None
    assert stated.high is not None and about.high is not None and nearly.high is not None
    assert about.low <= stated.low and about.high >= stated.high
    assert nearly.low == about.low and nearly.high == stated.high


@given(st.integers(1, 9999), st.integers(0, 8))
def test_rounding_is_at_most_a_twentieth(digits: int, zeros: int) -> None:
    """A figure has at least two significant digits, so rounding moves it by at most 5 percent."""
    value = Decimal(digits * 10**zeros)
    assert Decimal(0) < rounding(value, "deaths") <= max(value / 20, Decimal("0.5"))


@given(FIGURES)
def test_rounding_a_truth_gives_back_the_figure(value: Decimal) -> None:
    """Whatever lies within half a unit of the last digit written is the same figure to that digit."""
    assert same(value, value)
    step = Decimal(1).scaleb(int(value.as_tuple().exponent)) if int(value.as_tuple().exponent) < 0 else Decimal(1)
    assert same(value + step / 2, value) and not same(value + step * Decimal("0.51"), value)


def test_an_unknown_word_is_an_error_with_near_ones() -> None:
    """A word without a range would be a silent choice."""
    with pytest.raises(CatalogError, match="aproximately"):
        word_of(packaged(), "aproximately")


def test_two_ranges_meet_where_both_statements_can_be_true() -> None:
    """More than 60 and 61.1 are both true of 61.1; more than 60 and 50 are not."""
    over = Range(Decimal(60), None)
    assert over.meets(Range(Decimal(61), Decimal(62))) and Range(Decimal(61), Decimal(62)).meets(over)
    assert not over.meets(Range(Decimal(49), Decimal(51)))
