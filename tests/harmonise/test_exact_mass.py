"""Whole micrograms, to the last one."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.world import amounts

POUND = Decimal(453592370)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.decimals(min_value=0, max_value=50000, places=6), min_size=1, max_size=40))
def test_pounds_become_the_whole_micrograms_that_exact_arithmetic_gives(pounds: list[Decimal]) -> None:
    """A quotient computed in floats is one microgram off in one row of a million, and a sum shows it."""
    found = [row["mass"] for row in amounts([f"{pound:f}" for pound in pounds], unit="lb")]
    assert found == [int((pound * POUND).quantize(Decimal(1), ROUND_HALF_UP)) for pound in pounds]


def test_a_large_amount_of_pounds_is_not_divided_in_floats() -> None:
    """Some of these come out one microgram wrong where the quotient of two whole numbers is taken in floats."""
    texts = [f"{number}.{number * 7919 % 1000000:06d}" for number in range(100_001, 199_000, 37)]
    found = [row["mass"] for row in amounts(texts, unit="lb")]
    assert found == [int((Decimal(text) * POUND).quantize(Decimal(1), ROUND_HALF_UP)) for text in texts]
