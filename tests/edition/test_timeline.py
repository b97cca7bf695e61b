"""The timeline: made, due, shown, and the day of the edition, to scale and in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.edition.made import APART, CATALOG, DAY, OVERDUE, content
from tests.edition.reading import html

from tercet.catalog.dues import After, Due
from tercet.edition.timeline import LABELS, Dated, Scale, dated, nearest, timeline
from tercet.edition.words import words

EN = words("en", CATALOG)


def test_days_stand_in_their_order_and_within_the_picture() -> None:
    """The first day and the last one keep off the edges, and the middle is in the middle."""
    scale = Scale(2022, 2023)
    places = [float(scale.at(day).rstrip("%")) for day in (date(2022, 1, 1), date(2023, 1, 1), date(2023, 12, 31))]
    assert places[0] == 2
    assert places[1] == 50
    assert 97 < places[2] < 98


def test_on_a_long_line_not_every_year_is_named() -> None:
    """Years that lie on one another cannot be read."""
    assert [name for _, name in Scale(2022, 2024).years] == ["2022", "2023", "2024"]
    named = [name for _, name in Scale(2010, 2030).years if name]
    assert len(named) <= LABELS
    assert len(Scale(2010, 2030).years) == 21


def test_a_track_shows_when_it_was_made_due_and_shown() -> None:
    """A promise kept in time: its mark of evidence stands before its due date."""
    picture = timeline(dated(content(APART), EN), DAY, EN)
    assert picture is not None
    kept = picture.tracks[0]
    at = {kind: place for place, kind in kept.marks}
    assert kept.dated
    assert kept.after is None
    assert float(at["made"].rstrip("%")) < float(at["shown"].rstrip("%")) < float(at["due"].rstrip("%"))
    assert kept.said == "Made 2 January 2022; due: 1 May 2022; evidence of 30 April 2022."


def test_without_a_due_date_the_line_is_open_and_no_mark_is_made_up() -> None:
    """A due date is never guessed."""
    picture = timeline(dated(content(APART), EN), DAY, EN)
    assert picture is not None
    open_ = picture.tracks[1]
    assert not open_.dated
    assert open_.line[1] == picture.now
    assert [kind for _, kind in open_.marks] == ["made"]
    assert open_.said == "Made 2 January 2022; due: no date was stated; no public evidence."


def test_an_overdue_promise_runs_on_to_the_day_of_the_edition() -> None:
    """How long it is overdue can be seen; evidence that shows nothing done has another mark."""
    picture = timeline(dated(content(APART), EN), DAY, EN)
    assert picture is not None
    overdue = picture.tracks[2]
    assert overdue.after == (overdue.line[1], picture.now)
    assert [kind for _, kind in overdue.marks] == ["made", "due", "other"]
    assert overdue.said.endswith("evidence of January 2023.")


def test_what_is_due_again_and_again_has_a_mark_for_each_time() -> None:
    """A yearly meeting was due in every year, and not only in the last one."""
    yearly = OVERDUE.model_copy(update={"due": Due(stated="annual", within="2022", every=After(months=12))})
    picture = timeline([Dated(yearly, "overdue", date(2024, 12, 31), ())], date(2025, 2, 1), EN)
    assert picture is not None
    (track,) = picture.tracks
    assert [kind for _, kind in track.marks] == ["made", "due", "due", "due"]
    assert track.line[1] == track.marks[-1][0]


def test_evidence_of_later_days_is_not_drawn() -> None:
    """An edition of an earlier day knows nothing of what came after."""
    early = replace(content(APART), as_of=date(2022, 4, 29))
    assert dated(early, EN)[0].evidence == ()


def test_the_front_page_has_the_due_dates_nearest_to_its_day() -> None:
    """Those just past and just to come matter; those without a date are on the page of commitments."""
    found = dated(content(APART), EN)
    assert [one.commitment.id for one in nearest(found, DAY, 1)] == ["P3"]
    assert [one.commitment.id for one in nearest(found, DAY, 9)] == ["P1", "P3"]


def test_no_commitment_makes_no_picture() -> None:
    """An empty picture would be a riddle."""
    assert timeline([], DAY, EN) is None


def test_the_picture_is_said_in_words_and_its_drawing_is_hidden_from_those_who_listen() -> None:
    """The drawing adds nothing that the words do not say."""
    text = html("commitments")
    assert '<p class="unseen">Made 2 January 2022; due: 1 May 2022; evidence of 30 April 2022.</p>' in text
    assert text.count('<div class="track" aria-hidden="true">') == 3
