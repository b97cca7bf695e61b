"""Frequencies: what can be added up is, what would have to be split is refused."""

from __future__ import annotations

from datetime import date

import pytest
from tests.analysis.measures.world import (
    ask,
    catalog,
    cells,
    deaths,
    figure,
    measure,
    month,
    months,
    seizure,
    source,
    world,
)

from tercet.errors import QuestionError, Refused

CBP, MUCD = source("us_cbp"), source("mx_mucd", "MX")
CDC, PHAC = source("us_cdc", record="observation"), source("ca_phac", "CA", record="observation")
KNOWN = catalog(CBP, MUCD, CDC, PHAC)
# Two years of months from October 2021: the n-th month has n kilograms.
TWO_YEARS = [seizure(date(2021 + (n + 8) // 12, (n + 8) % 12 + 1, 1), n) for n in range(1, 25)]
ROLLING = deaths(freqs=("R12", "A", "FY"))


def rolling(first: date, value: int) -> dict[str, object]:
    """A published sum over twelve months."""
    return figure(first, value, 12, "R12")


def test_months_add_up_to_every_longer_period() -> None:
    """A quarter, a year and a fiscal year are sums of their months."""
    view = world(KNOWN, {"us_cbp": TWO_YEARS})
    assert cells(ask(KNOWN, view, measure(), freq="Q", from_="2022-Q1", to="2022-Q1")) == [("US", "2022-Q1", "15", "A")]
    assert cells(ask(KNOWN, view, measure(), freq="A", from_="2022", to="2022")) == [("US", "2022", "114", "A")]
    fiscal = ask(KNOWN, view, measure(), freq="FY")
    assert cells(fiscal) == [("US", "FY2022", "78", "A"), ("US", "FY2023", "222", "A")]


def test_a_fiscal_year_is_that_of_the_country() -> None:
    """In Mexico FY2022 is 2022; in the United States it began in October 2021."""
    rows = [seizure(month(2022, n), 1) for n in range(1, 13)]
    known = catalog(CBP, MUCD)
    view = world(known, {"us_cbp": rows, "mx_mucd": rows})
    answer = ask(known, view, measure(), freq="FY", from_="FY2022", to="FY2022")
    assert cells(answer) == [("MX", "FY2022", "12", "A"), ("US", "FY2022", "9", "P")]


def test_twelve_months_ending_need_all_twelve() -> None:
    """The first window ends with the twelfth month; there are no part windows."""
    answer = ask(KNOWN, world(KNOWN, {"us_cbp": TWO_YEARS}), measure(), freq="R12")
    assert cells(answer)[0] == ("US", "2022-09", "78", "A")
    assert len(answer) == 13
    assert cells(answer)[-1] == ("US", "2023-09", "222", "A")


def test_windows_from_quarters_end_with_quarters() -> None:
    """Four quarters make a window; nothing is made up for the months between."""
    rows = [figure(month(2022 + n // 4, n % 4 * 3 + 1), 10 + n, 3, "Q") for n in range(5)]
    answer = ask(KNOWN, world(KNOWN, {"ca_phac": rows}), deaths(), freq="R12")
    assert cells(answer) == [("CA", "2022-12", "46", "A"), ("CA", "2023-03", "50", "A")]


def test_bounds_may_be_given_at_another_frequency() -> None:
    """From takes the first day, to takes the last; a window is placed by its last month."""
    view = world(KNOWN, {"us_cbp": TWO_YEARS})
    monthly = ask(KNOWN, view, measure(), from_="2022-Q2", to="FY2022")
    assert [row[1] for row in cells(monthly)] == [f"2022-{n:02}" for n in range(4, 10)]
    windows = ask(KNOWN, view, measure(), freq="R12", from_="2022-12", to="2023-01")
    assert [row[1] for row in cells(windows)] == ["2022-12", "2023-01"]
    with pytest.raises(QuestionError, match="no time at all"):
        ask(KNOWN, view, measure(), from_="2023", to="2022")


def test_published_years_win_over_sums() -> None:
    """Where a publisher gives the year itself, its own figure answers; where not, the quarters do."""
    rows = [figure(month(2022, n), 10, 3, "Q") for n in (1, 4, 7, 10)]
    rows += [figure(month(2023, n), 10, 3, "Q") for n in (1, 4, 7, 10)]
    view = world(KNOWN, {"ca_phac": [*rows, figure(month(2022, 1), 41, 12, "A")]})
    assert cells(ask(KNOWN, view, deaths(), freq="A")) == [("CA", "2022", "41", "A"), ("CA", "2023", "40", "A")]
    assert len(ask(KNOWN, view, deaths(), freq="Q")) == 8


def test_rolling_sums_are_given_as_they_are_and_as_the_year_that_they_happen_to_be() -> None:
    """Twelve months to December are the year, to September the fiscal year; no two of them are ever added."""
    rows = [rolling(month(2022, n), 100 + n) for n in range(1, 13)]
    view = world(KNOWN, {"us_cdc": rows})
    assert [row[1] for row in cells(ask(KNOWN, view, ROLLING))][:2] == ["2022-12", "2023-01"]
    assert cells(ask(KNOWN, view, ROLLING, freq="A")) == [("US", "2022", "101", "A")]
    assert cells(ask(KNOWN, view, ROLLING, freq="FY")) == [("US", "FY2023", "110", "A")]


@pytest.mark.parametrize(("freq", "word"), [("M", "months"), ("Q", "quarters"), ("S", "half-years")])
def test_a_rolling_sum_is_not_taken_apart(freq: str, word: str) -> None:
    """The reason comes before the list of frequencies that the measure has."""
    rows = [rolling(month(2022, n), 100) for n in range(1, 13)]
    with pytest.raises(Refused) as refused:
        ask(KNOWN, world(KNOWN, {"us_cdc": rows}), ROLLING, areas=("US",), freq=freq)
    assert str(refused.value) == (
        "overdose_deaths is published as sums over twelve months that end in the month named; "
        f"a rolling sum cannot be taken apart into {word}. Ask with --freq R12, A or FY."
    )


def test_years_are_never_split_into_months() -> None:
    """An annual figure says nothing about its months."""
    view = world(KNOWN, {"ca_phac": [figure(month(2022, 1), 41, 12, "A")]})
    with pytest.raises(Refused, match="published by year; such a figure is never split into months. Ask with --freq A"):
        ask(KNOWN, view, deaths(), areas=("CA",), freq="M")


def test_a_frequency_that_the_measure_does_not_have_is_refused() -> None:
    """The measure says how it may be asked."""
    with pytest.raises(Refused, match="not given by half-year. Ask with --freq M, Q, A, FY or R12"):
        ask(KNOWN, world(KNOWN, {"us_cbp": TWO_YEARS}), measure(), freq="S")


def test_one_country_that_cannot_answer_does_not_silence_the_others() -> None:
    """Without named areas the refusal is a note beside the countries that can answer."""
    rows = [figure(month(2022, n), 10, 3, "Q") for n in (1, 4, 7, 10)]
    view = world(KNOWN, {"ca_phac": rows, "us_cdc": [rolling(month(2022, 1), 100)]})
    answer = ask(KNOWN, view, deaths(), freq="Q")
    assert {row[0] for row in cells(answer)} == {"CA"}
    assert any(note.startswith("US: overdose_deaths is published as sums over twelve") for note in answer.notes)


def test_years_of_another_calendar_are_not_split() -> None:
    """A fiscal year is no calendar year."""
    view = world(KNOWN, {"us_cbp": [seizure(date(2021, 10, 1), 5, months=12, freq="FY")]})
    assert cells(ask(KNOWN, view, measure(), freq="FY")) == [("US", "FY2022", "5", "A")]
    with pytest.raises(Refused, match="from October, which lies across years and is never split"):
        ask(KNOWN, view, measure(), areas=("US",), freq="A")


def test_time_that_is_published_by_year_only_is_named() -> None:
    """Earlier years are not dropped in silence."""
    view = world(KNOWN, {"ca_phac": [figure(month(2021, 1), 41, 12, "A"), figure(month(2022, 1), 4)]})
    answer = ask(KNOWN, view, deaths(), freq="M")
    assert cells(answer) == [("CA", "2022-01", "4", "A")]
    assert answer.notes == ("CA: 2021-01 to 2021-12 is published by year only and left out: never split.",)


def test_days_are_given_only_where_there_are_days() -> None:
    """A template with dates can be asked by day; a monthly file cannot."""
    rows = [seizure(date(2023, 1, day), day, months=0, freq="D") for day in (30, 31)]
    asked = measure(freqs=("M", "D"))
    answer = ask(KNOWN, world(KNOWN, {"us_cbp": rows}), asked, freq="D")
    assert cells(answer) == [("US", "2023-01-30", "30", "A"), ("US", "2023-01-31", "31", "A")]
    with pytest.raises(Refused, match="published by month; such a figure is never split into days"):
        ask(KNOWN, world(KNOWN, {"us_cbp": TWO_YEARS}), asked, areas=("US",), freq="D")


def test_frequencies_may_be_typed_in_small_letters() -> None:
    """fy is FY."""
    view = world(KNOWN, {"us_cbp": TWO_YEARS}, us_cbp=months(2022, 1, 12))
    assert len(ask(KNOWN, view, measure(), freq="fy")) == 2
