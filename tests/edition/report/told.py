"""What the tests of the report tell: the small content, with promises that the catalog knows and an edition before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache, cached_property
from typing import Any

from tests.edition.made import APART, answer, content

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
SPEECH = "https://speech.example/2022"
RECORD = "https://record.example/a_long_name_of_a_page"


def promise(name: str, **more: Any) -> Commitment:
    """A promise as its definition would have it."""
    told = {
        "id": name,
        "made": "2022-01-02",
        "commitment": "To do <one> thing",
        "theme": "tracing",
        "owners": "US",
        "needed": "A record.",
    }
    stated = {"document": "fact sheet", "verb": "will do", "source": SPEECH, "basis": "opened"}
    rest = {"meeting": "TFC-1", "parties": ["US"], "statements": [stated], "basis": "opened"}
    return Commitment.model_validate({**told, **rest, **more})


def proof(text: str = "The thing was done.", **more: Any) -> dict[str, Any]:
    """A piece of evidence as a definition would have it."""
    told = {"dated": "2022-04-20", "kind": "event", "shows": "fulfilled", "text": text, "basis": "opened"}
    return {**told, "sources": [RECORD], **more}


KEPT = {
    "P1": promise("P1", evidence=[proof()]),
    "P2": promise("P2", evidence=[proof(dated="2022-05", shows="related")]),
}


class Known(Catalog):
    """The packaged definitions, with the promises of a test."""

    @cached_property
    def commitments(self) -> Mapping[str, Commitment]:
        """The promises of the small content."""
        return KEPT


CATALOG = Known.open()


def spoken(lang: str, promises: Mapping[str, Commitment] = KEPT) -> Words:
    """The words of a language, with promises that its catalog knows."""
    if promises is KEPT:
        return words(lang, CATALOG)
    known = Known.open()
    known.__dict__["commitments"] = promises
    return words(lang, known)


def told(verdicts: dict[tuple[str, str], str] = APART) -> Content:
    """The small content, of which one figure was another one in the edition before."""
    now = content(verdicts)
    (headline,) = now.headlines
    (us, ca) = headline.series
    before: list[str | None] = [str(1000 + 100 * month) for month in range(13)]
    us = replace(us, earlier=answer("US", date(2022, 1, 1), [*before[:-1], "2190.5"]))
    return replace(now, since=date(2023, 3, 5), headlines=(replace(headline, series=(us, ca)),))


def shown(found: Content, lang: str = "en", promises: Mapping[str, Commitment] = KEPT) -> dict[str, Any]:
    """What the layout is given of a content."""
    spoke = spoken(lang, promises)
    return data(found, front(), with_report(spoke), figures(found, front(), spoke), ())


def pdf(found: Content, lang: str = "en", promises: Mapping[str, Commitment] = KEPT) -> bytes:
    """The report of a content, in an edition in three languages."""
    spoke = spoken(lang, promises)
    return report(found, front(), spoke, figures(found, front(), spoke), tuple(spoken(one) for one in LANGS))


@cache
def made(lang: str) -> bytes:
    """The report of the small content in a language, made once."""
    return pdf(told(), lang)
