"""Revisions: which figures are others now than in the edition before."""

from __future__ import annotations

from tests.edition.made import APART, CATALOG, content, revised
from tests.edition.reading import made

from tercet.edition.revisions import revisions
from tercet.edition.words import words

EN = words("en", CATALOG)
NOW = [str(1000 + 100 * month) for month in range(14)]


def test_only_figures_that_changed_are_revised_newest_first() -> None:
    """A period that is new was not revised."""
    before: list[str | None] = [*NOW[:13]]
    before[3], before[12] = "1250", "2000"
    (one,) = revisions(revised(content(APART), "US", before), EN)
    assert [(row.period, row.old, row.new) for row in one.rows] == [
        ("to January 2023", "2,000", "2,200"),
        ("to April 2022", "1,250", "1,300"),
    ]
    assert one.rows[0].change.replace("\u00a0", " ") == "+10 %"
    assert one.summary == "figures revised: 2; periods new: 1"


def test_a_value_that_came_or_went_is_told_without_a_percentage() -> None:
    """From nothing to something is no percentage."""
    before: list[str | None] = [*NOW[:13], None, "7"]
    (one,) = revisions(revised(content(APART), "US", before), EN)
    assert [(row.old, row.new, row.change) for row in one.rows] == [
        ("7", "no value", ""),
        ("no value", "2,300", ""),
    ]


def test_series_without_a_changed_figure_are_left_out() -> None:
    """The list has what changed and nothing else."""
    assert revisions(content(APART), EN) == []
    assert revisions(revised(content(APART), "US", [*NOW]), EN) == []


def test_the_page_of_sources_lists_every_revised_figure() -> None:
    """The old value, the new one, and the change."""
    before: list[str | None] = [*NOW]
    before[0] = "500"
    text = made(revised(content(APART), "US", before))["sources.html"].replace("\u00a0", " ")
    assert '<td class="number">500</td><td class="number">1,000</td><td class="number">+100 %</td>' in text
    assert "Since the edition as of 5 January 2023:" in text
