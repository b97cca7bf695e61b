"""The verdict on each commitment."""

from __future__ import annotations

from datetime import date

from tercet.answers import Answer
from tercet.catalog.load import Catalog
from tercet.errors import QuestionError
from tercet.question import Ask


def judge(catalog: Catalog, ask: Ask, day: date, sample: bool, name: str | None = None) -> Answer:
    """Every commitment made by a day."""
    raise QuestionError("Not built yet.")
