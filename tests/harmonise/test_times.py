"""The period of a row: every way in which publishers spread a time over columns leads to the same period."""

from __future__ import annotations

import calendar
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.world import Row, codes, packaged, records, source

from tercet.errors import HarmoniseError

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
SOME_DAYS = st.lists(DAYS, min_size=20, max_size=40)
MONTHS = packaged().codelists["month"].codes


def timed(period: dict[str, Any], rows: list[tuple[str | None, ...]], **more: Any) -> list[Row]:
    """Records whose first columns are the fields of a period rule, in the rule's order, and whose last is an amount."""
    fields = [field for part, field in period.items() if part not in {"formats", "fiscal_start", "rolling"}]
    columns = {**{field: field for field in fields}, "amount": "quantity"}
    return records(source(columns=columns, period=period, **more), tuple(columns), [(*row, "1") for row in rows])


def spans(rows: list[Row]) -> list[tuple[date, int, str]]:
    """First day, months and frequency of every row, none of which may be put aside."""
    assert [row["problems"] for row in rows if row["problems"]] == []
    return [(row["start"], row["months"], row["freq"]) for row in rows]


def forms_of(day: date) -> list[tuple[str, tuple[date, int, str]]]:
    """A day's year, month, quarter, half and year to date in words, and the period that each is."""
    quarter, half = (day.month + 2) // 3, (day.month + 5) // 6
    return [
        (f"{day.year}", (date(day.year, 1, 1), 12, "A")),
        (f"{day.year}-{day.month:02}", (day.replace(day=1), 1, "M")),
        (f"{day.year} Q{quarter}", (date(day.year, 3 * quarter - 2, 1), 3, "Q")),
        (f"{day.year}-S{half}", (date(day.year, 6 * half - 5, 1), 6, "S")),
        (f"{day.year} (Jan to {calendar.month_abbr[day.month]})", (date(day.year, 1, 1), day.month, "A")),
    ]


@given(SOME_DAYS)
@settings(max_examples=6)
def test_a_date_is_a_single_day(days: list[date]) -> None:
    """A seizure with a date stands on that day, in every year of the calendar."""
    rows = timed({"date": "date", "formats": ("%d/%m/%Y", "%Y-%m-%d")}, [(day.strftime("%d/%m/%Y"),) for day in days])
    assert spans(rows) == [(day, 0, "D") for day in days]


@given(SOME_DAYS, st.sampled_from(["en", "es", "fr"]))
@settings(max_examples=6)
def test_months_are_read_in_three_languages(days: list[date], language: str) -> None:
    """Enero, January and janvier are the same first month; so are their capitals and a number."""
    names = [getattr(MONTHS[str(day.month)].names, language) for day in days]
    written = [
        (name, name.upper(), str(day.month), f"{day.month:02}")[day.day % 4]
        for name, day in zip(names, days, strict=True)
    ]
    rows = timed({"year": "y", "month": "m"}, [(str(day.year), name) for day, name in zip(days, written, strict=True)])
    assert spans(rows) == [(day.replace(day=1), 1, "M") for day in days]


@given(SOME_DAYS)
@settings(max_examples=6)
def test_quarters_and_halves_start_where_their_months_do(days: list[date]) -> None:
    """The second quarter starts in April and the second half in July."""
    quarters = [(day.month + 2) // 3 for day in days]
    rows = timed(
        {"year": "y", "quarter": "q"}, [(str(day.year), f"Q{at}") for day, at in zip(days, quarters, strict=True)]
    )
    assert spans(rows) == [(date(day.year, 3 * at - 2, 1), 3, "Q") for day, at in zip(days, quarters, strict=True)]
    halves = [(day.month + 5) // 6 for day in days]
    rows = timed({"year": "y", "half": "h"}, [(str(day.year), str(at)) for day, at in zip(days, halves, strict=True)])
    assert spans(rows) == [(date(day.year, 6 * at - 5, 1), 6, "S") for day, at in zip(days, halves, strict=True)]


@given(SOME_DAYS, st.integers(1, 12))
@settings(max_examples=6)
def test_a_month_of_a_fiscal_year_is_a_calendar_month(days: list[date], start: int) -> None:
    """October of the U.S. fiscal year 2024 is October 2023; September of it is September 2024."""
    fiscal = [day.year + 1 if start > 1 and day.month >= start else day.year for day in days]
    labels = [
        (str(year) if year < 2100 else "2099", calendar.month_abbr[day.month].upper())
        for year, day in zip(fiscal, days, strict=True)
    ]
    kept = [(label, day) for label, year, day in zip(labels, fiscal, days, strict=True) if year < 2100]
    rule = {"fiscal_year": "fy", "month": "m", "fiscal_start": start}
    if kept:
        rows = timed(rule, [label for label, _ in kept])
        assert spans(rows) == [(day.replace(day=1), 1, "M") for _, day in kept]


@pytest.mark.parametrize(("start", "span"), [(10, (date(2023, 10, 1), 12, "FY")), (1, (date(2024, 1, 1), 12, "A"))])
def test_a_fiscal_year_is_named_for_the_year_it_ends_in(start: int, span: tuple[date, int, str]) -> None:
    """Fiscal year 2024 starts in October 2023; one that starts in January is the calendar year."""
    rows = timed({"fiscal_year": "fy", "fiscal_start": start}, [("FY2024",), ("2024 (FYTD)",), ("2024.0",)])
    assert spans(rows) == [span] * 3


@given(SOME_DAYS)
@settings(max_examples=6)
def test_a_rolling_sum_is_named_for_its_last_month(days: list[date]) -> None:
    """Twelve months to June 2023 began in July 2022, and are not a year of the calendar."""
    rows = timed({"year": "y", "month": "m", "rolling": 12}, [(str(day.year), str(day.month)) for day in days])
    first = [date(day.year if day.month == 12 else day.year - 1, day.month % 12 + 1, 1) for day in days]
    assert spans(rows) == [(day, 12, "R12") for day in first]


@given(SOME_DAYS)
@settings(max_examples=6)
def test_words_for_a_period_stand_in_one_column(days: list[date]) -> None:
    """One column may hold years, months, quarters and halves; each row keeps its own length."""
    forms = [form for day in days for form in forms_of(day)]
    assert spans(timed({"text": "t"}, [(label,) for label, _ in forms])) == [span for _, span in forms]


def test_a_publisher_has_words_of_its_own_for_a_half() -> None:
    """`SA1 (JAN - JUN)` is a half-year for one publisher; its descriptor says so, and nothing else is guessed."""
    lookups = {"h": {"SA1 (JAN - JUN)": "1", "SA2 (JUL - DEC)": "2"}}
    rows = timed(
        {"year": "y", "half": "h"},
        [("2024", "sa1 (jan -  jun)"), ("2024", "SA2 (JUL - DEC)"), ("2024", "SA3")],
        lookups=lookups,
    )
    assert [row["start"] for row in rows[:2]] == [date(2024, 1, 1), date(2024, 7, 1)]
    assert codes(rows[2]) == ["bad_period"]


@pytest.mark.parametrize(
    ("rule", "label", "code"),
    [
        ({"date": "d"}, ("2024-02-30",), "bad_date"),
        ({"date": "d"}, ("soon",), "bad_date"),
        ({"date": "d"}, (None,), "bad_date"),
        ({"date": "d"}, (" ",), "bad_date"),
        ({"date": "d"}, ("0000-00-00",), "bad_date"),
        ({"text": "t"}, ("2023-13",), "bad_period"),
        ({"text": "t"}, ("0000",), "bad_period"),
        ({"text": "t"}, ("2022 (Jun to Jan)",), "bad_period"),
        ({"text": "t"}, (None,), "bad_period"),
        ({"year": "y"}, ("15",), "bad_period"),
        ({"year": "y", "month": "m"}, ("2024", "13"), "bad_period"),
        ({"year": "y", "month": "m"}, ("2024", "Smarch"), "bad_period"),
        ({"year": "y", "month": "m"}, ("2024", None), "bad_period"),
        ({"year": "y", "month": "m"}, (None, "1"), "bad_period"),
        ({"year": "y", "quarter": "q"}, ("2024", "5"), "bad_period"),
        ({"year": "y", "half": "h"}, ("2024", "0"), "bad_period"),
        ({"fiscal_year": "f", "month": "m", "fiscal_start": 10}, ("FY24", "OCT"), "bad_period"),
    ],
)
def test_a_row_without_a_readable_period_is_put_aside(
    rule: dict[str, Any], label: tuple[str | None, ...], code: str
) -> None:
    """A period is never guessed: the row waits for a person, and the good row beside it is kept."""
    good = {"d": "2024-01-31", "t": "2024", "y": "2024", "f": "2024", "m": "Jan", "q": "1", "h": "1"}
    fields = [field for part, field in rule.items() if part != "fiscal_start"]
    bad, fine = timed(rule, [label, tuple(good[field] for field in fields)])
    assert codes(bad) == [code]
    assert not bad["_ok"] and fine["_ok"]


@given(st.lists(st.text(max_size=12), min_size=20, max_size=60))
@settings(max_examples=10)
def test_no_text_in_the_place_of_a_period_stops_a_file(labels: list[str]) -> None:
    """Whatever stands in a column of dates, every row is either kept with a date or put aside with a reason."""
    rows = timed({"date": "d"}, [(label,) for label in labels])
    assert [row["_ok"] for row in rows] == [row["start"] is not None for row in rows]
    assert all(codes(row) == ["bad_date"] for row in rows if not row["_ok"])


def test_a_period_rule_without_its_column_is_refused() -> None:
    """A descriptor that reads the year from a column that does not exist is wrong for every row, so it is said once."""
    with pytest.raises(HarmoniseError, match="period rule reads year"):
        records(source(period={"year": "year"}), ("day", "drug", "amount"), [("2024-01-01", "cocaine", "1")])


def test_a_year_may_hold_for_the_whole_file() -> None:
    """Where the file has months only, the year is a constant of the layout."""
    one = source(
        columns={"m": "month", "amount": "quantity"},
        period={"year": "year", "month": "month"},
        constants={"year": "2024"},
    )
    assert spans(records(one, ("m", "amount"), [("January", "1")])) == [(date(2024, 1, 1), 1, "M")]
