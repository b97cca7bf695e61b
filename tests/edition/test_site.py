"""The site: pages for people and machines, honest about what may be compared, what is missing and what was judged."""

from __future__ import annotations

import re

import pytest
from tests.edition.made import APART, CATALOG, TOGETHER, content, going, headline, series
from tests.edition.reading import FRONT, LANGS, html, made, outline, pages

from tercet.analysis.claims.verdicts import CONSISTENT, CONTRADICTED, DISAGREE, NOT_CHECKABLE, REPRODUCED
from tercet.analysis.commitments.verdict import WORST_FIRST
from tercet.analysis.trend.verdict import FALLING, FLAT, FLATTENING, RISING, UNKNOWN
from tercet.answers import Answer
from tercet.edition.figures import figure, grouped
from tercet.edition.verdicts import MARKS, chip, trend
from tercet.edition.words import Said, words

PLACES = (
    *("index", "comparability", "chapter-deaths", "opioid_deaths", "commitments", "commitment-P1", "commitment-P2"),
    *("claims", "sources", "missing", "area-US", "area-MX"),
)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("place", PLACES)
def test_every_page_is_sound_in_every_language(place: str, lang: str) -> None:
    """Tags close in order, the language is declared, and no text is missing or left unfilled."""
    text = html(place, lang)
    assert ("html", {"lang": lang}) in outline(text).tags
    assert not re.search(r"\{[a-z_]+\}", text)


@pytest.mark.parametrize("place", PLACES)
def test_headings_begin_with_one_title_and_skip_no_level(place: str) -> None:
    """Somebody who hears the page can jump from heading to heading."""
    levels = [int(tag[1]) for tag in outline(html(place)).headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


@pytest.mark.parametrize("place", PLACES)
def test_every_table_has_a_caption_and_no_name_is_given_twice(place: str) -> None:
    """No table is a riddle for somebody who cannot see it, and every address on a page means one place."""
    tags = outline(html(place)).tags
    assert sum(tag == "table" for tag, _ in tags) == sum(tag == "caption" for tag, _ in tags)
    names = [attributes["id"] for _, attributes in tags if attributes.get("id")]
    assert len(names) == len(set(names))


def test_every_figure_has_its_finding_as_text() -> None:
    """What a picture shows is said in words, with its numbers."""
    figures = [
        attributes["aria-label"] or "" for _, attributes in outline(html()).tags if attributes.get("role") == "img"
    ]
    assert len(figures) == 2
    assert figures[0].startswith(
        "United States: 2,300\u00a0deaths in the twelve months to February 2023, 109\u00a0% more"
    )
    assert "from zero" in figures[0]


def test_every_link_leads_to_a_file_of_the_edition_or_a_place_on_the_page() -> None:
    """The edition opens from disk, without a network and without a script in a page; nothing in it leads nowhere."""
    every = pages(*LANGS)
    for name, text in every.items():
        if not name.endswith(".js"):
            assert not re.search(r"@import|\bstyle=|url\((?!#)|<script>|javascript:|\bon\w+=", text), name
        assert set(re.findall(r'<script src="([^"]*)"', text)) <= every.keys(), name
        tags = outline(text).tags if name.endswith(".html") else []
        links = [attributes for _, attributes in tags if "href" in attributes]
        assert all(leads(name, link["href"] or "", every) or outward(link) for link in links), name


def leads(name: str, link: str, made: dict[str, str]) -> bool:
    """Whether a link leads to a file of the site, to a place on a page of it, or to where pictures and data are."""
    file, _, place = link.partition("#")
    target = made.get(file or name, "")
    return link.startswith(("data/", "figures/")) or (bool(target) and (not place or f'id="{place}"' in target))


def outward(link: dict[str, str | None]) -> bool:
    """Whether a link leads out safely: encrypted, and without telling the other side where it came from."""
    return str(link["href"]).startswith("https://") and link.get("rel") == "noopener noreferrer"


def test_the_switch_of_language_keeps_the_place() -> None:
    """A reader of the claims in French is one click from the claims in English."""
    links = [
        attributes for tag, attributes in outline(pages(*LANGS)["claims.fr.html"]).tags if "hreflang" in attributes
    ]
    assert [(link["hreflang"], link["href"]) for link in links] == [("en", "claims.html"), ("es", "claims.es.html")]


@pytest.mark.parametrize("lang", LANGS)
def test_a_sample_edition_says_so_on_every_page_and_a_real_one_on_none(lang: str) -> None:
    """The ribbon, the title, every figure, every data file and every printed page."""
    for name, text in pages(lang).items():
        if name.endswith(".css"):
            assert "@top-center" in text
        if not name.endswith(".html"):
            continue
        assert 'class="ribbon"' in text
        assert "<title>SAMPLE" in text
        assert text.count(">SAMPLE</text>") == text.count('role="img"')
    for text in pages(lang, sample=False).values():
        assert "SAMPLE" not in re.sub(r"SAMPLE_\w+\.csv", "", text)


@pytest.mark.parametrize(
    ("lang", "rising", "unknown"),
    [
        (
            "en",
            "Trend: rising (12 % a year; 90 % interval 8 % to 17 %).",
            "Trend: cannot be judged (−4 % a year, but the 90 % interval is −10 % to +1 %).",
        ),
        (
            "es",
            "Tendencia: en aumento (12 % al año; intervalo de 90 %: 8 % a 17 %).",
            "Tendencia: no se puede juzgar (−4 % al año, pero el intervalo de 90 % va de −10 % a +1 %).",
        ),
        (
            "fr",
            "Tendance : en hausse (12 % par an; intervalle à 90 % : de 8 % à 17 %).",
            "Tendance : ne peut être jugée (−4 % par an, mais l’intervalle à 90 % va de −10 % à +1 %).",
        ),
    ],
)
def test_a_trend_is_said_in_a_sentence_with_its_numbers(lang: str, rising: str, unknown: str) -> None:
    """A verdict stands with the rate and the interval that it rests on."""
    text = html(lang=lang).replace("\u00a0", " ")
    assert rising in text
    assert unknown in text


def test_a_fall_is_said_without_a_minus() -> None:
    """Falling by minus three percent would be a rise."""
    one = trend(series("US", ["1"], "", going("falling", "-28.3", "-26.5", "-24.7")), words("en", CATALOG))
    assert one is not None
    assert one.sentence.replace("\u00a0", " ") == "Trend: falling (26 % a year; 90 % interval 25 % to 28 %)."


def test_without_a_rate_no_number_is_made_up() -> None:
    """Too short a series has no rate, and the page gives none."""
    one = trend(series("US", ["1"], "", going("cannot be judged")), words("en", CATALOG))
    assert one is not None
    assert one.sentence == "Trend: cannot be judged; the reason stands below."


def test_every_verdict_of_every_room_has_a_mark_and_a_word_in_every_language() -> None:
    """A verdict without a word would be an empty chip, and two with one mark could not be told apart on paper."""
    for lang in LANGS:
        chips = [chip(verdict, words(lang, CATALOG)) for verdict in MARKS]
        assert len({(one.mark, one.kind, one.word) for one in chips}) == len(chips)
        assert all(one.word for one in chips)
    known = {RISING, FALLING, FLAT, FLATTENING, UNKNOWN, *WORST_FIRST}
    known |= {REPRODUCED, CONSISTENT, CONTRADICTED, DISAGREE, NOT_CHECKABLE}
    assert MARKS.keys() == known


def test_promises_are_listed_with_their_verdicts_and_an_address_each() -> None:
    """What was promised, by when, and what public evidence says of it."""
    text = html("commitments")
    assert 'id="P1"' in text
    assert "To do &lt;one&gt; thing" in text
    assert "Made 2 January 2022; due: 1 May 2022" in text
    assert "due: no date was stated" in text
    assert re.search(r"✓</span> met</span> 1", text)


def test_claims_that_could_be_checked_stand_first() -> None:
    """A reader sees what was found before what nobody can tell."""
    text = html("claims")
    assert text.index('id="Q2"') < text.index('id="Q1"')
    assert "an official, 8 February 2023" in text
    assert "an official, March 2023" in text


@pytest.mark.parametrize(("lang", "found"), [("en", "What the files say"), ("es", "Qué dicen los archivos")])
def test_the_details_of_a_claim_are_named_in_the_language_of_the_page(lang: str, found: str) -> None:
    """The name of a detail is translated; a text that nobody has translated is in English, and marked so."""
    assert f'<dt>{found}</dt><dd><span lang="en">a half</span></dd>' in html("claims", lang)


def test_the_data_behind_a_figure_are_one_click_away() -> None:
    """Three forms of one table; a file of made-up figures says so in its name."""
    found = [attributes["href"] for tag, attributes in outline(html()).tags if tag == "a"]
    for name in (
        "SAMPLE-opioid_deaths-R12.csv",
        "SAMPLE-opioid_deaths-R12.parquet",
        "sdmx/SAMPLE-opioid_deaths-R12.csv",
    ):
        assert f"data/{name}" in found


def test_series_that_may_not_be_compared_have_axes_of_their_own_and_the_reason_stands_above() -> None:
    """Two definitions on one axis would be a comparison."""
    one = figure(headline(APART), FRONT, words("en", CATALOG), content(APART, sample=False))
    assert [panel.areas for panel in one.panels] == [("US",), ("MX",), ("CA",)]
    assert [(reason.text, reason.said) for reason in one.apart] == [
        (
            "what is counted",
            (("United States", Said("another thing", "en")), ("Canada", Said("a thing; of its own", "en"))),
        )
    ]
    assert one.together == ()


def test_comparable_series_share_an_axis() -> None:
    """Where publishers count the same thing in the same way, one look compares them."""
    one = figure(headline(TOGETHER), FRONT, words("en", CATALOG), content(TOGETHER, sample=False))
    assert [panel.areas for panel in one.panels] == [("US", "CA"), ("MX",)]
    assert one.panels[0].wide
    assert one.apart == ()
    assert [(reason.text, reason.both) for reason in one.together] == [("what is counted", Said("a thing", "en"))]


def test_an_axis_is_shared_only_if_every_two_on_it_are_comparable() -> None:
    """That A may be compared with B and B with C says nothing about A and C."""
    rows = [("A", "B", "comparable"), ("B", "C", "comparable"), ("A", "C", "comparable with conversion")]
    assert grouped(["A", "B", "C"], Answer(("a", "b", "verdict"), list(rows))) == [("A", "B"), ("C",)]


def test_a_gap_is_named_with_its_reason() -> None:
    """An area without a series is never just an empty place."""
    text = html()
    assert "○ not published" in text
    assert "Nobody publishes it." in text
    assert "○ no publicado" in html(lang="es")


def test_verdicts_are_words_and_not_colours_alone() -> None:
    """A verdict can be read on paper and by anybody."""
    assert re.search(
        r'class="chip not-comparable"><span aria-hidden="true">≠</span> not comparable<', html("comparability")
    )
    assert "non comparable" in html("comparability", "fr")


def test_what_a_publisher_wrote_is_shown_and_not_obeyed() -> None:
    """A label with angle brackets in a file is text, never markup."""
    assert "place “&lt;Zz&gt; &amp; Co”" in html("missing")
    assert "<Zz>" not in html("missing")


def test_rows_files_and_fingerprints_are_listed() -> None:
    """Everything that went in can be checked, and everything that did not."""
    text = html("sources")
    aside = html("missing")
    for part in ("unknown place", "row 1,002", "SAMPLE_b.csv", "The file is a web page."):
        assert part in aside
    for part in (
        "ab" * 32,
        "1,203",
        "5 April 2023",
    ):
        assert part in text


def test_the_same_content_gives_the_same_bytes() -> None:
    """Same inputs, same pages."""
    assert pages(*LANGS) == made(content(APART), *LANGS)


def test_the_first_language_is_the_page_that_opens() -> None:
    """A folder with an edition opens in the language that was asked for first."""
    assert list(pages("fr", "en"))[:2] == ["index.html", "index.en.html"]


def test_every_colour_of_the_front_page_has_a_night_colour() -> None:
    """Lines stay visible in the dark."""
    text = pages()["style.css"]
    for day, night in FRONT.colours.values():
        assert f'[stroke="{day}"] {{ stroke: {night} }}' in text
