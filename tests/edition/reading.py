"""The small edition as pages, and their structure, for the tests of the site."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser

from tests.edition.made import APART, CATALOG, content

from tercet.edition.content import Content
from tercet.edition.figures import figures
from tercet.edition.front import front
from tercet.edition.pictures import svg_files
from tercet.edition.site import site
from tercet.edition.words import words

FRONT = front()
LANGS = ("en", "es", "fr")
VOID = {"meta", "br", "link", "img", "hr", "input"}


class Outline(HTMLParser):
    """Checks that tags are closed in order, and keeps what the tests look at."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.headings: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag opens."""
        self.tags.append((tag, dict(attrs)))
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """A tag closes: it must be the one that was opened last."""
        assert self.open.pop() == tag


def made(told: Content, *langs: str) -> dict[str, str]:
    """Every file of an edition."""
    spoken = [words(lang, CATALOG) for lang in langs or ("en",)]
    drawn = {one.lang: figures(told, FRONT, one) for one in spoken}
    pictures = {name: data.decode() for name, data in svg_files(told, drawn, spoken).items()}
    return {**site(told, FRONT, spoken, drawn), **pictures}


@cache
def pages(*langs: str, sample: bool = True) -> dict[str, str]:
    """Every file of the small edition."""
    return made(content(APART, sample), *langs)


def html(place: str = "opioid_deaths", lang: str = "en") -> str:
    """One page of the small edition."""
    return pages(lang)[f"{place}.html"]


def outline(text: str) -> Outline:
    """The structure of a page."""
    found = Outline()
    found.feed(text)
    assert found.open == []
    return found
