"""Completeness: a part of a period is shown as a part, and a true zero as a zero."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysis.measures.world import (
    ask,
    catalog,
    cells,
    deaths,
    figure,
    gap,
    measure,
    month,
    months,
    seizure,
    source,
    world,
)

from tercet.ledger.batch import Span

KNOWN = catalog(source("us_cbp"), source("ca_phac", "CA", record="observation"))


def test_a_year_to_date_is_provisional_and_says_how_many_months_it_has() -> None:
    """Four months are not a year."""
    view = world(KNOWN, {"us_cbp": [seizure(month(2026, n), 2) for n in range(1, 5)]})
    answer = ask(KNOWN, view, measure(), freq="A")
    assert cells(answer) == [("US", "2026", "8", "P")]
    assert answer.notes == ("US 2026: 4 of 12 months",)


def test_a_published_month_without_seizures_is_a_true_zero() -> None:
    """The file covers March, and nothing was seized in it; April is not published at all."""
    view = world(KNOWN, {"us_cbp": [seizure(month(2023, 1), 2)]}, us_cbp=months(2023, 1, 3))
    answer = ask(KNOWN, view, measure())
    assert cells(answer) == [("US", "2023-01", "2", "A"), ("US", "2023-02", "0", "A"), ("US", "2023-03", "0", "A")]


def test_zeros_are_given_for_every_combination_that_was_seen() -> None:
    """An agency that seized in January has a zero in February; one that never did has no row."""
    rows = [seizure(month(2023, 1), 2, agency="OFO"), seizure(month(2023, 2), 3, agency="USBP")]
    answer = ask(KNOWN, world(KNOWN, {"us_cbp": rows}), measure(), by=("agency",))
    assert cells(answer) == [
        ("US", "2023-01", "2", "A", "OFO"),
        ("US", "2023-02", "0", "A", "OFO"),
        ("US", "2023-01", "0", "A", "USBP"),
        ("US", "2023-02", "3", "A", "USBP"),
    ]


def test_figures_that_nobody_published_are_not_zeros() -> None:
    """A missing row of counted deaths is a missing month."""
    rows = [figure(month(2023, 1), 5, agency="OFO"), figure(month(2023, 2), 6), figure(month(2023, 3), 7, agency="OFO")]
    answer = ask(KNOWN, world(KNOWN, {"ca_phac": rows}), deaths(), by=("agency",), freq="Q")
    assert cells(answer) == [("CA", "2023-Q1", "6", "P", ""), ("CA", "2023-Q1", "12", "P", "OFO")]
    assert answer.notes == ("CA 2023-Q1: 1 of 3 months", "CA 2023-Q1: 2 of 3 months")


def test_months_that_are_not_yet_reported_are_not_there() -> None:
    """Future months of a sheet are blank; the year so far is a part, and the months themselves are absent."""
    rows = [figure(month(2023, 1), 5), *(gap(month(2023, n), "not_yet_reported") for n in range(2, 13))]
    view = world(KNOWN, {"ca_phac": rows})
    assert cells(ask(KNOWN, view, deaths())) == [("CA", "2023-01", "5", "A")]
    assert cells(ask(KNOWN, view, deaths(), freq="A")) == [("CA", "2023", "5", "P")]


def test_a_month_that_some_parts_have_not_reported_is_provisional() -> None:
    """A country without one of its states is not whole, and says so."""
    rows = [figure(month(2023, 1), 5, place="CA-BC"), gap(month(2023, 1), "not_yet_reported", place="CA-ON")]
    answer = ask(KNOWN, world(KNOWN, {"ca_phac": rows}), deaths())
    assert cells(answer) == [("CA", "2023-01", "5", "P")]
    assert answer.notes == ("CA 2023-01: some parts have not reported yet",)


def test_seizures_not_yet_reported_are_no_zeros() -> None:
    """A covered month of which there is only word that it is to come has no row."""
    rows = [seizure(month(2023, 1), 5), seizure(month(2023, 2), status="O", gap="not_yet_reported")]
    assert cells(ask(KNOWN, world(KNOWN, {"us_cbp": rows}), measure())) == [("US", "2023-01", "5", "A")]


def test_a_publishers_own_part_of_a_year_is_provisional() -> None:
    """Nine months published as a year are nine months."""
    view = world(KNOWN, {"ca_phac": [figure(month(2025, 1), 90, 9, "A")]})
    answer = ask(KNOWN, view, deaths(), freq="A")
    assert cells(answer) == [("CA", "2025", "90", "P")]
    assert answer.notes == ("CA 2025: 9 of 12 months",)


def test_days_make_whole_months_only_to_the_edges_of_the_file() -> None:
    """A file from 10 January to 31 March covers February and March, and January in part."""
    days = [seizure(date(2023, n, 20), n, months=0, freq="D") for n in (1, 2, 3)]
    view = world(KNOWN, {"us_cbp": days}, us_cbp=[Span("D", date(2023, 1, 10), date(2023, 3, 31))])
    answer = ask(KNOWN, view, measure())
    assert cells(answer) == [("US", "2023-01", "1", "P"), ("US", "2023-02", "2", "A"), ("US", "2023-03", "3", "A")]
    assert answer.notes == ("US 2023-01: 22 of 31 days",)
    assert cells(ask(KNOWN, view, measure(), freq="Q")) == [("US", "2023-Q1", "6", "P")]


def test_a_long_list_of_notes_is_counted_instead() -> None:
    """Notes stay readable; the status column marks every row."""
    rows = [seizure(month(1990 + n, 1), 1) for n in range(20)]
    notes = ask(KNOWN, world(KNOWN, {"us_cbp": rows}), measure(), freq="A").notes
    assert notes[-1] == "... and 8 more like this; the status column marks them all."
    assert len(notes) == 13


AMOUNTS = st.dictionaries(st.integers(0, 35), st.integers(0, 2**40), min_size=1)


@pytest.mark.parametrize("freq", ["Q", "A", "FY"])
@settings(max_examples=15)
@given(AMOUNTS)
def test_longer_periods_hold_exactly_what_their_months_hold(freq: str, amounts: dict[int, int]) -> None:
    """Whatever is seized, the sum over months is the sum over any longer periods, to the microgram."""
    rows: list[dict[str, Any]] = [
        seizure(month(2021 + at // 12, at % 12 + 1), mass=mass) for at, mass in amounts.items()
    ]
    view = world(KNOWN, {"us_cbp": rows}, us_cbp=[span for year in (2021, 2022, 2023) for span in months(year, 1, 12)])
    long, short = ask(KNOWN, view, measure(), freq=freq), ask(KNOWN, view, measure())
    total = Decimal(sum(amounts.values())).scaleb(-9)
    assert sum(row[4] for row in long.rows) == sum(row[4] for row in short.rows) == total
    assert len(short) == 36
