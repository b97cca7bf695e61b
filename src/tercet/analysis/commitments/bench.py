"""What a commitment is judged from: definitions, figures, a day, and whether the figures are made up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tercet.answers import Answer
from tercet.catalog.load import Catalog
from tercet.errors import QuestionError
from tercet.question import Ask, Question


def no_estimates(question: Question) -> Answer:
    """Nobody estimates where provisional figures will end."""
    raise QuestionError(f"{question.measure}: nothing is estimated.")


@dataclass(frozen=True)
class Bench:
    """`ask` gives figures as of the day; `estimates`, asked alike, where those that are provisional will end."""

    catalog: Catalog
    ask: Ask
    day: date
    sample: bool = False
    estimates: Ask = no_estimates
