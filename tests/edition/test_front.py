"""The front page: six cards, a strip of what may be compared, a timeline, three claims, and what changed."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.edition.made import APART, CATALOG, content, quotes, revised
from tests.edition.reading import FRONT, html, made, outline

from tercet.catalog.load import Catalog
from tercet.edition.front import Front
from tercet.edition.verdicts import MARKS, newest
from tercet.edition.words import words

EN = words("en", CATALOG)


def test_six_of_the_headlines_are_cards_and_all_are_in_a_chapter() -> None:
    """A minister sees six measures at once, and finds the seventh in its chapter."""
    assert len(FRONT.cards) == 6
    assert {one for name in FRONT.chapters for one in FRONT.measures(name)} == {one.measure for one in FRONT.headlines}
    assert all(FRONT.measures(name) for name in FRONT.chapters)


def test_a_headline_in_no_chapter_is_refused() -> None:
    """A measure that no chapter has could not be found."""
    told = FRONT.model_dump()
    told["headlines"] = [{"measure": "opioid_deaths", "freq": "R12", "chapter": "elsewhere"}]
    with pytest.raises(ValueError, match="'elsewhere', which is not among the chapters"):
        Front.model_validate(told)


def test_the_themes_of_chapters_and_the_verdicts_of_the_front_page_exist() -> None:
    """A theme that no commitment has, or a verdict that is never given, would be a slip of the pen."""
    themes = {one.theme for one in Catalog.open().commitments.values()}
    assert {theme for found in FRONT.chapters.values() for theme in found} <= themes
    assert set(FRONT.claims) <= MARKS.keys()


def test_a_card_has_a_cell_for_every_country_and_a_missing_one_says_how_it_is_missing() -> None:
    """Value, period, change and trend side by side; never just an empty cell."""
    text = html("index")
    card = text[text.index('<article class="card"') : text.index("</article>")].replace("\u00a0", " ")
    assert card.count('<div class="cell area-') == 3
    assert re.search(r"2,300.*to February 2023<br>109 % more.*▲</span> rising", card, re.DOTALL)
    assert "○ not published" in card
    assert 'href="area-MX.html"' in card


def test_a_measure_without_a_card_is_in_the_strip_all_the_same() -> None:
    """What is not among the cards is still one click away."""
    told = content(APART)
    other = replace(told.headlines[0], measure=CATALOG.measure("overdose_deaths"))
    text = made(replace(told, headlines=(*told.headlines, other)))["index.html"]
    assert 'id="card-opioid_deaths"' in text
    assert 'id="card-overdose_deaths"' not in text
    assert '<th scope="row"><a href="overdose_deaths.html">' in text


def test_what_may_be_compared_stands_on_the_front_page_in_words() -> None:
    """Colour is never the only sign."""
    assert '<td data-label="United States and Canada"><span class="chip not-comparable">' in html("index")


def test_the_claims_of_the_front_page_are_the_newest_of_each_verdict() -> None:
    """Nobody picks claims by hand: of each verdict the newest, in the order of the front page."""
    assert [one.id for one in newest(quotes(), FRONT.claims, 3, EN)] == ["Q3", "Q1"]
    assert [one.id for one in newest(quotes(), FRONT.claims, 1, EN)] == ["Q3"]
    assert '<strong><span lang="en">a &lt;third&gt;</span></strong>' in html("index")


def test_without_an_edition_before_it_the_page_says_so() -> None:
    """An empty section would read as: nothing changed."""
    assert "There is no earlier edition to compare with." in html("index")


def test_where_nothing_was_revised_the_page_says_so() -> None:
    """That nothing changed is a finding."""
    same = [str(1000 + 100 * month) for month in range(14)]
    text = made(revised(content(APART), "US", list(same)))["index.html"]
    assert "Nothing was revised since the edition as of 5 January 2023." in text


def test_what_was_revised_is_told_with_the_old_and_the_new_value() -> None:
    """A reader who wrote the old figure down learns that it is another one now."""
    before = [str(1000 + 100 * month) for month in range(13)]
    before[12] = "2000"
    text = made(revised(content(APART), "US", list(before)))["index.html"]
    assert "United States · figures revised: 1; periods new: 1" in text
    assert "to January 2023: 2,000, now 2,200." in text


def test_the_headings_of_the_front_page_lead_into_the_edition() -> None:
    """From every section one click leads to its page."""
    links = {attributes.get("href") for tag, attributes in outline(html("index")).tags if tag == "a"}
    assert {"comparability.html", "commitments.html", "claims.html", "sources.html#revisions"} <= links
