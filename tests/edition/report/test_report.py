"""The report: tagged, the same bytes twice, and no text of a publisher is obeyed."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import unicodedata
import zlib
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import typst
from tests.edition.made import CATALOG, TOGETHER
from tests.edition.report.told import LANGS, knowing, made, pdf, promise, proof, shown, spoken, told

from tercet.answers import Answer
from tercet.catalog.load import PACKAGED, Catalog
from tercet.catalog.yaml import read_yaml
from tercet.edition.content import Content
from tercet.edition.figures import figures
from tercet.edition.front import front
from tercet.edition.report.digest import digest
from tercet.edition.report.fonts import FONTS
from tercet.edition.report.report import LAYOUT, inputs
from tercet.edition.report.texts import with_report
from tercet.errors import CatalogError

HOSTILE = '#panic("obeyed") *bold* _it_ <label> @ref $x$ `raw` \\ // [ ] = head'


def inside(found: bytes) -> str:
    """What a PDF holds, its packed streams unpacked."""
    parts = [found]
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", found, re.DOTALL):
        try:
            parts.append(zlib.decompress(packed))
        except zlib.error:
            parts.append(packed)
    return b"\n".join(parts).decode("latin-1")


def queried(found_in: Content, selector: str, catalog: Catalog = CATALOG) -> list[dict[str, Any]]:
    """What the set document holds, as Typst tells it."""
    spoke = spoken("en", catalog)
    given = inputs(found_in, front(), spoke, figures(found_in, front(), spoke))
    found = typst.query(LAYOUT, selector, ignore_system_fonts=True, font_paths=[FONTS], sys_inputs=given)
    listed: list[dict[str, Any]] = json.loads(found)
    return listed


def test_the_same_content_gives_the_same_bytes_in_another_process() -> None:
    """A report that is made again, elsewhere, can be told to be the same by its fingerprint."""
    call = (
        "from hashlib import sha256; from tests.edition.report.told import made; print(sha256(made('es')).hexdigest())"
    )
    root = Path(__file__).parents[3]
    settings = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LANG": "C"}
    again = subprocess.run(
        [sys.executable, "-c", call], cwd=root, env=settings, capture_output=True, check=True, text=True
    )
    assert again.stdout.strip() == sha256(made("es")).hexdigest()
    assert pdf(told(), "es") == made("es")


def test_every_page_of_a_sample_report_says_sample() -> None:
    """A page that gets lost on a desk must not pass for real figures."""
    pages = queried(told(), "<head>")
    said = [one["value"] for one in queried(told(), "<sample>")]
    assert len(pages) > 5
    assert said == list(range(1, pages[0]["value"]["of"] + 1))
    assert not queried(replace(told(), sample=False), "<sample>")


def hostile() -> tuple[Content, Catalog]:
    """The small content with a hostile text wherever somebody else wrote one."""
    catalog = knowing(
        promise("P1", commitment=HOSTILE, evidence=[proof(HOSTILE, sources=[HOSTILE])]),
        promise("P2", statements=[{"document": "fact sheet", "source": HOSTILE, "basis": "opened"}]),
        promise("P3", evidence=[proof(f"{HOSTILE} of its own", shows="related")]),
    )
    found = told(catalog=catalog)
    (headline,) = found.headlines
    absent = (replace(headline.absent[0], reason=HOSTILE),)
    return replace(
        found,
        headlines=(replace(headline, absent=absent),),
        commitments=with_texts(found.commitments, commitment=HOSTILE, reason=HOSTILE),
        claims=with_texts(found.claims, said=HOSTILE, reason=HOSTILE, source=HOSTILE, window=HOSTILE, flips=HOSTILE),
        put_aside=(replace(found.put_aside[0], text=HOSTILE),),
        files=(replace(found.files[0], name=HOSTILE),),
        refused=(replace(found.refused[0], message=HOSTILE),),
    ), catalog


def with_texts(answer: Answer, **texts: str) -> Answer:
    """An answer of which all rows have other texts."""
    rows = [dict(zip(answer.columns, row, strict=True)) | texts for row in answer.rows]
    return replace(answer, rows=[tuple(row.values()) for row in rows])


def test_texts_of_others_are_shown_and_not_obeyed() -> None:
    """A text is a text, whatever marks are in it: a label, a reason, evidence. It cannot stop or change the report."""
    found, catalog = hostile()
    assert pdf(found, "en", catalog).startswith(b"%PDF")
    headings = len(queried(told(), "heading"))
    assert len(queried(found, "heading", catalog)) == headings
    assert json.dumps(HOSTILE)[1:-1] in json.dumps(queried(found, "figure", catalog))


def test_a_dissent_stands_beside_its_figure_and_in_its_annex_in_the_words_of_the_partner() -> None:
    """A partner that counts otherwise is heard where the figure stands; what it writes is never obeyed."""
    given = inputs(told(), front(), spoken("en"), figures(told(), front(), spoken("en")))
    said = {"partner": "Mexico", "mark": "≠", "word": "dissent", "sentence": "Mexico dissents.", "sha256": "ab" * 32}
    found = json.loads(given["data"])
    found["measures"][0] |= {"fingerprint": "cd" * 32, "signatures": [{**said, "text": [["es", HOSTILE]]}]}
    given = {"data": json.dumps(found)}
    fonts: list[Path] = [FONTS]
    assert typst.compile(LAYOUT, ignore_system_fonts=True, font_paths=fonts, sys_inputs=given, pdf_standards="ua-1")
    marks = typst.query(LAYOUT, "<signature>", ignore_system_fonts=True, font_paths=fonts, sys_inputs=given)
    beside, annexed = json.loads(marks)
    assert beside["value"] == annexed["value"] == [["es", HOSTILE]]
    assert not queried(told(), "<signature>")


def test_a_command_that_is_copied_is_the_command() -> None:
    """No invisible mark is in what a reader copies from the report; the command runs as it stands there."""
    letters = re.findall(r"^<[0-9A-F]+> <((?:[0-9A-F]{4})+)>$", inside(made("en")), re.MULTILINE)
    copied = {letter for one in letters for letter in bytes.fromhex(one).decode("utf-16-be")}
    assert {"t", "_", "-"} <= copied
    assert not {letter for letter in copied if unicodedata.category(letter) == "Cf"}


def test_series_on_one_axis_are_one_figure() -> None:
    """Countries that may be compared share a figure, as on the page."""
    assert len(queried(told(TOGETHER), "image")) == 1


def test_claims_that_cannot_be_checked_are_counted_by_reason() -> None:
    """Nobody is said to be right or wrong where no file can tell."""
    found = shown(told())
    assert [one["id"] for one in found["claims"]] == ["Q2", "Q3"]
    assert found["unchecked"] == [({"text": "No source.", "lang": "en"}, "1", "Q1")]


def test_an_edition_without_promises_and_files_put_aside_still_has_a_report() -> None:
    """Where there is nothing to tell, the report says so, and no table is empty."""
    found = told()
    empty = replace(found, put_aside=(), refused=(), commitments=replace(found.commitments, rows=[]))
    bare = replace(empty, claims=replace(found.claims, rows=[]))
    assert pdf(bare, "fr").startswith(b"%PDF")


def test_the_fingerprint_changes_with_the_content_alone() -> None:
    """The same data have one fingerprint in all languages; one number more makes it another."""
    found = told()
    assert digest(found) == digest(told())
    assert digest(found) != digest(replace(found, as_of=date(2023, 4, 6)))
    for lang in LANGS:
        lines = dict(shown(found, lang)["front"])
        assert digest(found) in lines.values()


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
