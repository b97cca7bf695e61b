"""The estimates for recent periods."""

from __future__ import annotations

from tercet.answers import Answer
from tercet.catalog.load import Catalog
from tercet.errors import QuestionError
from tercet.question import Question, Vintage


def estimate(question: Question, catalog: Catalog, vintages: tuple[Vintage, ...]) -> Answer:
    """Recent periods as they will probably be."""
    raise QuestionError("Not built yet.")
