"""Words for a time become a period, or nothing: no text is ever read as a period that it does not name."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.world import packaged

from tercet.harmonise import periods
from tercet.harmonise.periods import When

FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%Y%m%d", "%d%b%Y", "%d %B %Y", "%B %d, %Y")
YEARS = st.integers(1900, 2099)
DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
LIKE_A_PERIOD = st.from_regex(r"\A\d{4}( |-)?([QTSHqtsh]?\d{1,2}| ?\(\w{1,9} to \w{1,9}\))?\Z")
NONSENSE = st.one_of(st.text(), st.text("0123456789-QSHTJanto() ", max_size=18), LIKE_A_PERIOD)


def month(label: str) -> int | None:
    """The number of a month that is written in English, Spanish or French."""
    code = packaged().labels("month").get(label.lower())
    return int(code) if code else periods.month_number(label)


@given(DAYS, st.sampled_from(FORMATS))
def test_every_date_of_the_calendar_is_read_back(day: date, form: str) -> None:
    """Whatever form a publisher writes a date in, it is that day and no other."""
    assert periods.day(f" {day.strftime(form)} ", (form,)) == day


@given(
    YEARS, st.sampled_from([(2, 30), (2, 31), (4, 31), (6, 31), (9, 31), (11, 31), (13, 1), (0, 1), (1, 0), (1, 32)])
)
def test_a_day_that_the_calendar_does_not_have_is_no_date(year: int, wrong: tuple[int, int]) -> None:
    """The 30th of February is not the 1st of March."""
    assert periods.day(f"{year}-{wrong[0]:02}-{wrong[1]:02}", ("%Y-%m-%d",)) is None


@given(YEARS)
def test_the_29th_of_february_exists_in_leap_years_only(year: int) -> None:
    """A leap day in a common year is a typing error."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    assert (periods.day(f"{year}-02-29", ("%Y-%m-%d",)) is not None) is leap


def test_of_two_forms_the_first_that_fits_wins() -> None:
    """03/04/2024 is the 3rd of April for a publisher who writes the day first."""
    assert periods.day("03/04/2024", ("%d/%m/%Y", "%m/%d/%Y")) == date(2024, 4, 3)
    assert periods.day("03/24/2024", ("%d/%m/%Y", "%m/%d/%Y")) == date(2024, 3, 24)


@given(NONSENSE)
@example("")
@example("2024-02-30")
@example("0000-01-01")
def test_text_that_is_no_date_gives_none(label: str) -> None:
    """Nonsense in the place of a date never stops a file."""
    found = periods.day(label, FORMATS)
    assert found is None or any(character.isdigit() for character in label)


@given(YEARS, st.sampled_from(["{}", "{}.0", "FY{}", "FY {}", "CY{}", "{} (FYTD)", "{} (CYTD)", " {} ", "fy{}"]))
def test_a_year_is_read_in_every_way_it_is_published(year: int, form: str) -> None:
    """2026 (FYTD) and 2026.0 are both 2026."""
    assert periods.year(form.format(year)) == year


@given(st.one_of(st.integers(0, 1899), st.integers(2100, 99999)).map(str))
def test_a_number_that_is_no_year_of_our_time_is_no_year(label: str) -> None:
    """15 could be 1915 or 2015, so it is neither."""
    assert periods.year(label) is None


@given(NONSENSE)
def test_a_year_is_never_made_of_other_text(label: str) -> None:
    """A year that is read stands in the text in full."""
    found = periods.year(label)
    assert found is None or (1900 <= found <= 2099 and len(label.strip()) >= 4)


@given(st.integers(-5, 60))
def test_parts_of_a_year_have_bounds(number: int) -> None:
    """There are twelve months, four quarters and two halves; a fifth quarter is an error of the file."""
    label = str(number)
    assert periods.month_number(label) == (number if 1 <= number <= 12 else None)
    assert periods.quarter(label) == (number if 1 <= number <= 4 else None)
    assert periods.half(label) == (number if 1 <= number <= 2 else None)


@pytest.mark.parametrize(
    ("label", "quarter", "half"),
    [
        ("Q3", 3, None),
        ("t2", 2, None),
        ("4.0", 4, None),
        ("S2", None, 2),
        ("h1", None, 1),
        ("Q5", None, None),
        ("", None, None),
    ],
)
def test_quarters_and_halves_have_letters(label: str, quarter: int | None, half: int | None) -> None:
    """Q1 and T1 are quarters, S1 and H1 are halves, and none is taken for the other."""
    assert (periods.quarter(label), periods.half(label)) == (quarter, half)


@given(NONSENSE)
def test_parts_of_a_year_are_never_made_of_other_text(label: str) -> None:
    """Nonsense in the place of a month, quarter or half is nothing, and never stops a file."""
    for found, most in ((periods.month_number(label), 12), (periods.quarter(label), 4), (periods.half(label), 2)):
        assert found is None or 1 <= found <= most


@given(DAYS, st.sampled_from([" ", "-", ""]))
def test_a_period_in_words_is_read_back(day: date, gap: str) -> None:
    """2023, 2023-06, 2023 Q2 and 2023-S1 name a first day, a length and a frequency."""
    year, at = day.year, day.month
    quarter, half = (at + 2) // 3, (at + 5) // 6
    assert periods.text(f"{year}", month) == When(date(year, 1, 1), 12, "A")
    assert periods.text(f"{year}-{at:02}", month) == When(date(year, at, 1), 1, "M")
    assert periods.text(f"{year}{gap}Q{quarter}", month) == When(date(year, 3 * quarter - 2, 1), 3, "Q")
    assert periods.text(f"{year}{gap}t{quarter}", month) == When(date(year, 3 * quarter - 2, 1), 3, "Q")
    assert periods.text(f"{year}{gap}S{half}", month) == When(date(year, 6 * half - 5, 1), 6, "S")
    assert periods.text(f" {year}{gap}h{half} ", month) == When(date(year, 6 * half - 5, 1), 6, "S")


@given(YEARS, st.integers(1, 12), st.integers(1, 12))
def test_part_of_a_year_keeps_its_length(year: int, first: int, last: int) -> None:
    """2022 (Jan to Jun) is six months of the year 2022; Jun to Jan within one year is nothing."""
    names = list(packaged().codelists["month"].codes.values())
    found = periods.text(f"{year} ({names[first - 1].names.en} to {names[last - 1].names.en[:3]})", month)
    assert found == (When(date(year, first, 1), last - first + 1, "A") if first <= last else None)


@pytest.mark.parametrize(
    "label", ["2023-13", "2023-00", "2023 Q5", "2023-S3", "2023 Q0", "20233", "2023 (x to y)", "mid 2023"]
)
def test_an_impossible_period_is_none(label: str) -> None:
    """A thirteenth month is not January of the next year."""
    assert periods.text(label, month) is None


@given(NONSENSE)
@example("0000")
@example("0000-06")
@example("0000 Q1")
def test_text_that_is_no_period_gives_none(label: str) -> None:
    """Nonsense in the place of a period never stops a file, and a period that is read has the year that was written."""
    found = periods.text(label, month)
    assert found is None or f"{found.start.year:04}" == "".join(str(int(digit)) for digit in label.split()[0][:4])


@given(DAYS, st.integers(1, 24))
def test_a_period_ends_on_the_last_day_of_a_month(day: date, months: int) -> None:
    """The day after a period is the first of a month, as many months later as the period has."""
    first = day.replace(day=1)
    after = periods.last_day(When(first, months, "A")) + timedelta(days=1)
    assert after.day == 1
    assert (after.year - first.year) * 12 + after.month - first.month == months


@given(st.dates())
def test_a_single_day_is_its_own_last_day(day: date) -> None:
    """A record of one day covers that day."""
    assert periods.last_day(When(day, 0, "D")) == day
