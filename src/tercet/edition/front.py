"""What stands on the front page: templates/front.yml, read once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tercet.catalog.models import Definition, Freq
from tercet.catalog.yaml import read_model

TEMPLATES = Path(__file__).parent / "templates"


class Shown(Definition):
    """A measure on the front page, at a frequency, for records of one kind."""

    measure: str
    freq: Freq
    where: Mapping[str, str] = {}


class Front(Definition):
    """The order of the areas, their colours by day and by night, and the headlines."""

    areas: tuple[str, ...]
    colours: Mapping[str, tuple[str, str]]
    headlines: tuple[Shown, ...]


def front() -> Front:
    """The front page of the package."""
    return read_model(TEMPLATES / "front.yml", Front)
