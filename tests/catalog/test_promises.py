"""Meetings and commitments: due dates as stated, and every definition whole."""

from __future__ import annotations

import csv
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from tests.analysis.commitments.made import catalog, count, fact, promise
from tests.world import packaged

from tercet.catalog.check_promises import BASIS, promise_problems
from tercet.catalog.dues import After, Due, months_later
from tercet.catalog.predicates import Predicate
from tercet.catalog.promises import Commitment, Evidence, Meeting, Shown
from tercet.periods import Period, containing

COMMITMENTS = list(packaged().commitments.values())
MEETINGS = list(packaged().meetings.values())
EACH = pytest.mark.parametrize("commitment", COMMITMENTS, ids=lambda one: one.id)
DAYS = st.dates(date(2016, 1, 1), date(2030, 12, 31))
MADE = date(2023, 3, 9)
PREDICATE: dict[str, Any] = {"measure": "overdose_deaths", "area": "US", "freq": "A", "baseline": "2023"}
LESS: dict[str, Any] = {**PREDICATE, "direction": "less"}


def due(**more: Any) -> Due:
    """A due date, as the loader would read it."""
    return Due.model_validate({"stated": "some words", **more})


def test_all_that_was_promised_is_there() -> None:
    """81 promises and 33 meetings were collected; none is lost on the way."""
    assert (len(COMMITMENTS), len(MEETINGS)) == (81, 33)


def test_the_packaged_promises_hold_together() -> None:
    """Meetings, areas, measures and dates that one file names exist in another."""
    assert list(promise_problems(packaged())) == []


@EACH
def test_a_commitment_is_whole(commitment: Commitment) -> None:
    """A promise names its meeting, parties, owners, words, document and source, and what would show it."""
    assert commitment.meeting in packaged().meetings or commitment.id == "MIG-03"
    assert commitment.parties and commitment.owners and commitment.theme
    assert all(one.source and one.basis for one in commitment.statements)
    assert all(one.verb or one.basis == "excerpt" for one in commitment.statements)
    assert commitment.shown_by or commitment.needed
    assert not commitment.sample


@EACH
def test_a_date_written_in_the_words_is_the_date_that_is_read(commitment: Commitment) -> None:
    """What the document says and what we compute from it are one date."""
    written = re.findall(r"\d{4}-\d{2}-\d{2}", commitment.due.stated) if commitment.due else []
    assert all(day == str(commitment.due_by) for day in written)
    if commitment.due and (years := re.findall(r"20\d\d", commitment.due.stated)) and not commitment.due.derived:
        assert commitment.due_by and str(commitment.due_by.year) in {*years, "2029"}


@pytest.mark.parametrize("meeting", MEETINGS, ids=lambda one: one.id)
def test_a_meeting_is_whole(meeting: Meeting) -> None:
    """A meeting has its days, its series, a title, a source and how it is known; and no names of persons."""
    assert meeting.first <= meeting.last <= meeting.first + timedelta(days=31)
    assert meeting.series and meeting.title and meeting.sources
    assert set(meeting.basis.split("+")) <= BASIS
    written = f"{meeting.title} {meeting.co_chairs} {meeting.offices} {meeting.note}"
    assert not re.search(r"Rodriguez|Sherwood|Thomas|Drouin|Biden|Obrador", written)


@pytest.mark.real
def test_the_catalog_says_what_the_facts_say(shared_data: Path) -> None:
    """Dates, due dates as stated, owners, parties and sources are those that were collected."""
    facts = shared_data.parent / "facts"
    with (facts / "commitments.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            one = packaged().commitments[row["commitment_id"]]
            assert (str(one.made), one.commitment, one.theme) == (row["date_made"], row["commitment"], row["theme"])
            assert (one.meeting or "", one.owners) == (row["meeting_id"], row["owner_stated"])
            assert (one.due.stated if one.due else "") == row["due_stated"]
            assert one.basis == row["basis"]
            assert bool(one.measure_stated) == bool(row["measure_stated"])
            ours = {source for entry in one.evidence for source in entry.sources}
            assert {text.strip() for text in row["evidence_source"].split(" ; ") if text.strip()} <= ours
    with (facts / "meetings.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            meeting = packaged().meetings[row["meeting_id"]]
            assert (str(meeting.first), str(meeting.last)) == (row["date_start"], row["date_end"])
            assert (meeting.series, meeting.basis) == (row["series"], row["basis"])
            assert {text.strip() for text in row["source"].split(" ; ") if text.strip()} == set(meeting.sources)


@given(day=DAYS, days=st.integers(1, 1000))
def test_days_after_are_days_of_the_calendar(day: date, days: int) -> None:
    """Due so many days after the memorandum."""
    found = due(after={"days": days})
    assert found.derived and found.to_the_day
    assert found.span(day) == (day + timedelta(days=days),) * 2


@given(day=DAYS, months=st.integers(1, 60))
def test_months_after_end_on_the_same_day_or_the_last_of_a_shorter_month(day: date, months: int) -> None:
    """Two months after 31 December is the end of February."""
    later = months_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)
    end = After(months=months, to="month").end(day)
    assert (end.year, end.month) == (later.year, later.month) and (end + timedelta(days=1)).day == 1


@given(day=DAYS, freq=st.sampled_from(["D", "M", "Q", "A"]))
def test_a_period_is_due_to_its_last_day(day: date, freq: str) -> None:
    """2023 lasts until the end of December."""
    period = containing(day, freq)
    found = due(within=period.name)
    assert found.span(MADE) == (period.first, period.last)
    assert found.to_the_day == (freq == "D") and not found.derived


@given(day=DAYS, until=DAYS, months=st.integers(1, 24))
def test_what_comes_again_comes_at_even_steps_up_to_the_next(day: date, until: date, months: int) -> None:
    """Every due date but the last has passed; nothing is due twice."""
    found = due(after={"days": 90}, every={"months": months})
    dates = list(found.dates(day, until))
    assert dates == sorted(set(dates)) and all(one < until for one in dates[:-1])
    assert dates[-1] >= until or dates == [day + timedelta(days=90)]
    steps = {(b.year - a.year) * 12 + b.month - a.month for a, b in zip(dates, dates[1:], strict=False)}
    assert steps <= {months}


def test_words_without_a_day_have_no_span() -> None:
    """The short term ends on no day."""
    assert due(stated="short term").span(MADE) is None
    assert list(due(stated="short term").dates(MADE, date(2030, 1, 1))) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"within": "2023", "after": {"days": 5}},
        {"within": "some day"},
        {"until": "2023-12-31"},
        {"from": "2024-01-01", "until": "2023-12-31", "vague": True},
        {"from": "2024-01-01"},
        {"every": {"months": 12}},
        {"after": {"days": 5, "months": 2}},
        {"after": {}},
        {"after": {"days": 0}},
        {"unknown": 1},
    ],
)
def test_a_due_date_that_contradicts_itself_is_an_error(wrong: dict[str, Any]) -> None:
    """A definition that can be read in two ways is mended, not guessed."""
    with pytest.raises(ValidationError):
        due(**wrong)


@pytest.mark.parametrize(
    ("model", "wrong"),
    [
        (Shown, {}),
        (Shown, {"event": "a", "document": "b"}),
        (Predicate, {**LESS, "percent": 10, "value": 5}),
        (Predicate, {**LESS, "percent": 101}),
        (Predicate, {**LESS, "baseline": "once"}),
        (Evidence, fact("2023")),
        (Evidence, fact("2023-02-30")),
        (Evidence, fact("2023-04-01", "progress")),
        (Evidence, fact("2023-04-01", count={"done": 1, "of": 2, "what": "states"})),
        (Evidence, count("2023-04-01", 32)),
        (Meeting, {"id": "x", "first": "2023-02-01", "last": "2023-01-31", "series": "s", "title": "t"}),
    ],
)
def test_a_half_definition_is_an_error(model: Any, wrong: dict[str, Any]) -> None:
    """What would show a promise is one thing, a count is short of its whole, and a day exists."""
    with pytest.raises(ValidationError):
        model.model_validate(wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"shown_by": None},
        {"due": None},
        {"obstacle": "vague"},
        {"statements": []},
        {"shown_by": {"predicate": LESS}, "each": ["MX", "US"]},
        {"shown_by": {"predicate": LESS}, "due": {"stated": "annual", "within": "2024", "every": {"months": 12}}},
    ],
)
def test_a_promise_that_contradicts_itself_is_an_error(wrong: dict[str, Any]) -> None:
    """Neither a due date nor a measure: then nothing may pretend to show it, and what is needed has to be said."""
    usual = promise().model_dump(mode="json", by_alias=True, exclude_none=True)
    with pytest.raises(ValidationError):
        Commitment.model_validate({name: value for name, value in {**usual, **wrong}.items() if value is not None})


@pytest.mark.parametrize(
    ("planted", "message"),
    [
        ({"meeting": "TFC-9"}, "there is no meeting 'TFC-9'"),
        ({"meeting": "TFC-4"}, "not during the meeting TFC-4"),
        ({"parties": ["MX", "US", "ZZ"]}, "there is no area 'ZZ'"),
        ({"each": ["CA"]}, "CA is not one of the parties"),
        ({"basis": "heard"}, "no such basis 'heard'"),
        ({"due": {"stated": "5 days (2023-03-15)", "after": {"days": 5}}}, "the words say 2023-03-15"),
        ({"due": {"stated": "2022", "within": "2022"}}, "before it was made"),
        ({"evidence": [fact("2023-03-01")]}, "fulfilled in 2023-03-01, before it was made"),
        ({"shown_by": {"predicate": {**LESS, "measure": "luck"}}}, "there is no measure 'luck'"),
        ({"shown_by": {"predicate": {**LESS, "area": "ZZ"}}}, "there is no area 'ZZ'"),
        ({"shown_by": {"predicate": {**LESS, "unit": "smoots"}}}, "there is no unit 'smoots'"),
        ({"shown_by": {"predicate": {**LESS, "unit": "kg"}}}, "kg is no unit of overdose_deaths"),
        ({"shown_by": {"predicate": {**LESS, "freq": "M"}}}, "overdose_deaths has no frequency M"),
        ({"figures": {**LESS, "denominator": {"measure": "luck"}}}, "there is no measure 'luck'"),
    ],
)
def test_a_planted_fault_is_found(planted: dict[str, Any], message: str) -> None:
    """A name that leads nowhere, and a date that cannot be, are found before anybody reads a verdict."""
    assert any(message in problem for problem in promise_problems(catalog(promise(**planted))))


def test_the_id_of_a_predicate_is_the_same_every_time() -> None:
    """The order in which conditions are written changes nothing; everything that changes the promise does."""
    one = Predicate.model_validate({**LESS, "where": {"a": "1", "b": ["2", "3"]}})
    other = Predicate.model_validate({**LESS, "where": {"b": ["2", "3"], "a": "1"}})
    assert one.id == other.id == "overdose_deaths[a=1,b=2+3]:US:A:from:2023:less:any:by:due"
    changes: list[dict[str, Any]] = [
        {"measure": "seizure_events"},
        {"area": "MX"},
        {"freq": "R12"},
        {"unit": "deaths"},
        {"baseline": "2022"},
        {"direction": "more"},
        {"percent": 10},
        {"value": 10},
        {"period": "2025"},
        {"where": {"a": "1"}},
        {"denominator": {"measure": "overdose_deaths"}},
    ]
    ids = {Predicate.model_validate({**LESS, **change}).id for change in changes}
    assert len(ids) == len(changes) and Predicate.model_validate(LESS).id not in ids


def test_a_month_of_evidence_is_a_month() -> None:
    """June 2023 is known as a month and counts when it is over."""
    entry = Evidence.model_validate(fact("2023-06"))
    assert entry.when == Period("M", date(2023, 6, 1), date(2023, 6, 30))
