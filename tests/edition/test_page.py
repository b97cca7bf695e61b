"""The page: one file, readable by people and machines, honest about what may be compared and what is missing."""

from __future__ import annotations

import base64
import re
from html.parser import HTMLParser

import pytest
from tests.edition.made import APART, CATALOG, TOGETHER, content, headline

from tercet.answers import Answer
from tercet.edition.figures import figure, grouped
from tercet.edition.front import front
from tercet.edition.page import file_names, page
from tercet.edition.words import words

FRONT = front()
LANGS = ("en", "es", "fr")
VOID = {"meta", "br", "link", "img", "hr", "input"}


class Outline(HTMLParser):
    """Checks that tags are closed in order, and keeps what the tests look at."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.headings: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag opens."""
        self.tags.append((tag, dict(attrs)))
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """A tag closes: it must be the one that was opened last."""
        assert self.open.pop() == tag


def html(lang: str = "en", sample: bool = True, verdicts: dict[tuple[str, str], str] = APART) -> str:
    """The page of the small content."""
    return page(content(verdicts, sample), FRONT, words(lang, CATALOG), {"es": "index.es.html"})


def outline(text: str) -> Outline:
    """The structure of a page."""
    found = Outline()
    found.feed(text)
    assert found.open == []
    return found


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_is_sound_in_every_language(lang: str) -> None:
    """Tags close in order, the language is declared, and no text is missing or left unfilled."""
    found = outline(html(lang))
    assert ("html", {"lang": lang}) in found.tags
    assert not re.search(r"\{[a-z_]+\}", re.sub(r"<style>.*?</style>", "", html(lang), flags=re.DOTALL))


def test_headings_begin_with_one_title_and_skip_no_level() -> None:
    """Somebody who hears the page can jump from heading to heading."""
    levels = [int(tag[1]) for tag in outline(html()).headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_every_table_has_a_caption_and_every_figure_its_finding_as_text() -> None:
    """Neither a table nor a picture is a riddle for somebody who cannot see it."""
    tags = outline(html()).tags
    assert sum(tag == "table" for tag, _ in tags) == sum(tag == "caption" for tag, _ in tags)
    figures = [attributes["aria-label"] or "" for tag, attributes in tags if attributes.get("role") == "img"]
    assert len(figures) == 2
    assert figures[0].startswith(
        "United States: 2,300\u00a0deaths in the twelve months to February 2023, 109\u00a0% more"
    )
    assert "from zero" in figures[0]


def test_nothing_is_fetched_and_nothing_runs() -> None:
    """The page opens from disk, without a network and without a script."""
    text = html()
    assert not re.search(r'<script|<link|@import|src=|href="https?:|url\(', text)


@pytest.mark.parametrize("lang", LANGS)
def test_a_sample_edition_says_so_and_a_real_one_does_not(lang: str) -> None:
    """The ribbon, the title, every figure, every data file and every printed page."""
    text = html(lang)
    assert 'class="ribbon"' in text
    assert "<title>SAMPLE" in text
    assert "@top-center" in text
    assert text.count(">SAMPLE</text>") == text.count("<svg")
    real = re.sub(r"SAMPLE_\w+\.csv", "", html(lang, sample=False))
    assert "SAMPLE" not in re.sub(r"base64,\S+", "", real)


def test_the_data_of_each_series_are_in_the_page() -> None:
    """The numbers are one click away, and their last line says that they are made up."""
    link = next(attributes for tag, attributes in outline(html()).tags if tag == "a" and "download" in attributes)
    text = base64.b64decode((link["href"] or "").partition("base64,")[2]).decode()
    assert link["download"] == "SAMPLE_opioid_deaths_US.csv"
    assert text.startswith("measure,area,period,freq,value")
    assert text.splitlines()[-1].startswith("# SAMPLE")
    assert len(text.splitlines()) == 1 + 14 + 1


def test_series_that_may_not_be_compared_have_axes_of_their_own_and_the_reason_stands_above() -> None:
    """Two definitions on one axis would be a comparison."""
    one = figure(headline(APART), FRONT, words("en", CATALOG), sample=False)
    assert [panel.areas for panel in one.panels] == [("US",), ("MX",), ("CA",)]
    assert [(reason.text, reason.said) for reason in one.apart] == [
        ("what is counted", (("United States", "another thing"), ("Canada", "a thing; of its own")))
    ]
    assert one.together == ()


def test_comparable_series_share_an_axis() -> None:
    """Where publishers count the same thing in the same way, one look compares them."""
    one = figure(headline(TOGETHER), FRONT, words("en", CATALOG), sample=False)
    assert [panel.areas for panel in one.panels] == [("US", "CA"), ("MX",)]
    assert one.panels[0].wide
    assert one.apart == ()
    assert [(reason.text, reason.both) for reason in one.together] == [("what is counted", "a thing")]


def test_an_axis_is_shared_only_if_every_two_on_it_are_comparable() -> None:
    """That A may be compared with B and B with C says nothing about A and C."""
    rows = [("A", "B", "comparable"), ("B", "C", "comparable"), ("A", "C", "comparable with conversion")]
    assert grouped(["A", "B", "C"], Answer(("a", "b", "verdict"), list(rows))) == [("A", "B"), ("C",)]


def test_a_gap_is_named_with_its_reason() -> None:
    """An area without a series is never just an empty place."""
    text = html()
    assert "○ not published" in text
    assert "Nobody publishes it." in text
    assert "○ no publicado" in html("es")


def test_verdicts_are_words_and_not_colours_alone() -> None:
    """A verdict can be read on paper and by anybody."""
    assert re.search(r'class="chip not-comparable"><span aria-hidden="true">≠</span> not comparable<', html())
    assert "non comparable" in html("fr")


def test_what_a_publisher_wrote_is_shown_and_not_obeyed() -> None:
    """A label with angle brackets in a file is text, never markup."""
    assert "place “&lt;Zz&gt; &amp; Co”" in html()
    assert "<Zz>" not in html()


def test_rows_files_and_fingerprints_are_listed() -> None:
    """Everything that went in can be checked, and everything that did not."""
    text = html()
    for part in (
        "unknown place",
        "row 1,002",
        "SAMPLE_b.csv",
        "The file is a web page.",
        "ab" * 32,
        "1,203",
        "5 April 2023",
    ):
        assert part in text


def test_the_same_content_gives_the_same_bytes() -> None:
    """Same inputs, same page."""
    assert html() == html()


def test_the_first_language_is_the_page_that_opens() -> None:
    """A folder with an edition opens in the language that was asked for first."""
    assert file_names(["fr", "en"]) == {"fr": "index.html", "en": "index.en.html"}


def test_every_colour_of_the_front_page_has_a_night_colour() -> None:
    """Lines stay visible in the dark."""
    text = html()
    for day, night in FRONT.colours.values():
        assert f'[stroke="{day}"] {{ stroke: {night} }}' in text
