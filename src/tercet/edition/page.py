"""A page of the site before it is filled: where it stands, and what it is filled with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

INDEX = "index"
CHAPTER, MEASURE, AREA = "chapter", "measure", "area"  # how a page stands in the menu; others are reached from these


@dataclass(frozen=True, slots=True)
class Page:
    """One page of one language: its place (the same in all languages), its template and what it is filled with.

    `under` is the place of the page above it; `menu` says in which part of the menu it stands, `name` under which name
    where that is not its heading.
    """

    place: str
    template: str
    heading: str
    values: Mapping[str, Any]
    under: str = INDEX
    menu: str = ""
    name: str = ""

    @property
    def title(self) -> str:
        """Its name in a list of pages."""
        return self.name or self.heading


@dataclass(frozen=True, slots=True)
class Entry:
    """A page in the menu, with the measures of its chapter. `here`: page, or true for the chapter that one is in."""

    place: str
    title: str
    here: str
    entries: tuple[Entry, ...] = ()


def file_name(place: str, lang: str, first: str, kind: str = "html") -> str:
    """The file of a page in a language; the first language is the one that opens.

    >>> file_name("index", "en", "en"), file_name("claims", "fr", "en")
    ('index.html', 'claims.fr.html')
    """
    return f"{place}.{kind}" if lang == first else f"{place}.{lang}.{kind}"


def trail(here: Page, pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages above a page, from the front page down; none above the front page."""
    by_place = {one.place: one for one in pages}
    found: list[Page] = []
    above = here
    while above.place != INDEX:
        above = by_place[above.under]
        found.insert(0, above)
    return tuple(found)


def menu(kind: str, here: Page, pages: Sequence[Page]) -> tuple[Entry, ...]:
    """The pages of one part of the menu, and under a chapter its measures."""
    above = {one.place for one in trail(here, pages) if one.place != INDEX}

    def entry(page: Page, entries: tuple[Entry, ...] = ()) -> Entry:
        mark = "page" if page is here else "true" if page.place in above else ""
        return Entry(page.place, page.title, mark, entries)

    return tuple(
        entry(one, tuple(entry(sub) for sub in pages if sub.menu == MEASURE and sub.under == one.place))
        for one in pages
        if one.menu == kind
    )
