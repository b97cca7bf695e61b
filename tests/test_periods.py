"""Periods: every day in one of each sort, and names that come back."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tercet.errors import QuestionError
from tercet.periods import MONTHS, Period, between, containing, last_day, parse

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
PARTING = st.sampled_from(["D", "M", "Q", "S", "A", "FY"])
STARTS = st.integers(1, 12)


@given(DAYS, PARTING, STARTS)
def test_every_day_lies_in_exactly_one_period(day: date, freq: str, start: int) -> None:
    """Periods of one frequency leave no hole and never overlap."""
    period = containing(day, freq, start)
    assert period.first <= day <= period.last
    assert containing(period.first, freq, start) == containing(period.last, freq, start) == period
    assert containing(period.last + timedelta(days=1), freq, start).first == period.last + timedelta(days=1)


@given(DAYS, PARTING, STARTS)
def test_a_name_leads_back_to_its_period(day: date, freq: str, start: int) -> None:
    """What is printed can be typed, fiscal years included."""
    period = containing(day, freq, start)
    assert parse(period.name, start) == period


@given(st.integers(1900, 2200), STARTS)
def test_a_fiscal_year_is_named_after_the_year_in_which_it_ends(year: int, start: int) -> None:
    """FY2023 of the United States runs from October 2022 to September 2023; Mexico's is the calendar year."""
    period = parse(f"FY{year}", start)
    assert period.last.year == year
    assert period.first.month == start
    assert len(list(between(period.first, period.last, "M"))) == 12


@given(st.integers(1900, 2200), st.sampled_from(["M", "Q", "S"]))
def test_a_year_is_the_sum_of_its_parts(year: int, freq: str) -> None:
    """Months, quarters and half-years fill a year without a hole."""
    whole = parse(str(year))
    parts = list(between(whole.first, whole.last, freq))
    assert len(parts) == 12 // MONTHS[freq]
    assert sum(part.days for part in parts) == whole.days
    assert all(one.last + timedelta(days=1) == other.first for one, other in pairwise(parts))


@given(DAYS)
def test_a_rolling_window_holds_the_twelve_months_that_end_in_its_name(day: date) -> None:
    """R12 2023-06 is July 2022 to June 2023."""
    window = containing(day, "R12")
    assert window.name == f"{day:%Y-%m}"
    assert window.last == last_day(day.replace(day=1), 1)
    assert len(list(between(window.first, window.last, "M"))) == 12


def test_rolling_windows_of_a_year_are_twelve() -> None:
    """One window ends in every month."""
    names = [period.name for period in between(date(2023, 1, 1), date(2023, 12, 31), "R12")]
    assert names == [f"2023-{month:02}" for month in range(1, 13)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023-Q2", date(2023, 4, 1), date(2023, 6, 30)),
        ("2023-s2", date(2023, 7, 1), date(2023, 12, 31)),
        (" 2024-02 ", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-06-15", date(2023, 6, 15), date(2023, 6, 15)),
        ("fy2023", date(2022, 10, 1), date(2023, 9, 30)),
    ],
)
def test_periods_are_written_in_sdmx_style(text: str, first: date, last: date) -> None:
    """Case and white space around do not matter."""
    period = parse(text, 10)
    assert (period.first, period.last) == (first, last)


@pytest.mark.parametrize("text", ["", "23", "2023-13", "2023-Q5", "June 2023", "2023-02-30", "0000", "2023-6"])
def test_what_is_no_period_says_how_to_write_one(text: str) -> None:
    """A typing error never becomes a date."""
    with pytest.raises(QuestionError, match="is not a period"):
        parse(text)


def test_a_window_is_placed_by_its_last_month() -> None:
    """From 2023-01 includes the twelve months that end in January 2023."""
    assert Period("R12", date(2022, 2, 1), date(2023, 1, 31)).anchor == date(2023, 1, 1)
