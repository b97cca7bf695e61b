"""The page of a commitment: the promise, the verdict and why, the evidence and where it is."""

from __future__ import annotations

import pytest
from tests.edition.reading import html, outline


def test_a_commitment_has_its_promise_verdict_and_reason() -> None:
    """Whoever opens the page of a promise sees first what became of it."""
    text = html("commitment-P1")
    assert "To do &lt;one&gt; thing" in text
    assert "✓</span> met</span>" in text
    assert "Met 1 day early" in text
    assert "First meeting" in text
    assert "1 January 2022 to 2 January 2022, Ottawa" in text
    assert '<q lang="en">by May</q>' in text
    assert "<code>tercet commitments P1 --as-of 2023-04-05</code>" in text


def test_parties_with_a_page_are_links_and_others_are_named() -> None:
    """A party that the front page does not have has no page to lead to."""
    text = html("commitment-P1")
    assert '<a href="area-CA.html">Canada</a>, <a href="area-US.html">United States</a>, Texas' in text


def test_accounts_that_differ_stand_side_by_side() -> None:
    """Where two documents say different things, both are quoted, with the class of each."""
    text = html("commitment-P1")
    assert "The accounts differ." in text
    assert "It will be done." in text
    assert "It may be done." in text
    assert "the exact words are not known" in text
    assert "The accounts differ." not in html("commitment-P2")


def test_only_encrypted_addresses_are_links() -> None:
    """What a browser would open in the clear, or not at all, stays text."""
    links = [attributes for tag, attributes in outline(html("commitment-P1")).tags if tag == "a"]
    out = {str(link["href"]) for link in links if str(link["href"]).startswith("http")}
    assert out == {"https://example.org/done", "https://example.org/r"}
    assert "http://example.org/plain" in html("commitment-P1")


def test_without_evidence_the_page_does_not_say_that_nothing_was_done() -> None:
    """No public evidence is no proof."""
    text = html("commitment-P2")
    assert "No public evidence was found as of 5 April 2023. That does not mean that nothing was done." in text
    assert "Nothing was stated that would show it." in text
    assert "A date." in text


@pytest.mark.parametrize(
    ("lang", "shows", "known"),
    [
        ("en", "shows that it was done", "source read in full, known from an excerpt"),
        ("es", "demuestra que se hizo", "fuente leída completa, conocida por un extracto"),
        ("fr", "démontre que c’est fait", "source lue en entier, connue par un extrait"),
    ],
)
def test_what_evidence_shows_is_said_in_the_language_of_the_page(lang: str, shows: str, known: str) -> None:
    """Ours is translated; what people wrote stays in English and is marked so."""
    text = html("commitment-P1", lang)
    assert f"{shows} · {known}" in text
    assert '<span lang="en">It is done.</span>' in text


def test_evidence_known_to_the_month_is_not_given_a_day() -> None:
    """A day that nobody stated would be made up."""
    text = html("commitment-P3")
    assert "<strong>January 2023</strong> (Canada)" in text
    assert "overdue" in text
