"""The search index: everything that can be found leads to a page of the edition, in every language, without accents."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.edition.made import APART, CATALOG, content
from tests.edition.reading import LANGS, pages

from tercet.answers import Answer
from tercet.edition.content import Places
from tercet.edition.search import Entry, entries, folded, script
from tercet.edition.words import words

EN = words("en", CATALOG)
FILES = {
    "index": ("index.html", "What we know now"),
    "opioid_deaths": ("opioid_deaths.html", "Opioid deaths"),
    "commitments": ("commitments.html", "Commitments"),
    "commitment-P1": ("commitment-P1.html", "P1"),
    "claims": ("claims.html", "Claims checked"),
    "area-MX": ("area-MX.html", "Mexico"),
}


def found(files: dict[str, tuple[str, str]] = FILES) -> list[Entry]:
    """Everything that can be found in the small edition."""
    return entries(content(APART), EN, files)


def hits(word: str, among: list[Entry] | None = None) -> list[str]:
    """The addresses of what has a word that begins so."""
    return [one.file for one in among or found() if f" {folded(word)}" in f" {one.keys}"]


@pytest.mark.parametrize("lang", LANGS)
def test_everything_found_leads_to_a_page_of_the_edition(lang: str) -> None:
    """No result is a dead end; a place on a page is there too."""
    made = pages(*LANGS)
    name = "search.js" if lang == "en" else f"search.{lang}.js"
    index = json.loads(made[name].removeprefix("window.TERCET = ").removesuffix(";\n"))["index"]
    assert {kind for kind, *_ in index} == {"measure", "area", "commitment", "claim", "page"}
    for _, _, _, address, _ in index:
        file, _, place = address.partition("#")
        assert not place or f'id="{place}"' in made[file]
        assert file.endswith(".html" if lang == "en" else f".{lang}.html")


@pytest.mark.parametrize("word", ["opioid", "opioides", "opioïdes", "OPIOID_DEATHS"])
def test_a_measure_is_found_by_its_name_in_every_language(word: str) -> None:
    """A reader of the English edition who types the Spanish name finds the page."""
    assert "opioid_deaths.html" in hits(word.split("_")[0])


@pytest.mark.parametrize("word", ["Mexico", "México", "Mexique", "mx"])
def test_an_area_is_found_with_and_without_accents(word: str) -> None:
    """Nobody needs the right keyboard."""
    assert hits(word)[0] == "area-MX.html"


def test_what_has_no_page_is_not_found() -> None:
    """An area that the edition does not speak of leads nowhere, so it is not in the list."""
    assert not any(one.title == "Canada" for one in found())


def test_a_part_of_a_country_leads_to_the_measure_that_has_its_figures() -> None:
    """Who looks for a state finds the map on which it stands, under its local spelling too."""
    told = content(APART)
    rows: list[tuple[object, ...]] = [("MX-SON", 5), ("MX-SIN", None)]
    places = (Places("MX", "2023", Answer(("area", "value"), rows)),)
    among = entries(replace(told, headlines=(replace(told.headlines[0], places=places),)), EN, FILES)
    assert [one.file for one in among if one.title == "Sonora"] == ["opioid_deaths.html"]
    assert not any(one.title == "Sinaloa" for one in among)


def test_a_promise_leads_to_its_page_and_a_claim_to_its_place() -> None:
    """Each is found by its number and by its words."""
    assert hits("P1") == ["commitment-P1.html"]
    assert hits("P2") == ["commitments.html#P2"]
    assert hits("million") == ["claims.html#Q1"]


def test_the_index_is_one_value_and_no_markup() -> None:
    """It works from disk, where a page may not fetch data; a promise with angle brackets stays text."""
    text = script(content(APART), EN, FILES)
    assert text.startswith("window.TERCET = {") and text.count("\n") == 1
    assert "To do <one> thing" in text
    assert "innerHTML" not in pages()["script.js"] and "eval(" not in pages()["script.js"]
    assert len(pages()["script.js"].splitlines()) < 300
