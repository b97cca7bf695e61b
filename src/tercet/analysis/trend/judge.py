"""The verdict on a series."""

from __future__ import annotations

from tercet.answers import Answer
from tercet.catalog.load import Catalog
from tercet.errors import QuestionError
from tercet.question import Ask, Question


def judge(question: Question, catalog: Catalog, ask: Ask, estimates: Ask) -> Answer:
    """The verdict for each area of the question."""
    raise QuestionError("Not built yet.")
