"""Circles have areas in proportion to their values and stand at their places."""

from __future__ import annotations

import re
from decimal import Decimal
from math import pi

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.edition.maps.made import EN

from tercet.edition.maps.base import draw
from tercet.edition.maps.groups import Gap
from tercet.edition.maps.points import Spot, in_frame, points, radius
from tercet.edition.maps.projection import fitted
from tercet.errors import QuestionError

EL_PASO, MIAMI, BOSTON = (-106.49, 31.76), (-80.19, 25.76), (-71.06, 42.36)
SPOTS = (
    Spot("El Paso", EL_PASO, Decimal(400)),
    Spot("Miami", MIAMI, Decimal(100)),
    Spot("Boston", BOSTON, Gap.SUPPRESSED),
)


def drawn(*spots: Spot) -> str:
    """The map of some places."""
    return draw(points(spots, "Seizures, 2023", 738, EN, False), EN, "seizures")


@given(st.integers(1, 10**12), st.integers(1, 10**12))
def test_twice_the_value_is_twice_the_area(value: int, top: int) -> None:
    """A radius in proportion would make four times as much of it."""
    one, two = (radius(Decimal(part), Decimal(top), 738) for part in (value, 2 * value))
    assert pi * two**2 == pytest.approx(2 * pi * one**2)


def test_a_circle_stands_where_the_projection_puts_its_place() -> None:
    """Vega and the fitted frame agree to a tenth of a pixel."""
    found = re.search(r'aria-label="El Paso: 400"[^>]*transform="translate\(([\d.]+),([\d.]+)\)"', drawn(*SPOTS))
    assert found
    assert (float(found[1]), float(found[2])) == pytest.approx(fitted(738).at(EL_PASO), abs=0.1)


def test_a_place_without_a_value_is_hatched_and_a_zero_is_there() -> None:
    """No circle is not the same as nothing known."""
    svg = drawn(*SPOTS, Spot("Laredo", (-99.51, 27.51), Decimal(0)))
    assert re.search(r'aria-label="Boston: suppressed"[^>]* fill="url\(#seizures-suppressed\)"', svg)
    assert 'aria-label="Laredo: 0"' in svg
    assert "suppressed (1)" in svg


def test_a_drawing_does_not_depend_on_those_before_it() -> None:
    """The same circles give the same bytes, whatever was drawn in between."""
    assert drawn(*SPOTS) == drawn(*SPOTS)
    assert "clip" not in drawn(*SPOTS)


def test_what_circles_cannot_show_is_refused_by_name() -> None:
    """Guam is outside the frame, and less than nothing has no area."""
    with pytest.raises(QuestionError, match="Guam"):
        drawn(Spot("Guam", (144.79, 13.44), Decimal(1)))
    with pytest.raises(QuestionError, match="below zero"):
        drawn(Spot("Miami", MIAMI, Decimal(-1)))
    assert not in_frame((144.79, 13.44))
    assert in_frame((-66.11, 18.47))
