"""Events and published figures: counts are whole, figures are exact decimals, and neither is made of words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.world import DAY, Row, codes, records, source

from tercet.errors import HarmoniseError

EVENTS = {"day": "date", "n": "events"}
FIGURES: dict[str, Any] = {
    "columns": {"day": "date", "n": "value"},
    "record": "observation",
    "unit": "deaths",
    "constants": {"indicator": "drug_overdose_deaths"},
}


def counted(texts: list[str | None], **more: Any) -> list[Row]:
    """Seizure events without amounts, one row for each text."""
    return records(source(columns=EVENTS, unit=None, **more), ("day", "n"), [(DAY, text) for text in texts])


def figures(texts: list[str | None], **more: Any) -> list[Row]:
    """Published figures of deaths, one row for each text."""
    return records(source(**{**FIGURES, **more}), ("day", "n"), [(DAY, text) for text in texts])


@given(st.lists(st.integers(0, 10**14), min_size=20, max_size=60), st.sampled_from(["", ",", " "]))
@settings(max_examples=8)
def test_a_count_is_kept_to_the_last_one(counts: list[int], thousands: str) -> None:
    """Events are counted, so each of them is kept, with or without marks between thousands."""
    rows = counted([f"{count:,}".replace(",", thousands) for count in counts], read={"thousands": thousands})
    assert [row["events"] for row in rows] == counts


@pytest.mark.parametrize("text", ["1.5", "0.1", "1.0004", "2.00000001", "1e-5"])
def test_half_an_event_is_put_aside(text: str) -> None:
    """Events come whole; a fraction, however small, means that the column is something else."""
    (row,) = counted([text])
    assert codes(row) == ["not_whole"]
    assert row["events"] is None


@pytest.mark.parametrize("text", ["3", "3.0", "3.", " 3 ", "3e0"])
def test_a_whole_number_may_be_printed_with_a_point(text: str) -> None:
    """A spreadsheet turns 3 into 3.0; it is still three events."""
    assert counted([text])[0]["events"] == 3


@pytest.mark.parametrize("text", ["many", "3 events", "nan", "0x3"])
def test_a_word_is_no_count(text: str) -> None:
    """A count is a number or it is put aside."""
    assert codes(counted([text])[0]) == ["bad_number"]


def test_fewer_than_no_events_are_put_aside() -> None:
    """There is no such thing as minus one seizure."""
    assert codes(counted(["-1"])[0]) == ["negative"]


@pytest.mark.parametrize("text", ["1e15", "9" * 18, "1e30", "9" * 60, "1e5000"])
def test_an_absurd_count_is_put_aside_as_absurd(text: str) -> None:
    """A trillion events is a number, but not one that a border agency ever counted."""
    row, fine = counted([text, "1"])
    assert codes(row) == ["out_of_range"]
    assert fine["_ok"]


def test_a_count_has_a_plausible_range() -> None:
    """More events than a source says it could have are put aside for a person."""
    rows = counted(["20", "21"], ranges={"events": {"min": "0", "max": "20"}})
    assert [codes(row) for row in rows] == [[], ["implausible"]]


def test_no_count_is_not_zero() -> None:
    """A blank count stays unknown; it is never turned into no events."""
    rows = counted([None, " ", "0"])
    assert [row["events"] for row in rows] == [None, None, 0]


def test_one_row_may_be_one_event() -> None:
    """Where every row is one seizure, the source says so once."""
    one = source(constants={"events": "1"})
    (row,) = records(one, ("day", "drug", "amount"), [(DAY, "cocaine", "2")])
    assert row["events"] == 1


@given(st.lists(st.decimals(0, 10**15, allow_nan=False, places=9), min_size=20, max_size=60))
@settings(max_examples=8)
def test_a_published_figure_is_kept_as_published(values: list[Decimal]) -> None:
    """A rate of 21.123456789 per 100,000 keeps all nine decimals."""
    assert [row["value"] for row in figures([f"{value:f}" for value in values])] == values


@pytest.mark.parametrize(("text", "code"), [("n/a", "bad_number"), ("-3", "negative"), ("1e40", "out_of_range")])
def test_a_figure_that_cannot_be_is_put_aside(text: str, code: str) -> None:
    """Deaths are a number, not below zero, and fewer than all people who ever lived."""
    assert codes(figures([text])[0]) == [code]


def test_an_absent_figure_has_a_gap_and_no_value() -> None:
    """A blank figure is missing, which is not zero."""
    (row,) = figures([None])
    assert (row["value"], row["gap"], row["status"]) == (None, "missing", "O")


def test_a_source_without_any_amount_is_refused() -> None:
    """Rows that say neither how much nor how often are not records of seizures."""
    with pytest.raises(HarmoniseError, match="no column gives quantity or events"):
        records(source(columns={"day": "date"}), ("day",), [(DAY,)])


def test_a_source_without_a_unit_is_refused_in_words() -> None:
    """An amount whose unit nobody gives cannot be read; the descriptor has to say it."""
    with pytest.raises(HarmoniseError, match="unit"):
        records(source(unit=None), ("day", "drug", "amount"), [(DAY, "cocaine", "2")])


@pytest.mark.parametrize("events", ["one", "1.5", "-1"])
def test_a_constant_count_is_checked_too(events: str) -> None:
    """A wrong number in the descriptor is wrong for every row, so it is said once, in words."""
    with pytest.raises(HarmoniseError, match="events"):
        records(source(constants={"events": events}), ("day", "drug", "amount"), [(DAY, "cocaine", "2")])
