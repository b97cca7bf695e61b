"""Classes are few, round, and every value is in exactly one."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tercet.edition.maps.classes import MOST, classes, place, roundest

NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**7), max_value=10**9)
VALUES = st.lists(NUMBERS, min_size=1, max_size=60)


@given(VALUES)
def test_every_value_is_in_exactly_one_of_at_most_five_classes(values: list[Decimal]) -> None:
    """A reader finds each area in the legend once, and no class is there for nothing."""
    found = classes(values)
    assert 1 <= len(found) <= MOST
    assert all(sum(value in one for one in found) == 1 for value in values)
    assert {place(value, found) for value in values} == set(range(len(found)))


@given(VALUES, st.randoms())
def test_the_order_of_the_values_does_not_matter(values: list[Decimal], random: st.randoms) -> None:  # type: ignore[valid-type]
    """The same numbers give the same map."""
    shuffled = sorted(values, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert classes(shuffled) == classes(values)


@given(NUMBERS, NUMBERS)
def test_a_bound_lies_between_the_values_that_it_parts(one: Decimal, other: Decimal) -> None:
    """Rounding a bound moves no area into another class."""
    if one != other:
        assert min(one, other) < roundest(min(one, other), max(one, other)) <= max(one, other)


def test_equal_values_make_one_class_and_few_whole_ones_a_class_each() -> None:
    """A scale of five shades for one number would show differences that are not there."""
    assert [one.single for one in classes([Decimal(7)] * 9)] == [True]
    assert [one.low for one in classes(map(Decimal, (0, 3, 1, 1)))] == [0, 1, 3]
    assert classes([]) == ()


def test_a_single_outlier_has_a_class_of_its_own() -> None:
    """Where all but one are equal, quantiles alone would draw one colour."""
    found = classes([Decimal("0.5")] * 40 + [Decimal("9.7")])
    assert place(Decimal("0.5"), found) != place(Decimal("9.7"), found)
