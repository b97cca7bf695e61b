"""Chapters and the menu: every page can be reached, and says where it stands."""

from __future__ import annotations

import re

from tests.edition.reading import html, outline, pages

from tercet.edition.page import CHAPTER, INDEX, MEASURE, Page, menu, trail

FOUND = [
    Page(INDEX, "", "Heading", {}, menu=CHAPTER, name="Front"),
    Page("chapter-a", "", "A", {}, menu=CHAPTER),
    Page("m", "", "M", {}, under="chapter-a", menu=MEASURE),
    Page("chapter-b", "", "B", {}, menu=CHAPTER),
    Page("m2", "", "M2", {}, under="chapter-b", menu=MEASURE),
]


def test_a_measure_stands_under_its_chapter() -> None:
    """The way back leads over the chapter to the front page."""
    assert [one.place for one in trail(FOUND[2], FOUND)] == [INDEX, "chapter-a"]
    assert trail(FOUND[0], FOUND) == ()


def test_the_menu_marks_the_page_and_the_chapter_above_it() -> None:
    """A reader sees where they are, and what else the chapter has."""
    entries = menu(CHAPTER, FOUND[2], FOUND)
    assert [(one.title, one.here) for one in entries] == [("Front", ""), ("A", "true"), ("B", "")]
    assert [(one.title, one.here) for one in entries[1].entries] == [("M", "page")]


def test_a_chapter_tells_the_findings_gaps_and_promises_on_its_subject() -> None:
    """It says what the figures say, and what was promised about them."""
    text = html("chapter-deaths").replace("\u00a0", " ")
    assert "United States: 2,300 deaths in the twelve months to February 2023, 109 % more" in text
    assert "○ not published" in text
    assert 'href="commitment-P1.html"' in text
    assert 'href="commitment-P2.html"' not in text


def test_a_chapter_without_a_measure_has_no_page() -> None:
    """An empty page tells nobody anything."""
    assert "chapter-deaths.html" in pages()
    assert not any(name.startswith("chapter-") and name != "chapter-deaths.html" for name in pages())


def test_every_page_is_reached_from_the_front_page() -> None:
    """Following links from the front page, a reader comes to every page."""
    made = pages()
    found, todo = {"index.html"}, ["index.html"]
    while todo:
        links = {(attributes.get("href") or "").partition("#")[0] for _, attributes in outline(made[todo.pop()]).tags}
        new = {link for link in links if link.endswith(".html") and link not in found}
        found |= new
        todo += sorted(new)
    assert found == {name for name in made if name.endswith(".html")}


def test_every_page_but_the_front_page_shows_the_way_back() -> None:
    """A page that was opened from a search has a way up."""
    for name, text in pages().items():
        if name.endswith(".html"):
            assert ('<nav class="trail"' in text) == (name != "index.html"), name
            assert len(re.findall('aria-current="page"', text)) >= 1, name


def test_the_switch_of_language_keeps_the_place_on_new_pages() -> None:
    """A reader of a commitment in Spanish is one click from it in English."""
    tags = outline(pages("en", "es")["commitment-P1.es.html"]).tags
    assert [attributes["href"] for _, attributes in tags if "hreflang" in attributes] == ["commitment-P1.html"]
