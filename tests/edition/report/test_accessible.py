"""The report for those who hear it: PDF/UA-1 as a checker has it, and what each tag tells."""

from __future__ import annotations

import io
import re
from typing import Any

import page
import pytest
from pikepdf import Dictionary, Name, Pdf
from tests.edition.report.tagged import SHOWS_TEXT, opened, painted, tree
from tests.edition.report.told import LANGS, made, shown, spoken, told

from tercet.edition.report.texts import with_report

LEAST = 6  # points; smaller letters are for nobody
RULES = 100  # as many rules of PDF/UA-1 a checker has to know before its yes counts


def fonts(pdf: Pdf) -> list[Any]:
    """The fonts of a document."""
    return [one for one in pdf.objects if hasattr(one, "get") and one.get("/Type") == Name("/Font")]


@pytest.mark.parametrize("lang", LANGS)
def test_a_checker_finds_no_fault_in_any_language(lang: str) -> None:
    """A report is PDF/UA-1 in every language, as far as a machine can tell."""
    told_of = page.validate_pdf_bytes(made(lang), profile="ua1")
    assert [(one.rule_id, one.message) for one in told_of.failures] == []
    assert told_of.is_compliant and told_of.rules.total > RULES


def test_the_checker_would_find_a_fault() -> None:
    """A check that cannot fail shows nothing: without the words for a figure it does."""
    pdf = opened(made("en"))
    for one in tree(pdf).all("Figure"):
        del one.entry["/Alt"]
    spoilt = io.BytesIO()
    pdf.save(spoilt)
    assert not page.validate_pdf_bytes(spoilt.getvalue(), profile="ua1").is_compliant


@pytest.mark.parametrize("lang", LANGS)
def test_a_reader_gets_language_title_and_bookmarks(lang: str) -> None:
    """A program that reads aloud needs to know the language, and shows the title in place of the file name."""
    pdf = opened(made(lang))
    assert str(pdf.Root["/Lang"]).lower() == f"{lang}-{with_report(spoken(lang))('report_region')}"
    assert pdf.Root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712 (of a PDF, not of Python)
    assert pdf.Root["/MarkInfo"]["/Marked"] == True  # noqa: E712
    with pdf.open_metadata() as meta:
        assert meta["pdfuaid:part"] == "1"
        assert with_report(spoken(lang))("report_title") in meta["dc:title"]
    with pdf.open_outline() as outline:
        assert len(outline.root) > 10


@pytest.mark.parametrize("lang", LANGS)
def test_all_that_is_painted_is_tagged_or_an_artifact(lang: str) -> None:
    """What has no tag is never read aloud, and nobody would notice that it is missing."""
    found = list(painted(opened(made(lang))))
    assert sum(one.operator in SHOWS_TEXT for one in found) > 300
    assert not [one for one in found if not one.tagged]


@pytest.mark.parametrize("lang", LANGS)
def test_no_letter_is_too_small_to_read(lang: str) -> None:
    """Paper cannot be zoomed."""
    sizes = [one.size for one in painted(opened(made(lang))) if one.operator in SHOWS_TEXT]
    assert min(sizes) >= LEAST


@pytest.mark.parametrize("lang", LANGS)
def test_every_figure_says_its_finding(lang: str) -> None:
    """Whoever cannot see a figure gets the sentence with its numbers, where the series is going, and the verdicts."""
    pdf = opened(made(lang))
    alts = [str(one.entry["/Alt"]) for one in tree(pdf).all("Figure")]
    given = shown(told(), lang)
    assert alts == [*(one["alt"] for one in given["measures"][0]["panels"] if one["narrow"]), given["timeline"]["alt"]]
    us, ca, promises = alts
    assert re.search(r"2[,\u00a0\u202f]300", us) and "77" in ca and "2" in promises
    assert given["measures"][0]["trends"][0]["sentence"] in us


def test_tables_say_which_cells_are_headers() -> None:
    """In a table that is read aloud a number is nothing without the name of its column."""
    pdf = opened(made("en"))
    tables = tree(pdf).all("Table")
    assert len(tables) > 8
    for one in tables:
        (head,) = one.all("THead")
        headers, others = head.all("TH", "TD"), one.all("TBody")[0].all("TR")
        assert headers and all(cell.kind == "TH" and cell.scope == "/Column" for cell in headers)
        assert {len(row.all("TD", "TH")) for row in others} == {len(headers)}


@pytest.mark.parametrize("lang", LANGS)
def test_headings_skip_no_level(lang: str) -> None:
    """A reader goes from heading to heading; one that is too deep looks as if something were missing."""
    levels = [int(one.kind[1]) for one in tree(opened(made(lang))).all("H1", "H2", "H3", "H4")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_links_say_where_they_lead() -> None:
    """A link that is only underlined leads those nowhere who do not see it."""
    pdf = opened(made("en"))
    links = [one for leaf in pdf.pages for one in leaf.obj.get("/Annots", []) if one["/Subtype"] == "/Link"]
    assert len(links) > 20
    assert all(str(one["/Contents"]) for one in links)
    outside = [str(one["/A"]["/URI"]) for one in links if "/URI" in one.get("/A", Dictionary())]
    assert "https://example.org/r" in outside


def test_fonts_are_inside_and_their_letters_known() -> None:
    """A report looks the same on every machine, and its words can be searched and read aloud."""
    pdf = opened(made("fr"))
    found = fonts(pdf)
    whole = [one for one in found if one["/Subtype"] == "/Type0"]
    assert len(whole) >= 3 and all("/ToUnicode" in one for one in whole)
    for one in found:
        if "/FontDescriptor" in one:
            assert {"/FontFile2", "/FontFile3"} & set(one["/FontDescriptor"].keys())
    names = {str(one["/BaseFont"]).partition("+")[2] for one in whole}
    assert any(name.startswith("SourceSans3") for name in names)
    assert any(name.startswith("LibertinusSerif") for name in names)
