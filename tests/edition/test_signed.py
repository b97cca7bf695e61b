"""Sign-off and dissent beside a figure: seen while it holds, and seen to have dropped once the figure has changed."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from functools import cache
from html import unescape
from typing import Any

import pytest
from hypothesis import given, settings
from tests.catalog.test_signatures import HASH, WRITTEN, signature
from tests.edition.made import APART, CATALOG, content, headline
from tests.edition.reading import outline

from tercet.catalog.signatures import Signature, own_words
from tercet.edition.content import Content
from tercet.edition.figures import Figure, figures, with_signatures
from tercet.edition.fingerprint import fingerprint
from tercet.edition.front import front
from tercet.edition.manifest import manifest
from tercet.edition.signed import SHORT, signatures
from tercet.edition.site import site
from tercet.edition.words import words

FRONT = front()
LANGS = ("en", "es", "fr")
PAGE = "opioid_deaths.html"
THIS = fingerprint(headline(APART))
DAY = "2023-03-03"
HOSTILE = ("<script>alert(1)</script>", '"><img src=x onerror=y>', "</blockquote></main>", "{{ t }}")
WORDS = {"es": "Contamos de otro modo.", "fr": "Nous comptons autrement."}


def told(*said: Signature, **more: Any) -> Content:
    """The small edition with signatures."""
    return replace(content(APART), signatures=said, **more)


@cache
def drawn(lang: str) -> Figure:
    """The figure, drawn once."""
    return figures(told(), FRONT, words(lang, CATALOG))[0]


def page(made: Content, lang: str = "en") -> str:
    """The page of the figure; its picture is that of the figure without signatures."""
    spoken = words(lang, CATALOG)
    figure = with_signatures(drawn(lang), made.headlines[0], made, spoken)
    return site(made, FRONT, [spoken], {lang: [figure]})[PAGE]


def beside(made: Content, lang: str = "en") -> str:
    """What stands under a figure about its signatures, without tags."""
    text = page(made, lang)
    part = text[text.index('class="signatures"') : text.index('<dl class="about"')]
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", part.partition(">")[2])))


def signed(**more: Any) -> Signature:
    """Mexico's signature on the figure as it is."""
    return signature("MX", DAY, **{"sha256": THIS, **more})


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "✓ signed off Signed off: Mexico, 3 March 2023."),
        ("es", "✓ visto bueno Visto bueno: México, 3 de marzo de 2023."),
        ("fr", "✓ approbation Approbation\u00a0: Mexique, le 3 mars 2023."),
    ],
)
def test_a_sign_off_stands_beside_the_figure_that_was_signed(lang: str, text: str) -> None:
    """Readers see by whom and when, in their own language, with a mark and a word and not by colour alone."""
    assert re.sub(r"\s+", " ", text) in re.sub(r"\s+", " ", beside(told(signed()), lang))


@pytest.mark.parametrize(
    ("lang", "word", "text"),
    [
        ("en", "sign-off dropped", "The figure has changed since, and the sign-off no longer holds."),
        ("es", "visto bueno sin efecto", "La cifra ha cambiado desde entonces, y el visto bueno ya no es válido."),
        ("fr", "approbation caduque", "Le chiffre a changé depuis, et cette approbation ne vaut plus."),
    ],
)
def test_a_changed_figure_drops_the_sign_off_visibly(lang: str, word: str, text: str) -> None:
    """Nobody may read a partner's yes into a figure that it has not seen; that there was one is told."""
    found = beside(told(signed(sha256=HASH)), lang)
    assert f"⚠ {word}" in found and text in found and HASH[:SHORT] in found
    assert "✓" not in found
    assert 'class="chip warning"' in page(told(signed(sha256=HASH)), lang)


def test_one_changed_value_is_enough() -> None:
    """A revision of the oldest month by one death drops the sign-off."""
    made = told(signed())
    first, *others = made.headlines[0].series
    rows = [list(row) for row in first.answer.rows]
    rows[0][4] += 1
    revised = replace(first, answer=replace(first.answer, rows=[tuple(row) for row in rows]))
    changed = replace(made, headlines=(replace(made.headlines[0], series=(revised, *others)),))
    assert "no longer holds" not in beside(made)
    assert "no longer holds" in beside(changed)


@pytest.mark.parametrize(("lang", "spoken"), [("en", ["es", "fr"]), ("es", ["es"]), ("fr", ["fr"])])
def test_a_dissent_stands_in_the_partners_own_words(lang: str, spoken: list[str]) -> None:
    """Words are never translated: a reader gets the partner's text in the page's language, or all that there is."""
    quotes = re.findall(r'<blockquote lang="(..)" dir="ltr">(.*?)</blockquote>', page(told(signed(words=WORDS)), lang))
    assert quotes == [(one, WORDS[one]) for one in spoken]


def test_a_dissent_on_an_earlier_version_says_so() -> None:
    """The words stay, and it is plain that they were said of other numbers."""
    found = beside(told(signed(words=WORDS, sha256=HASH)), "es")
    assert "versión anterior" in found and HASH[:SHORT] in found and WORDS["es"] in found


def test_the_fingerprint_is_shown_and_is_that_of_the_manifest() -> None:
    """Anyone can compare what a signature is bound to."""
    made = told(signed())
    (figure,) = json.loads(manifest(made, ["en"], {}))["figures"]
    assert figure["sha256"] == THIS
    assert [(one["partner"], one["kind"], one["holds"]) for one in figure["signatures"]] == [("MX", "signed", True)]
    assert f'<code title="{THIS}">{THIS[:SHORT]}</code>' in page(made)
    assert "No partner has signed" in beside(told()) and "No partner has signed" not in beside(made)


def test_each_partner_has_one_word_on_a_figure() -> None:
    """What holds goes before what does not, and the rest by its day."""
    here, before = signed(), signature("MX", "2023-03-09", "public", sha256=HASH)
    canada = signature("CA", DAY, sha256=THIS, words={"fr": "Non."})
    found = signatures(headline(APART), told(here, before, canada, audience="public"))
    assert [(one.signature.partner, one.signature.kind, one.holds) for one in found] == [
        ("CA", "dissent", True),
        ("MX", "signed", True),
    ]


def test_a_fingerprint_of_what_another_audience_sees_is_not_told() -> None:
    """With the fingerprint of the whole figure at hand, a reader could try out values for a suppressed cell."""
    made = told(signed(sha256=HASH), audience="public")
    assert "No partner has signed" in beside(made)
    assert HASH.encode() not in manifest(made, ["en"], {}) and HASH[:SHORT] not in page(made)
    assert "signed off" in beside(told(signed(), audience="public"))


def test_another_figure_is_not_signed() -> None:
    """A signature is on one measure."""
    assert "No partner has signed" in beside(told(signed(figure="overdose_deaths")))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '"><img src=x onerror=y>', "</blockquote></main>", "{{ t }}"]
)
def test_hostile_words_are_shown_and_not_obeyed(lang: str, text: str) -> None:
    """A dissent can be about anything, and is text."""
    made = told(signed(words={lang: text}), signature("CA", DAY, words={"en": text}))
    found = page(made, lang)
    quotes = re.findall(r"<blockquote[^>]*>(.*?)</blockquote>", found, re.DOTALL)
    assert [unescape(quote) for quote in quotes] == [text, text]
    usual = {tag for tag, _ in outline(page(told(), lang)).tags}
    assert {tag for tag, _ in outline(found).tags} == usual | {"blockquote"}


@settings(max_examples=10, deadline=None)
@given(WRITTEN)
def test_whatever_was_taken_comes_back_from_the_page(text: str) -> None:
    """Own words means letter by letter."""
    try:
        taken = own_words(text)
    except ValueError:
        return
    found = page(told(signed(words={"en": taken})))
    (quote,) = re.findall(r"<blockquote[^>]*>(.*?)</blockquote>", found, re.DOTALL)
    assert unescape(quote) == taken


def test_what_the_report_is_given_is_plain_text() -> None:
    """The layout of the report gets every signature in words, with nothing left for it to work out."""
    made = told(signed(words=WORDS), signature("CA", DAY, sha256=HASH, on=date(2023, 3, 4)))
    (figure,) = figures(made, FRONT, words("fr", CATALOG))
    assert figure.fingerprint == THIS
    assert [(one.partner, one.holds, one.text) for one in figure.signatures] == [
        ("Canada", False, ()),
        ("Mexique", True, (("fr", WORDS["fr"]),)),
    ]
