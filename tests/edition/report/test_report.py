"""The report: tagged, the same bytes twice, and no text of a publisher is obeyed."""

from __future__ import annotations

import json
import re
import unicodedata
import zlib
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest
import typst
from tests.edition.made import APART, CATALOG, TOGETHER, content

from tercet.catalog.load import PACKAGED
from tercet.catalog.yaml import read_yaml
from tercet.edition.content import Content
from tercet.edition.figures import figures
from tercet.edition.front import front
from tercet.edition.report import report
from tercet.edition.report.data import data
from tercet.edition.report.digest import digest
from tercet.edition.report.report import LAYOUT, inputs
from tercet.edition.report.texts import with_report
from tercet.edition.words import Words, words
from tercet.errors import CatalogError

LANGS = ("en", "es", "fr")
HOSTILE = '#panic("obeyed") *bold* _it_ <label> @ref $x$ `raw` \\ // [ ] = head'


def spoken(lang: str) -> Words:
    """The words of a language."""
    return words(lang, CATALOG)


def pdf(told: Content, lang: str = "en") -> bytes:
    """The report of a content, in an edition in three languages."""
    drawn = figures(told, front(), spoken(lang))
    return report(told, front(), spoken(lang), drawn, tuple(spoken(one) for one in LANGS))


def shown(told: Content, lang: str = "en") -> dict[str, Any]:
    """What the layout is given of a content."""
    return data(told, front(), with_report(spoken(lang)), figures(told, front(), spoken(lang)), ())


@cache
def made(lang: str) -> bytes:
    """The report of the small sample content."""
    return pdf(content(APART), lang)


def inside(found: bytes) -> str:
    """What a PDF holds, its packed streams unpacked."""
    parts = [found]
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", found, re.DOTALL):
        try:
            parts.append(zlib.decompress(packed))
        except zlib.error:
            parts.append(packed)
    return b"\n".join(parts).decode("latin-1")


def queried(told: Content, selector: str, lang: str = "en") -> list[dict[str, Any]]:
    """What the set document holds, as Typst tells it."""
    given = inputs(told, front(), spoken(lang), figures(told, front(), spoken(lang)))
    found = typst.query(LAYOUT, selector, ignore_system_fonts=True, sys_inputs=given)
    listed: list[dict[str, Any]] = json.loads(found)
    return listed


@pytest.mark.parametrize("lang", LANGS)
def test_a_report_is_accessible_in_every_language(lang: str) -> None:
    """A reader who hears the report gets its language, its title, its structure and its bookmarks."""
    held = inside(made(lang))
    assert held.startswith("%PDF")
    assert re.search(r"pdfuaid:part(>|=\")1", held)
    assert "/StructTreeRoot" in held and "/Outlines" in held
    assert re.search(r"/Lang ?\(" + lang, held)
    assert with_report(spoken(lang))("report_title").split(",")[0] in held.encode("latin-1").decode("utf-8", "ignore")
    assert re.search(r"/TH\b", held)


def test_every_figure_says_its_finding_in_words() -> None:
    """Whoever cannot see a figure gets the sentence with its numbers, and where the series is going."""
    assert inside(made("en")).count("/Alt") >= 2
    (us, _, ca) = shown(content(APART))["measures"][0]["panels"]
    images = [one["alt"] for one in queried(content(APART), "image")]
    assert images == [us["alt"], ca["alt"]]
    assert "2,300" in us["alt"] and "Trend: rising" in us["alt"]


def test_the_same_content_gives_the_same_bytes() -> None:
    """A report that is made again can be told to be the same by its fingerprint."""
    again = pdf(content(APART))
    assert again == made("en")


def test_every_page_of_a_sample_report_says_sample() -> None:
    """A page that gets lost on a desk must not pass for real figures."""
    pages = queried(content(APART), "<head>")
    said = [one["value"] for one in queried(content(APART), "<sample>")]
    assert len(pages) > 5
    assert said == list(range(1, pages[0]["value"]["of"] + 1))
    assert not queried(content(APART, sample=False), "<sample>")


def test_texts_of_others_are_shown_and_not_obeyed() -> None:
    """A publisher's label is a text, whatever marks are in it; it can neither stop the build nor change the layout."""
    told = content(APART)
    row = dict(zip(told.commitments.columns, told.commitments.rows[0], strict=True)) | {"commitment": HOSTILE}
    told = replace(
        told,
        commitments=replace(told.commitments, rows=[tuple(row.values())]),
        put_aside=(replace(told.put_aside[0], text=HOSTILE),),
        files=(replace(told.files[0], name=HOSTILE),),
        refused=(replace(told.refused[0], message=HOSTILE),),
    )
    assert pdf(told).startswith(b"%PDF")
    found = json.dumps(queried(told, "figure"))
    assert json.dumps(HOSTILE)[1:-1] in found
    headings = len(queried(content(APART), "heading"))
    assert len(queried(told, "heading")) == headings


def test_a_command_that_is_copied_is_the_command() -> None:
    """No invisible mark is in what a reader copies from the report; the command runs as it stands there."""
    letters = re.findall(r"^<[0-9A-F]+> <((?:[0-9A-F]{4})+)>$", inside(made("en")), re.MULTILINE)
    copied = {letter for one in letters for letter in bytes.fromhex(one).decode("utf-16-be")}
    assert {"t", "_", "-"} <= copied
    assert not {letter for letter in copied if unicodedata.category(letter) == "Cf"}


def test_series_on_one_axis_are_one_figure() -> None:
    """Countries that may be compared share a figure, as on the page."""
    assert len(queried(content(TOGETHER), "image")) == 1


def test_claims_that_cannot_be_checked_are_counted_by_reason() -> None:
    """Nobody is said to be right or wrong where no file can tell."""
    found = shown(content(APART))
    assert [one["id"] for one in found["claims"]] == ["Q2"]
    assert found["unchecked"] == [("No source.", "1")]


def test_an_edition_without_promises_and_files_put_aside_still_has_a_report() -> None:
    """Where there is nothing to tell, the report says so, and no table is empty."""
    told = content(APART)
    empty = replace(told, put_aside=(), refused=(), commitments=replace(told.commitments, rows=[]))
    bare = replace(empty, claims=replace(told.claims, rows=[]))
    assert pdf(bare, "fr").startswith(b"%PDF")


def test_the_fingerprint_changes_with_the_content_alone() -> None:
    """The same data have one fingerprint in all languages; one number more makes it another."""
    told = content(APART)
    assert digest(told) == digest(content(APART))
    assert digest(told) != digest(replace(told, as_of=date(2023, 4, 6)))
    for lang in LANGS:
        lines = dict(shown(told, lang)["front"])
        assert digest(told) in lines.values()


def test_the_languages_have_the_same_texts_with_the_same_gaps() -> None:
    """A sentence that is missing in one language would leave a hole in its report."""
    texts = {lang: read_yaml(PACKAGED / "texts" / f"report_{lang}.yml") for lang in LANGS}
    for lang in LANGS:
        assert texts[lang].keys() == texts["en"].keys()
        for key, text in texts[lang].items():
            assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", texts["en"][key])), (lang, key)


def test_a_language_without_texts_is_refused() -> None:
    """A report is never half in another language."""
    with pytest.raises(CatalogError, match=r"report_de\.yml"):
        with_report(replace(spoken("en"), lang="de"))
