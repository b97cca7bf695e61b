"""The verdict on each claim."""

from __future__ import annotations

from datetime import date

from tercet.answers import Answer
from tercet.catalog.load import Catalog
from tercet.errors import QuestionError
from tercet.question import Ask


def judge(catalog: Catalog, ask: Ask, as_of: date | None, sample: bool, name: str | None = None) -> Answer:
    """Every claim."""
    raise QuestionError("Not built yet.")
