"""Gaps: a hole in a sum has a name and no number."""

from __future__ import annotations

import pytest
from tests.analysis.measures.world import (
    ask,
    catalog,
    cells,
    deaths,
    figure,
    gap,
    measure,
    month,
    seizure,
    source,
    world,
)

from tercet.errors import Refused

KNOWN = catalog(source("us_cbp"), source("ca_phac", "CA", record="observation"))
JANUARY = month(2023, 1)


@pytest.mark.parametrize(
    ("kind", "status", "words"),
    [
        ("suppressed", "Q", "suppressed"),
        ("missing", "O", "missing"),
        ("withheld", "O", "withheld"),
        ("not_published", "O", "not published"),
        ("not_mapped", "O", "not mapped"),
        ("unknown", "O", "unknown"),
    ],
)
def test_a_sum_with_a_hole_has_no_value(kind: str, status: str, words: str) -> None:
    """A country without one of its provinces is not a smaller country."""
    rows = [figure(JANUARY, 5, place="CA-BC"), gap(JANUARY, kind, place="CA-ON")]
    answer = ask(KNOWN, world(KNOWN, {"ca_phac": rows}), deaths(), areas=("CA", "CA-BC"))
    assert cells(answer) == [("CA", "2023-01", "", status), ("CA-BC", "2023-01", "5", "A")]
    assert answer.notes == (f"CA 2023-01: {words} ({status})",)


def test_suppression_comes_before_other_holes() -> None:
    """A value that is hidden must not be guessed from what else is missing."""
    rows = [gap(JANUARY, "missing", place="CA-BC"), gap(JANUARY, "suppressed", place="CA-ON")]
    assert cells(ask(KNOWN, world(KNOWN, {"ca_phac": rows}), deaths())) == [("CA", "2023-01", "", "Q")]


def test_a_hole_in_one_month_is_a_hole_in_its_year() -> None:
    """Eleven months and a suppressed one make no year."""
    rows = [figure(month(2023, n), 5) for n in range(2, 13)]
    view = world(KNOWN, {"ca_phac": [*rows, gap(JANUARY, "suppressed")]})
    assert cells(ask(KNOWN, view, deaths(), freq="A")) == [("CA", "2023", "", "Q")]


def test_what_cannot_exist_is_no_hole_in_a_sum() -> None:
    """A province to which a question does not apply adds nothing; by itself it has no value."""
    rows = [figure(JANUARY, 5, place="CA-BC"), gap(JANUARY, "not_applicable", place="CA-ON")]
    answer = ask(KNOWN, world(KNOWN, {"ca_phac": rows}), deaths(), areas=("CA", "CA-ON"))
    assert cells(answer) == [("CA", "2023-01", "5", "A"), ("CA-ON", "2023-01", "", "M")]


def test_an_empty_figure_without_a_word_is_missing() -> None:
    """An empty cell is never a zero."""
    assert cells(ask(KNOWN, world(KNOWN, {"ca_phac": [figure(JANUARY, None)]}), deaths())) == [
        ("CA", "2023-01", "", "O")
    ]


@pytest.mark.parametrize(
    ("statuses", "worst"), [("APE", "E"), ("AP", "P"), ("EIB", "B"), ("BD", "D"), ("AI", "I"), ("AA", "A")]
)
def test_a_sum_is_as_good_as_its_worst_part(statuses: str, worst: str) -> None:
    """Definition differs, break, imputed, estimated, provisional, normal: in this order."""
    rows = [figure(JANUARY, 5, status=status, place="CA-BC") for status in statuses]
    assert cells(ask(KNOWN, world(KNOWN, {"ca_phac": rows}), deaths()))[0][3] == worst


def test_a_seizure_without_a_weight_leaves_a_hole_in_mass_and_none_in_events() -> None:
    """What was seized is known to have been seized, even where its weight is not."""
    rows = [seizure(JANUARY, 5), seizure(JANUARY, status="O", gap="missing")]
    view = world(KNOWN, {"us_cbp": rows})
    assert cells(ask(KNOWN, view, measure())) == [("US", "2023-01", "", "O")]
    events = measure("seizure_events", value={"sum": "events"}, unit="events")
    assert cells(ask(KNOWN, view, events)) == [("US", "2023-01", "2", "A")]


def test_a_missing_count_of_tablets_is_no_missing_weight() -> None:
    """Tablets are another quantity."""
    rows = [seizure(JANUARY, 5), seizure(JANUARY, unit="tablet", status="O", gap="missing")]
    assert cells(ask(KNOWN, world(KNOWN, {"us_cbp": rows}), measure())) == [("US", "2023-01", "5", "A")]


def test_rates_are_never_added_up() -> None:
    """A rate is given where one was published, and refused where it would have to be summed."""
    rate = deaths(unit="per_100_000")
    rows = [figure(month(2023, n), 5, unit="per_100_000") for n in (1, 2, 3)]
    view = world(KNOWN, {"ca_phac": rows})
    assert cells(ask(KNOWN, view, rate, to="2023-01")) == [("CA", "2023-01", "5", "A")]
    with pytest.raises(Refused, match="rates cannot be added up: CA 2023-Q1 would add 3"):
        ask(KNOWN, view, rate, freq="Q")
