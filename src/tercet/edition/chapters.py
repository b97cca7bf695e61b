"""The chapters of measures: what each series says, with its trend, and what was promised on the subject."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tercet.edition import verdicts
from tercet.edition.content import Content
from tercet.edition.figures import Figure
from tercet.edition.front import Front
from tercet.edition.page import CHAPTER, MEASURE, Page
from tercet.edition.words import Words


def pages(content: Content, front: Front, words: Words, drawn: Sequence[Figure]) -> Iterator[Page]:
    """Each chapter that has a measure in this edition, followed by the pages of its measures."""
    figures = {one.id: one for one in drawn}
    for name, themes in front.chapters.items():
        shown = [figures[measure] for measure in front.measures(name) if measure in figures]
        if shown:
            values = {"figures": shown, "promised": _promised(content, themes, words)}
            yield Page(place(name), "chapter.html", words(f"chapter_{name}"), values, menu=CHAPTER)
            for one in shown:
                yield Page(one.id, "measure.html", one.title, {"one": one}, under=place(name), menu=MEASURE)


def place(name: str) -> str:
    """The place of the page of a chapter."""
    return f"chapter-{name}"


def _promised(content: Content, themes: Sequence[str], words: Words) -> list[verdicts.Judged]:
    """The commitments on the themes of a chapter."""
    ids = {row["id"] for row in content.commitments.records() if row["theme"] in themes}
    return [one for one in verdicts.commitments(content.commitments, words) if one.id in ids]
