"""What stands on the front page: templates/front.yml, read once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import Field, model_validator

from tercet.catalog.models import Definition, Freq
from tercet.catalog.yaml import read_model

TEMPLATES = Path(__file__).parent / "templates"


class Shown(Definition):
    """A measure in its chapter, at a frequency, for records of one kind; `card` puts it on the front page."""

    measure: str
    freq: Freq
    chapter: str
    card: bool = False
    where: Mapping[str, str] = {}


class Front(Definition):
    """The order of the areas, their colours by day and by night, the chapters with their themes, and the headlines.

    `timeline` is how many commitments the front page shows; `claims` are verdicts, in the order of their interest.
    """

    areas: tuple[str, ...]
    colours: Mapping[str, tuple[str, str]]
    chapters: Mapping[str, tuple[str, ...]]
    headlines: tuple[Shown, ...]
    timeline: int = Field(gt=0)
    claims: tuple[str, ...]

    @model_validator(mode="after")
    def _in_chapters(self) -> Front:
        for one in self.headlines:
            if one.chapter not in self.chapters:
                raise ValueError(f"{one.measure} is in chapter {one.chapter!r}, which is not among the chapters")
        return self

    @property
    def cards(self) -> frozenset[str]:
        """The measures that have a card on the front page."""
        return frozenset(one.measure for one in self.headlines if one.card)

    def measures(self, chapter: str) -> tuple[str, ...]:
        """The measures of a chapter, in the order of the headlines."""
        return tuple(one.measure for one in self.headlines if one.chapter == chapter)


def front() -> Front:
    """The front page of the package."""
    return read_model(TEMPLATES / "front.yml", Front)
