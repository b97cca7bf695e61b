"""A finding is one sentence with its numbers, and says what is provisional."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.edition.made import CATALOG, answer

from tercet.edition.findings import finding, short
from tercet.edition.points import Point, last_month, latest, points, with_holes, year_before, yearly
from tercet.edition.words import words

EN = words("en", CATALOG)


def sentence(values: list[str | None], statuses: str = "", lang: str = "en") -> str:
    """The finding of a series from January 2022 on."""
    series = points(answer("US", date(2022, 1, 1), values, statuses))
    return finding("US", series, "R12", "deaths", words(lang, CATALOG))


@pytest.mark.parametrize(
    ("last", "said"),
    [
        ("120", "20\u00a0% more than in the twelve months before."),
        ("55", "45\u00a0% less than in the twelve months before."),
        ("100.2", "about as much as in the twelve months before."),
        ("900", "9 times as much as in the twelve months before."),
    ],
)
def test_the_latest_value_is_compared_with_the_year_before(last: str, said: str) -> None:
    """Windows of twelve months overlap, so the one to compare with ends twelve months earlier."""
    text = sentence(["100", *["70"] * 11, last])
    assert text.startswith("United States: ")
    assert "in the twelve months to January 2023" in text
    assert text.endswith(said)


def test_without_a_year_before_the_value_stands_alone() -> None:
    """A comparison with nothing is not made up."""
    assert sentence(["100"]) == "United States: 100\u00a0deaths in the twelve months to January 2022."


def test_a_year_before_of_zero_gives_no_percentage() -> None:
    """Nothing can be so many percent more than nothing."""
    assert "%" not in sentence(["0", *["1"] * 12])


def test_a_provisional_value_says_so() -> None:
    """What will be revised is not stated as settled."""
    assert sentence(["100"], "P").endswith("Provisional: it will be revised.")


def test_a_gap_at_the_end_leaves_the_last_value() -> None:
    """The latest value is the latest that there is."""
    assert "January 2022" in sentence(["100", None])


def test_a_series_of_gaps_has_no_value() -> None:
    """A series without any value is not a zero."""
    assert sentence([None, None]) == "United States: no value."


def test_the_sentence_is_whole_in_every_language() -> None:
    """Each language has its own sentence, not one glued from pieces."""
    values: list[str | None] = ["100", *["70"] * 11, "55"]
    assert sentence(values, lang="es") == (
        "Estados Unidos: 55\u00a0muertes en los doce meses hasta enero de 2023, "
        "45\u00a0% menos que en los doce meses anteriores."
    )
    assert sentence(values, lang="fr") == (
        "États-Unis\u00a0: 55\u00a0décès sur les douze mois jusqu'en janvier 2023, "
        "45\u00a0% de moins que sur les douze mois précédents."
    )


def point(period: str, value: int | None = 1) -> Point:
    """A point of a series."""
    return Point(period, last_month(period), None if value is None else Decimal(value), "A")


@pytest.mark.parametrize(
    ("period", "freq", "shown"),
    [
        ("2023-04", "R12", "to April 2023"),
        ("2023-S2", "S", "2023, second half"),
        ("2023", "A", "2023"),
        ("2023-04", "M", "April 2023"),
    ],
)
def test_periods_are_short_in_a_table(period: str, freq: str, shown: str) -> None:
    """A window is named by its end; a half-year in words."""
    assert short(point(period), freq, EN) == shown


@pytest.mark.parametrize(
    ("period", "month"), [("2023", 12), ("FY2023", 12), ("2023-S1", 6), ("2023-Q3", 9), ("2023-02", 2)]
)
def test_a_period_is_placed_by_its_last_month(period: str, month: int) -> None:
    """Every period of an answer has a place on the time line."""
    assert last_month(period) == date(2023, month, 1)


def test_a_word_that_is_no_period_is_an_error() -> None:
    """Nothing is drawn at a guessed date."""
    with pytest.raises(ValueError, match="'soon' is not a period"):
        last_month("soon")


def test_the_same_period_of_other_years_is_listed_newest_first() -> None:
    """A table of windows shows one a year: the others overlap."""
    series = [point(f"{year}-{month:02}", year) for year in (2021, 2022, 2023) for month in (1, 7)]
    end = latest(series)
    assert end is not None
    assert [one.period for one in yearly(series, end, 2)] == ["2023-07", "2022-07"]
    before = year_before(series, end)
    assert before is not None
    assert before.period == "2022-07"


def test_a_hole_in_time_is_not_bridged() -> None:
    """A line through months that nobody published would claim that somebody did."""
    series = [point("2023-01"), point("2023-02"), point("2023-03"), point("2023-09")]
    assert [one.value is None for one in with_holes(series)] == [False, False, False, True, False]


def test_a_single_point_has_no_hole() -> None:
    """One year is a series too."""
    assert with_holes([point("2023")]) == (point("2023"),)
