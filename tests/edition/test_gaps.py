"""What is missing, by kind of gap, area and period."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.edition.made import APART, CATALOG, answer, content, series
from tests.edition.reading import FRONT, html

from tercet.edition.content import Content
from tercet.edition.gaps import by_kind, gaps
from tercet.edition.words import Said, words

EN = words("en", CATALOG)


def with_series(values: list[str | None], statuses: str = "") -> Content:
    """The small edition with one other series of the first area."""
    told = content(APART)
    (one,) = told.headlines
    return replace(told, headlines=(replace(one, series=(series("US", values, statuses),)),))


def test_an_area_without_a_series_is_a_gap_with_its_kind_and_reason() -> None:
    """The kind is the measure's own word on it."""
    found = [(gap.id, gap.kind, gap.periods, gap.reason) for gap in gaps(content(APART), FRONT.areas, EN)]
    assert ("MX", "not published", "the whole series", Said("Nobody publishes it.", "en")) in found


def test_provisional_periods_are_told_with_their_first_last_and_number() -> None:
    """A mark is spelt out: what P means stands there in words."""
    found = [gap for gap in gaps(content(APART), FRONT.areas, EN) if gap.mark == "P"]
    assert [(gap.id, gap.kind, gap.periods, gap.count) for gap in found] == [
        ("US", "provisional value", "January 2023 – February 2023", "2")
    ]


def test_a_suppressed_value_is_a_gap_and_no_zero() -> None:
    """Suppressed is a kind of gap of its own."""
    found = [gap.kind for gap in gaps(with_series(["1", None, "3"], "QA"), FRONT.areas, EN)]
    assert "value suppressed" in found


def test_periods_that_are_not_there_at_all_are_told_by_their_neighbours() -> None:
    """A hole in a series is seen by its edges."""
    told = with_series(["1"])
    (one,) = told.headlines
    rows = [*answer("US", date(2022, 1, 1), ["1", "2", "3"]).rows, *answer("US", date(2022, 8, 1), ["4"]).rows]
    holed = replace(one.series[0], answer=replace(one.series[0].answer, rows=rows))
    told = replace(told, headlines=(replace(one, series=(holed,)),))
    (hole,) = [gap for gap in gaps(told, FRONT.areas, EN) if gap.mark == "O"]
    assert hole.periods == "after to March 2022, before to August 2022"
    assert hole.count == ""


def test_gaps_of_whole_areas_stand_before_those_within_series() -> None:
    """What is missing altogether matters most."""
    kinds = [kind for kind, _ in by_kind(gaps(content(APART), FRONT.areas, EN))]
    assert kinds == ["not published", "provisional value"]


def test_the_page_names_kind_mark_and_area() -> None:
    """A reason that nobody has translated is in English, and marked so."""
    text = html("missing", "es")
    assert "○ no publicado" in text
    assert "marca P" in text
    assert ' lang="en">Nobody publishes it.</td>' in text
