"""Verdicts from figures: a promise that names a measure is judged by its series, as of the day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.commitments.made import Asked, judged, promise

from tercet.answers import Answer
from tercet.catalog.promises import Commitment
from tercet.question import Ask, Question

TENTH = {
    "measure": "overdose_deaths",
    "area": "US",
    "freq": "A",
    "baseline": "2023",
    "direction": "less",
    "percent": 10,
}


def fewer(due: str = "2025", **more: Any) -> Commitment:
    """A promise of a tenth fewer deaths than in 2023, by the end of a year."""
    predicate = {name: value for name, value in {**TENTH, **more}.items() if value is not None}
    return promise(due={"stated": due, "within": due}, shown_by={"predicate": predicate})


def deaths(**values: int | str | None) -> Asked:
    """A series of deaths by year."""
    return Asked({"overdose_deaths": {name.removeprefix("y"): value for name, value in values.items()}})


def test_a_target_reached_in_its_period_is_met() -> None:
    """A tenth less than 100 is 90, and 90 is enough."""
    row = judged(fewer(), "2026-06-01", deaths(y2023=100, y2024=95, y2025=90))
    assert (row["verdict"], row["due_by"]) == ("met", date(2025, 12, 31))
    assert "90 deaths in 2025" in row["reason"] and "100 deaths in 2023" in row["reason"]


def test_one_more_than_the_target_is_overdue() -> None:
    """91 is not 90: the days count from the due date."""
    row = judged(fewer(), "2026-01-10", deaths(y2023=100, y2024=95, y2025=91))
    assert (row["verdict"], row["days"]) == ("overdue", -10)


def test_a_target_reached_after_its_period_is_late() -> None:
    """Done a year later is done, and late."""
    row = judged(fewer("2024"), "2026-06-01", deaths(y2023=100, y2024=95, y2025=85))
    assert (row["verdict"], row["days"]) == ("late", -365)


@pytest.mark.parametrize(("newest", "expected"), [("94.8", "on course"), ("94.9", "off course")])
def test_before_the_due_date_the_course_is_even_on_the_log_scale(newest: str, expected: str) -> None:
    """Half of the way to a tenth less is the square root of 0.9, which is 0.9487."""
    row = judged(fewer(), "2025-06-01", deaths(y2023=100, y2024=newest))
    assert row["verdict"] == expected
    assert "94.9" in row["reason"]


def test_no_figure_after_the_baseline_is_no_course() -> None:
    """A baseline alone leads nowhere."""
    row = judged(fewer(), "2025-06-01", deaths(y2023=100))
    assert (row["verdict"], row["needed"]) == ("cannot be judged", "A later figure.")


def test_a_due_period_whose_figure_is_not_in_yet_cannot_be_judged() -> None:
    """Statistics come later than deadlines."""
    row = judged(fewer(), "2026-01-10", deaths(y2023=100, y2024=80))
    assert (row["verdict"], row["needed"]) == ("cannot be judged", "The figure for 2025.")


def test_a_period_that_is_not_over_does_not_count() -> None:
    """Half a year always looks like less than a year."""
    row = judged(fewer(), "2025-06-01", deaths(y2023=100, y2024=99, y2025=40))
    assert row["verdict"] == "off course"


@pytest.mark.parametrize("note", ["US 2025: 9 of 12 months", "... and 3 more like this; the status column marks them."])
def test_a_period_covered_in_part_does_not_count(note: str) -> None:
    """Nine months of deaths are fewer than twelve, whatever was promised; the note may have been cut short."""
    ask = deaths(y2023=100, y2024=99, y2025=70)
    ask.status, ask.notes = {"2025": "P"}, [note]
    alone = [note, "US 2025: 9 of 12 months"]

    def asked(question: Any) -> Any:
        """Asked for the one year alone, the note is not cut short."""
        ask.notes = alone if question.from_ else [note]
        return ask(question)

    row = judged(fewer(), "2026-06-01", asked)  # type: ignore[arg-type]
    assert row["verdict"] == "cannot be judged" and "not in yet" in row["reason"]


def test_a_provisional_figure_is_called_provisional() -> None:
    """A verdict on figures that may change says so."""
    ask = deaths(y2023=100, y2025=90)
    ask.status = {"2025": "P"}
    row = judged(fewer(), "2026-06-01", ask)
    assert row["verdict"] == "met" and "2025, provisional" in row["reason"]


def test_a_missing_baseline_is_named() -> None:
    """Without the figure to compare with there is no verdict."""
    row = judged(fewer(), "2026-06-01", deaths(y2023=None, y2025=90))
    assert row["verdict"] == "cannot be judged" and "overdose_deaths of US in 2023" in row["reason"]


def test_a_workspace_without_data_says_what_it_lacks() -> None:
    """The refusal of the measure is the reason of the verdict."""
    row = judged(fewer(), "2026-06-01")
    assert row["verdict"] == "cannot be judged"
    assert "There is nothing to measure overdose_deaths by" in row["reason"]
    assert row["needed"] == "Figures of overdose_deaths for US, from 2023 on (A)."


def test_a_workspace_without_data_does_not_blame_a_condition() -> None:
    """A region is unknown because nothing came in; that nothing came in is what has to be said."""
    row = judged(fewer(where={"region": "southwest_border"}), "2026-06-01")
    assert "There is nothing to measure overdose_deaths by" in row["reason"]


def test_any_change_in_the_direction_has_to_be_a_change() -> None:
    """As many as before is not fewer."""
    any_less = fewer(percent=None)
    assert judged(any_less, "2026-06-01", deaths(y2023=100, y2025=100))["verdict"] == "overdue"
    assert judged(any_less, "2026-06-01", deaths(y2023=100, y2025=99))["verdict"] == "met"
    assert judged(any_less, "2025-06-01", deaths(y2023=100, y2024=100))["verdict"] == "off course"


def test_a_share_is_of_its_denominator() -> None:
    """A third of twice as many is not less of a share."""
    predicate = {**TENTH, "measure": "opioid_deaths", "denominator": {"measure": "overdose_deaths"}}
    share = promise(due={"stated": "2025", "within": "2025"}, shown_by={"predicate": predicate})
    ask = Asked({"opioid_deaths": {"2023": 70, "2025": 120}, "overdose_deaths": {"2023": 100, "2025": 200}})
    row = judged(share, "2026-06-01", ask)
    assert row["verdict"] == "met" and "0.6 in 2025" in row["reason"]
    assert "opioid_deaths/overdose_deaths" in row["shown_by"]


def test_windows_of_twelve_months_are_judged_by_the_one_that_ends_last_before_the_due_date() -> None:
    """Due on 15 June: the window to May is the last that is over by then."""
    due = {"stated": "2024-06-15", "within": "2024-06-15"}
    rolling = promise(due=due, shown_by={"predicate": {**TENTH, "freq": "R12", "baseline": "2023-05"}})
    ask = Asked({"overdose_deaths": {"2023-05": 100, "2024-04": 95, "2024-05": 90, "2024-06": 99}})
    row = judged(rolling, "2024-12-31", ask)
    assert row["verdict"] == "met" and "90 deaths in 2024-05" in row["reason"]


def test_a_fiscal_year_ends_when_that_of_the_area_does() -> None:
    """In the United States fiscal 2024 is over on 30 September."""
    due = {"stated": "2024-10-15", "within": "2024-10-15"}
    fiscal = promise(due=due, shown_by={"predicate": {**TENTH, "freq": "FY", "baseline": "FY2023"}})
    ask = Asked({"overdose_deaths": {"FY2023": 100, "FY2024": 80}})
    assert judged(fiscal, "2024-11-01", ask)["verdict"] == "met"


def test_without_a_due_date_a_target_is_met_or_not_judged() -> None:
    """A target without a date is never overdue."""
    undated = promise(due=None, shown_by={"predicate": TENTH})
    assert judged(undated, "2026-06-01", deaths(y2023=100, y2024=89))["verdict"] == "met"
    assert judged(undated, "2026-06-01", deaths(y2023=100, y2024=91))["verdict"] == "cannot be judged"


def test_a_baseline_after_the_due_date_is_refused() -> None:
    """A promise that was due before it began is not judged."""
    assert judged(fewer("2023"), "2026-06-01", deaths(y2023=100))["verdict"] == "cannot be judged"


def test_a_path_from_nothing_is_not_drawn() -> None:
    """There is no log scale from zero."""
    more = fewer(direction="more", percent=None, value=5)
    assert judged(more, "2025-06-01", deaths(y2023=0, y2024=2))["verdict"] == "cannot be judged"


def test_a_real_promise_is_not_judged_by_made_up_figures_nor_the_other_way_round() -> None:
    """Only a promise marked as made up is judged in the sample world, and only there."""
    ask = deaths(y2023=100, y2024=95, y2025=90)
    assert judged(fewer(), "2026-06-01", ask, sample=True)["verdict"] == "cannot be judged"
    made_up = fewer().model_copy(update={"sample": True})
    assert judged(made_up, "2026-06-01", ask, sample=True)["verdict"] == "met"
    assert judged(made_up, "2026-06-01", ask)["verdict"] == "cannot be judged"


@given(base=st.integers(1, 10**6), final=st.integers(0, 10**6), percent=st.integers(1, 100))
def test_a_target_is_compared_exactly(base: int, final: int, percent: int) -> None:
    """The edge of a target is no place for rounding."""
    row = judged(fewer(percent=percent), "2026-06-01", deaths(y2023=base, y2025=final))
    kept = final * 100 <= base * (100 - percent)
    assert row["verdict"] == ("met" if kept else "overdue")


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(88, 89, "met"), (88, 91, "cannot be judged"), (91, 93, "cannot be judged")],
)
def test_a_provisional_figure_near_the_target_settles_nothing(low: int, high: int, expected: str) -> None:
    """So far 89 have been reported, and 90 is the target: what counts is where the figure will end."""
    ask = Asked({"overdose_deaths": {"2023": 100, "2024": 95, "2025": 89}}, status={"2025": "P"})
    row = judged(fewer(), "2026-06-01", ask, estimates=between("2025", low, high))
    assert row["verdict"] == expected
    assert (f"between {low} and {high}" in row["reason"]) is (expected != "met")


def test_a_settled_figure_needs_no_estimate() -> None:
    """What the publisher calls final is final, whatever somebody would have estimated."""
    row = judged(fewer(), "2026-06-01", deaths(y2023=100, y2025=89), estimates=between("2025", 91, 93))
    assert row["verdict"] == "met"


def between(period: str, low: int, high: int) -> Ask:
    """Estimates of one period, which will end between two values."""

    def estimates(question: Question) -> Answer:
        row = (question.measure, question.areas[0], period, Decimal(low), Decimal(high))
        return Answer(("measure", "area", "period", "low", "high"), [row])

    return estimates
