"""How wrong such estimates were before."""

from __future__ import annotations

from tercet.answers import Answer
from tercet.catalog.load import Catalog
from tercet.errors import QuestionError
from tercet.question import Question, Vintage


def score(question: Question, catalog: Catalog, vintages: tuple[Vintage, ...]) -> Answer:
    """The errors of each vintage."""
    raise QuestionError("Not built yet.")
