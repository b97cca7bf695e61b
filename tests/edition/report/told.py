"""What the tests of the report tell: the small content with an edition before it, and promises of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from tests.edition.made import APART, CATALOG, DAY, Small, content, nothing, revised

from tercet.analysis.commitments.judge import judge
from tercet.catalog.load import Catalog
from tercet.catalog.promises import Commitment
from tercet.edition.content import Content
from tercet.edition.figures import figures
from tercet.edition.front import front
from tercet.edition.report import report
from tercet.edition.report.data import data
from tercet.edition.report.texts import with_report
from tercet.edition.words import Words, words

LANGS = ("en", "es", "fr")


def promise(name: str, **more: Any) -> Commitment:
    """A promise as its definition would have it."""
    told = {"id": name, "made": "2022-01-02", "commitment": "To do <one> thing", "theme": "tracing", "owners": "US"}
    stated = {"document": "fact sheet", "verb": "will do", "source": "a speech", "basis": "opened"}
    due = {"due": {"stated": "by May", "within": "2022-05-01"}, "shown_by": {"event": "one thing, done"}}
    rest = {"parties": ["US"], "statements": [stated], "basis": "opened"}
    return Commitment.model_validate({**told, **rest, **due, **more})


def proof(text: str = "It is done.", **more: Any) -> dict[str, Any]:
    """A piece of evidence as a definition would have it."""
    told = {"dated": "2022-04-30", "kind": "event", "shows": "fulfilled", "text": text, "basis": "opened"}
    return {**told, "sources": ["https://example.org/done"], **more}


def knowing(*promises: Commitment) -> Catalog:
    """The definitions of the small content, with other promises."""

    class Other(Small):
        """Definitions with promises of a test."""

        commitments: Mapping[str, Commitment] = {one.id: one for one in promises}

    return Other.open()


def told(verdicts: dict[tuple[str, str], str] = APART, catalog: Catalog = CATALOG) -> Content:
    """The small content, of which one figure was another one in the edition before."""
    before: list[str | None] = [*(str(1000 + 100 * month) for month in range(12)), "2190.5"]
    found = replace(content(verdicts), commitments=judge(catalog, nothing, DAY, sample=False))
    return revised(found, "US", before)


def spoken(lang: str, catalog: Catalog = CATALOG) -> Words:
    """The words of a language."""
    return words(lang, catalog)


def shown(found: Content, lang: str = "en", catalog: Catalog = CATALOG) -> dict[str, Any]:
    """What the layout is given of a content."""
    spoke = spoken(lang, catalog)
    return data(found, front(), with_report(spoke), figures(found, front(), spoke), ())


def pdf(found: Content, lang: str = "en", catalog: Catalog = CATALOG) -> bytes:
    """The report of a content, in an edition in three languages."""
    spoke = spoken(lang, catalog)
    return report(found, front(), spoke, figures(found, front(), spoke), tuple(spoken(one) for one in LANGS))


@cache
def made(lang: str) -> bytes:
    """The report of the small content in a language, made once."""
    return pdf(told(), lang)
