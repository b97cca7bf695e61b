"""Verdicts from public evidence: what is known on a day decides, and nothing else."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.commitments.made import MADE, count, fact, judged, promise
from tests.world import packaged

from tercet.analysis.commitments.bench import Bench
from tercet.analysis.commitments.judge import verdict
from tercet.analysis.commitments.rules import known
from tercet.analysis.commitments.verdict import WORST_FIRST
from tercet.catalog.promises import Commitment
from tercet.errors import QuestionError
from tercet.question import Question

DUE = date(2023, 5, 9)
DAYS = st.dates(date(2021, 1, 1), date(2026, 12, 31))
ONCE = [one for one in packaged().commitments.values() if not (one.due and one.due.every)]


def nothing(question: Question) -> None:
    """A workspace without data."""
    raise QuestionError(f"no data for {question.measure}")


def word(commitment: Commitment, day: date) -> str:
    """The verdict on a day, without data."""
    return verdict(commitment, Bench(packaged(), nothing, day)).verdict  # type: ignore[arg-type]


@given(kept=st.dates(MADE, date(2024, 12, 31)), day=st.dates(MADE, date(2025, 12, 31)))
def test_a_promise_with_a_day_is_early_late_or_open_by_what_was_known(kept: date, day: date) -> None:
    """Whoever asks before the meeting learns nothing of it; afterwards the days are the calendar's."""
    row = judged(promise(evidence=[fact(kept.isoformat())]), day.isoformat())
    if kept > day:
        assert row["verdict"] == ("no public evidence" if day > DUE else "cannot be judged")
        assert (row["days"], row["evidence"]) == (None, None)
    else:
        assert row["verdict"] == ("late" if kept > DUE else "met")
        assert row["days"] == (DUE - kept).days
        assert row["evidence"].startswith(kept.isoformat())


@given(day=DAYS, later=st.integers(0, 2000))
@pytest.mark.parametrize("commitment", ONCE, ids=lambda one: one.id)
def test_what_was_met_stays_met(commitment: Commitment, day: date, later: int) -> None:
    """A meeting that took place does not unhappen."""
    first, second = max(day, commitment.made), max(day, commitment.made) + timedelta(days=later)
    before, after = word(commitment, first), word(commitment, second)
    assert before in WORST_FIRST
    if before in {"met", "late"}:
        assert after == before
    if before == "overdue":
        assert after in {"overdue", "late"}


@given(day=DAYS)
@pytest.mark.parametrize("commitment", packaged().commitments.values(), ids=lambda one: one.id)
def test_evidence_of_a_later_day_does_not_count(commitment: Commitment, day: date) -> None:
    """What was published afterwards cannot be in an answer as of before."""
    assert all(one.when.last <= day for one in known(commitment, day))


def test_on_the_day_it_is_due_it_is_neither_early_nor_overdue() -> None:
    """The last day still belongs to the promise."""
    assert judged(promise(), "2023-05-09")["verdict"] == "cannot be judged"
    assert judged(promise(), "2023-05-10")["verdict"] == "no public evidence"
    row = judged(promise(evidence=[fact("2023-05-09")]), "2023-05-09")
    assert (row["verdict"], row["days"]) == ("met", 0)
    assert "on the day it was due" in row["reason"]


def test_a_month_says_in_time_and_counts_no_days() -> None:
    """A summit in June, due in June, is in time; nobody knows by how many days."""
    june = promise(due={"stated": "June 2023", "within": "2023-06"}, evidence=[fact("2023-06")])
    row = judged(june, "2023-06-30")
    assert (row["verdict"], row["days"]) == ("met", None)
    assert row["reason"].startswith("Met in time")
    assert judged(june, "2023-06-29")["verdict"] == "cannot be judged"


def test_a_month_with_the_due_day_inside_does_not_say_whether_it_was_in_time() -> None:
    """Done in May, due on 9 May: the month alone decides nothing."""
    row = judged(promise(evidence=[fact("2023-05")]), "2023-06-30")
    assert (row["verdict"], row["needed"]) == ("cannot be judged", "The day on which it was done.")


def test_a_count_that_falls_short_is_overdue_with_the_count() -> None:
    """18 of 32 after the due date is a shortfall that anybody can read."""
    row = judged(promise(evidence=[count("2023-03-20", 18), fact("2023-08-01", "still open")]), "2023-09-01")
    assert (row["verdict"], row["days"]) == ("overdue", (DUE - date(2023, 9, 1)).days)
    assert "18 of 32 states (2023-03-20)" in row["reason"] and "Still open on 2023-08-01" in row["reason"]


def test_vague_words_are_overdue_without_days() -> None:
    """Nobody can say how many days spring is overdue."""
    vague = {"stated": "spring 2023", "until": "2023-06-21", "vague": True}
    row = judged(promise(due=vague, evidence=[count("2023-03-20", 18)]), "2023-09-01")
    assert (row["verdict"], row["days"]) == ("overdue", None)
    assert "days" not in row["reason"]
    late = judged(promise(due=vague, evidence=[fact("2023-08-01")]), "2023-09-01")
    assert (late["verdict"], late["days"]) == ("late", None)


@pytest.mark.parametrize(("second", "expected"), [(25, "on course"), (24, "off course")])
def test_two_counts_make_a_course(second: int, expected: str) -> None:
    """Half of the time gone from 18, an even path to 32 is at 25."""
    due = {"stated": "2023-03-29", "within": "2023-03-29"}
    row = judged(promise(due=due, evidence=[count("2023-03-09", 18), count("2023-03-19", second)]), "2023-03-20")
    assert row["verdict"] == expected
    assert "25.0" in row["reason"]


def test_one_count_is_no_course() -> None:
    """From one reading nobody can tell where it goes."""
    row = judged(promise(evidence=[count("2023-03-20", 18)]), "2023-04-01")
    assert (row["verdict"], row["needed"]) == ("cannot be judged", "A newer count.")


def test_evidence_in_part_is_shown_and_is_no_fulfilment() -> None:
    """Laboratories are not weapons processed."""
    row = judged(promise(evidence=[fact("2023-04-01", "in part", text="Half of it")]), "2023-06-01")
    assert row["verdict"] == "no public evidence"
    assert "In part, 2023-04-01: Half of it." in row["reason"]


def test_without_a_due_date_nothing_is_late() -> None:
    """No date was stated, so a record makes it met and no record makes it unknown."""
    undated = promise(due=None, measure_stated="meeting held", evidence=[fact("2025-01-01")])
    assert judged(undated, "2024-01-01")["verdict"] == "no public evidence"
    row = judged(undated, "2025-01-01")
    assert (row["verdict"], row["days"]) == ("met", None)
    assert "no due date was stated" in row["reason"]
    short = judged(promise(due=None, measure_stated="32 states", evidence=[count("2023-04-01", 18)]), "2024-01-01")
    assert short["verdict"] == "cannot be judged" and "18 of 32" in short["reason"]


def test_words_that_allow_no_date_are_no_due_date() -> None:
    """The short term ends on no day."""
    row = judged(promise(due={"stated": "short term"}), "2026-01-01")
    assert (row["verdict"], row["due"], row["due_by"]) == ("no public evidence", "short term", None)


def test_without_anything_that_would_show_it_nobody_can_judge() -> None:
    """Strengthen is not a test, and we do not make one of it; what is known is still shown."""
    vague = promise(shown_by=None, needed="A baseline.", evidence=[fact("2023-04-01", "related")])
    row = judged(vague, "2026-01-01")
    assert (row["verdict"], row["needed"]) == ("cannot be judged", "A baseline.")
    assert row["evidence"].startswith("2023-04-01")


def test_a_promise_that_comes_due_again_is_judged_by_the_latest_due_date() -> None:
    """Annual meetings: two were held, the third was not shown."""
    yearly = promise(
        due={"stated": "annual", "within": "2024", "every": {"months": 12}},
        evidence=[fact("2024-10-13"), fact("2025-10-05")],
    )
    assert judged(yearly, "2024-10-12")["verdict"] == "cannot be judged"
    assert judged(yearly, "2024-10-13")["verdict"] == "met"
    held = judged(yearly, "2026-12-31")
    assert (held["verdict"], held["due_by"]) == ("met", date(2025, 12, 31))
    gone = judged(yearly, "2027-01-01")
    assert (gone["verdict"], gone["due_by"]) == ("no public evidence", date(2026, 12, 31))
    assert "2024-12-31 met; 2025-12-31 met; 2026-12-31 not shown" in gone["reason"]


def test_done_after_one_due_date_and_before_the_next_is_late_until_the_next_has_passed() -> None:
    """An assessment due in October that comes in March is late for the one year, and in time for the next."""
    yearly = promise(
        due={"stated": "90 days, then annual", "after": {"days": 90}, "every": {"months": 12}},
        evidence=[fact("2024-03-01"), fact("2024-12-01")],
    )
    assert judged(yearly, "2023-06-07")["verdict"] == "cannot be judged"
    assert judged(yearly, "2024-02-29")["verdict"] == "no public evidence"
    row = judged(yearly, "2024-06-07")
    assert (row["verdict"], row["days"], row["due_by"]) == ("late", -268, date(2023, 6, 7))
    row = judged(yearly, "2024-06-08")
    assert (row["verdict"], row["days"], row["due_by"]) == ("met", 98, date(2024, 6, 7))
    assert "2023-06-07 not shown; 2024-06-07 met" in row["reason"]


def test_each_party_has_to_do_it_and_the_last_one_decides() -> None:
    """Two countries promised; one has done it."""
    one = fact("2023-04-01", areas=["MX"])
    both = promise(each=["MX", "US"], evidence=[one])
    assert judged(both, "2023-06-01")["verdict"] == "no public evidence"
    done = promise(each=["MX", "US"], evidence=[one, fact("2023-06-01", areas=["US"])])
    row = judged(done, "2023-06-01")
    assert (row["verdict"], row["days"]) == ("late", -23)
    assert row["reason"].startswith("Mexico: Met 38 days early")
