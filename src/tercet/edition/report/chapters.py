"""The chapters of the report that show measures: chapters.yml, read once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from tercet.catalog.models import Definition
from tercet.catalog.yaml import read_model
from tercet.edition.content import Headline

CHAPTERS = Path(__file__).parent / "chapters.yml"
OTHER = "other"


class Chapter(Definition):
    """A chapter with its measures. The texts `report_{id}` and `report_{id}_lede` are its heading and first words."""

    id: str
    measures: tuple[str, ...]


class Chapters(Definition):
    """All chapters, in their order."""

    chapters: tuple[Chapter, ...]


@cache
def chapters() -> tuple[Chapter, ...]:
    """The chapters of the package."""
    return read_model(CHAPTERS, Chapters).chapters


def placed(headlines: Sequence[Headline]) -> list[tuple[str, list[int]]]:
    """Each chapter that has a headline, with the places of its headlines; nothing is left out."""
    ids = [one.measure.id for one in headlines]
    named = {measure for chapter in chapters() for measure in chapter.measures}
    found = [
        (chapter.id, [at for measure in chapter.measures for at, one in enumerate(ids) if one == measure])
        for chapter in chapters()
    ]
    found.append((OTHER, [at for at, one in enumerate(ids) if one not in named]))
    return [(name, places) for name, places in found if places]
