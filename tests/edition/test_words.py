"""Every language says everything, with the same gaps to fill, and writes numbers and dates in its own form."""

from __future__ import annotations

import string
from datetime import date
from decimal import Decimal

import pytest
from tests.edition.made import CATALOG

from tercet.edition.words import words
from tercet.errors import CatalogError

LANGS = ("en", "es", "fr")
SPOKEN = {lang: words(lang, CATALOG) for lang in LANGS}


def gaps(text: str) -> set[str]:
    """The names of the gaps of a text."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("lang", LANGS)
def test_every_text_is_there_in_every_language_with_the_same_gaps(lang: str) -> None:
    """A translation that lacks a text, or a number in it, would be another edition."""
    english, other = SPOKEN["en"].texts, SPOKEN[lang].texts
    assert other.keys() == english.keys()
    assert {key: gaps(text) for key, text in other.items()} == {key: gaps(text) for key, text in english.items()}
    assert all(text.strip() or key.endswith("_mark") for key, text in other.items())


@pytest.mark.parametrize("lang", LANGS)
def test_every_language_says_sample(lang: str) -> None:
    """The word SAMPLE is searched for, so it stands in every language."""
    assert "SAMPLE" in SPOKEN[lang]("sample_ribbon")
    assert SPOKEN[lang]("sample_mark") == "SAMPLE"


@pytest.mark.parametrize(
    ("lang", "number", "percent", "day"),
    [
        ("en", "5,455", "45\u00a0%", "8 February 2024"),
        ("es", "5,455", "45\u00a0%", "8 de febrero de 2024"),
        ("fr", "5\u202f455", "45\u00a0%", "8 février 2024"),
    ],
)
def test_numbers_and_dates_have_the_form_of_the_language(lang: str, number: str, percent: str, day: str) -> None:
    """A reader sees the figures as in a newspaper of the country."""
    w = SPOKEN[lang]
    assert (w.number(Decimal("5455.2")), w.percent(Decimal("44.6")), w.day(date(2024, 2, 8))) == (number, percent, day)


@pytest.mark.parametrize(
    ("lang", "day"), [("en", "1 June 2024"), ("es", "1 de junio de 2024"), ("fr", "1er juin 2024")]
)
def test_the_first_of_a_month_has_the_form_of_the_language(lang: str, day: str) -> None:
    """In French the first is an ordinal, and no other day is."""
    assert SPOKEN[lang].day(date(2024, 6, 1)) == day
    assert "er " not in SPOKEN["fr"].day(date(2024, 6, 21))


@pytest.mark.parametrize(
    ("value", "shown"),
    [("0", "0"), ("7", "7"), ("1.234", "1.23"), ("12.36", "12.4"), ("100.5", "100"), ("1E+3", "1,000")],
)
def test_small_numbers_keep_three_digits(value: str, shown: str) -> None:
    """Nobody reads the ninth decimal of a kilogram on a front page; the data have it."""
    assert SPOKEN["en"].number(Decimal(value)) == shown


def test_a_decimal_mark_is_a_comma_in_french() -> None:
    """1,23 in French is 1.23 in English, never twelve hundred."""
    assert SPOKEN["fr"].number(Decimal("1.234")) == "1,23"


def test_no_french_line_begins_with_a_colon() -> None:
    """The space before a colon does not break."""
    assert all(" :" not in text for text in SPOKEN["fr"].texts.values())


def test_an_unknown_language_is_refused_with_those_that_exist() -> None:
    """A page in a language that nobody has written would be a page of keys."""
    with pytest.raises(CatalogError, match="Known: en, es, fr"):
        words("xx", CATALOG)


def test_an_unknown_text_is_an_error() -> None:
    """A template that asks for a text that is not there must not go out."""
    with pytest.raises(CatalogError, match="no text 'findin_more'"):
        SPOKEN["en"]("findin_more")
