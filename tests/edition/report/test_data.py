"""What the report says of promises, claims, gaps and revisions, before it is set."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests.edition.made import answer
from tests.edition.report.told import LANGS, knowing, promise, proof, shown, told

from tercet.edition.content import Absence, Content
from tercet.edition.front import front
from tercet.edition.report.data import LETTERS, MOST


def test_a_promise_has_its_dates_its_evidence_and_the_numbers_of_its_documents() -> None:
    """A verdict convinces only those who can look up what it rests on."""
    found = shown(told())
    kept, open_, overdue = found["commitments"]
    assert (kept["made"], kept["due"], kept["shown"]) == ("2 January 2022", "1 May 2022", "30 April 2022")
    assert (open_["due"], open_["shown"], open_["evidence"]) == ("no date was stated", "", ())
    assert [one["refs"] for one in (kept, open_, overdue)] == [(1, 2), (1,), (1,)]
    assert [(one["day"], one["refs"]) for one in kept["evidence"]] == [("30 April 2022", (3, 4))]
    assert [(one["day"], one["areas"]) for one in overdue["evidence"]] == [("January 2023", "Canada")]
    assert found["documents"][:3] == [
        {"number": 1, "text": "a speech", "href": ""},
        {"number": 2, "text": "https://example.org/r", "href": "https://example.org/r"},
        {"number": 3, "text": "https://example.org/done (page 2)", "href": "https://example.org/done"},
    ]


def test_evidence_that_the_reason_quotes_is_not_printed_twice() -> None:
    """The same sentence twice in one cell makes nobody surer."""
    catalog = knowing(promise("P1", evidence=[proof(), proof("Somebody spoke of it.", shows="related")]))
    (one,) = shown(told(catalog=catalog), catalog=catalog)["commitments"]
    assert "It is done." in one["reason"]["text"]
    assert [proved["text"]["text"] for proved in one["evidence"]] == ["", "Somebody spoke of it."]


def test_evidence_of_a_later_day_is_not_in_the_report() -> None:
    """What was not known on the day of the edition is not in it."""
    catalog = knowing(promise("P1", evidence=[proof(dated="2024-01-01")]))
    assert shown(told(catalog=catalog), catalog=catalog)["commitments"][0]["evidence"] == ()


def test_a_document_that_several_cite_has_one_number() -> None:
    """A reader who looks a document up finds it once."""
    found = shown(told())
    texts = [one["text"] for one in found["documents"]]
    assert len(set(texts)) == len(texts)
    assert [one["refs"] for one in found["claims"]] == [(1,), (1,)]


def test_what_is_missing_is_told_by_kind_of_gap() -> None:
    """A country without a series is not one with zero; and who cannot be asked is not who was not asked."""
    assert [(one["name"], [row["area"] for row in one["rows"]]) for one in shown(told())["gaps"]] == [
        ("not published", ["Mexico"])
    ]
    found = told()
    absent = (Absence("CA", None, "No file."), Absence("MX", "withheld", "By law."))
    found = replace(found, headlines=(replace(found.headlines[0], series=(), absent=absent),))
    assert [one["name"] for one in shown(found)["gaps"]] == ["withheld", "No series"]


def test_periods_that_are_not_settled_are_counted() -> None:
    """A provisional month will be another one in the next edition, and the report says how many there are."""
    assert [(one["mark"], one["area"], one["count"]) for one in shown(told())["marked"]] == [
        ("P", "United States", "2")
    ]


def test_a_revision_has_its_old_and_its_new_value() -> None:
    """A figure that was quoted from the edition before is found again, with what it is now."""
    (one,) = shown(told())["revised"]
    assert "United States" in one["caption"] and one["more"] == ""
    (row,) = one["rows"]
    assert (row["old"], row["new"]) == ("2,190", "2,200")


def test_of_many_revisions_the_newest_are_printed_and_the_others_counted() -> None:
    """A publisher that changes a definition changes every month; the report stays readable and hides nothing."""
    found = told()
    (headline,) = found.headlines
    values: list[str | None] = [str(Decimal(100 + at)) for at in range(40)]
    other: list[str | None] = [str(Decimal(200 + at)) for at in range(40)]
    first = date(2020, 1, 1)
    us = replace(headline.series[0], answer=answer("US", first, values), earlier=answer("US", first, other))
    (one,) = shown(replace(found, headlines=(replace(headline, series=(us,)),)))["revised"]
    assert len(one["rows"]) == MOST and "16" in one["more"]
    assert one["rows"][0]["period"] == "to April 2023"


def first(found: Content) -> Content:
    """A content that has no edition before it."""
    return replace(found, since=None)


def test_a_first_edition_says_that_it_has_none_before_it() -> None:
    """No revisions, and nothing that there could be revisions of, are two things."""
    assert not shown(first(told()))["since"]
    assert dict(shown(first(told()))["front"])["Edition before"] == "none is known"
    assert dict(shown(told())["front"])["Edition before"] == "5 January 2023"


@pytest.mark.parametrize("lang", LANGS)
def test_every_chapter_has_its_first_words_and_every_annex_its_letter(lang: str) -> None:
    """A heading that is followed by nothing is a page that was forgotten."""
    given = shown(told(), lang)
    assert [one["places"] for one in given["chapters"]] == [[0]]
    for name in front().chapters:
        assert given["texts"][f"report_{name}_lede"]
    for name, letter in LETTERS.items():
        assert f" {letter}. " in given["texts"][f"annex_{name}"]
    assert LETTERS["documents"] in given["texts"]["report_refs"]
