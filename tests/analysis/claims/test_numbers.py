"""Numbers as officials speak and print them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tercet.analysis.claims.numbers import large, shown, spoken, written
from tercet.catalog.statements import Language


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("105 millones, 475 mil pastillas", "es", "105475000"),
        ("más de 3 millones 575 mil 110 pastillas", "es", "3575110"),
        ("mil 252 kilos", "es", "1252"),
        ("1,252.5 kilos", "es", "1252.5"),
        ("1,2 milliard de doses", "fr", "1200000000"),
        ("1\u202f234\u202f567,5", "fr", "1234567.5"),
        ("49\u00a0105 décès", "fr", "49105"),
        ("1.357 livres", "fr", "1357"),
        ("more than twenty million doses", "en", "20000000"),
        ("nearly 110,000 deaths", "en", "110000"),
        ("1.2 billion", "en", "1200000000"),
        ("two hundred thousand", "en", None),  # two scales on one number: not read, so not misread
        ("from 14 to 72", "en", None),
        ("many", "en", None),
    ],
)
def test_number_words_mean_a_number(text: str, language: Language, value: str | None) -> None:
    """Three languages put together millions and thousands in their own ways; what is unclear is no number."""
    assert spoken(text, language) == (None if value is None else Decimal(value))


@given(st.integers(1, 999), st.integers(1, 999), st.integers(0, 999))
def test_spanish_millions_thousands_and_rest_add_up(millions: int, thousands: int, rest: int) -> None:
    """A Mexican counter is read out as millions, thousands and the rest."""
    text = f"{millions} millones, {thousands} mil" + (f" {rest}" if rest else "")
    assert spoken(text, "es") == millions * 10**6 + thousands * 10**3 + rest


@given(st.integers(0, 10**12))
def test_digits_with_marks_are_read_back(number: int) -> None:
    """What is shown with marks between thousands is the same number in each language that uses them."""
    text = f"{number:,}"
    assert written(text) == number == written(text, "es")
    assert written(text.replace(",", " "), "fr") == number


@given(st.decimals("-1e9", "1e9", places=2))
def test_a_shown_number_is_the_number(value: Decimal) -> None:
    """Nothing is lost between the exact number and what a reader sees, up to the decimals shown."""
    assert Decimal(shown(value, 2).replace(",", "")) == value


def test_large_numbers_are_shown_in_words_of_scale() -> None:
    """A reader compares 1.195 billion with 1.2 billion, not ten digits with ten digits."""
    assert large(Decimal("1195044125")) == "1.195 billion"
    assert large(Decimal(442_000_000)) == "442 million"
