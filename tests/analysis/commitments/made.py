"""What the tests of commitments build: a promise, what is known of it, and a series to judge it by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from tests.world import packaged

from tercet.analysis.commitments.bench import no_estimates
from tercet.analysis.commitments.judge import judge
from tercet.answers import Answer
from tercet.catalog.load import Catalog
from tercet.catalog.promises import Commitment, Evidence
from tercet.errors import QuestionError
from tercet.question import Ask, Question

MADE = date(2023, 3, 9)
EVENT = {"event": "a meeting"}


def promise(**more: Any) -> Commitment:
    """A promise of two parties to meet, as the loader would read it."""
    usual = {
        "id": "X-01",
        "made": MADE.isoformat(),
        "commitment": "Meet again",
        "theme": "governance",
        "owners": "both",
        "parties": ["MX", "US"],
        "statements": [{"document": "readout", "verb": "agreed to meet", "source": "a readout", "basis": "opened"}],
        "due": {"stated": "within two months", "after": {"months": 2}},
        "shown_by": EVENT,
        "basis": "opened",
    }
    return Commitment.model_validate({name: value for name, value in {**usual, **more}.items() if value is not None})


def fact(dated: str, shows: str = "fulfilled", **more: Any) -> dict[str, Any]:
    """An entry of evidence."""
    entry = {"dated": dated, "kind": "event", "shows": shows, "text": "They met", "sources": ["s"], "basis": "opened"}
    return {**entry, **more}


def count(dated: str, done: int, of: int = 32) -> dict[str, Any]:
    """A count of states."""
    return fact(dated, "progress", text="A count", count={"done": done, "of": of, "what": "states"})


def evidence(**more: Any) -> Evidence:
    """Evidence as the loader would read it."""
    return Evidence.model_validate({**fact("2023-04-13"), **more})


@dataclass
class Asked:
    """Stands in for measures: series by name, and every question that was asked."""

    series: Mapping[str, Mapping[str, str | int | None]] = field(default_factory=dict)
    status: Mapping[str, str] = field(default_factory=dict)
    notes: Sequence[str] = ()
    questions: list[Question] = field(default_factory=list)

    def __call__(self, question: Question) -> Answer:
        """The series of a measure, or the refusal of a workspace that has no data."""
        self.questions.append(question)
        if question.measure not in self.series:
            raise QuestionError(f"There is nothing to measure {question.measure} by. Ingest a file.")
        area = question.areas[0]
        rows = [
            (question.measure, area, period, None if value is None else Decimal(value), self.status.get(period, "A"))
            for period, value in self.series[question.measure].items()
            if question.from_ in {None, period}
        ]
        return Answer(("measure", "area", "period", "value", "status"), rows, tuple(self.notes))


def catalog(*commitments: Commitment) -> Catalog:
    """The packaged catalog with a test's own commitments in the place of the packaged ones."""
    made = Catalog(packaged().folders)
    for part in ("areas", "units", "measures", "meetings"):
        vars(made)[part] = getattr(packaged(), part)
    vars(made)["commitments"] = {one.id: one for one in commitments}
    return made


def judged(
    commitment: Commitment, day: str, ask: Asked | None = None, sample: bool = False, estimates: Ask = no_estimates
) -> dict[str, Any]:
    """The row of one commitment on a day."""
    found = judge(catalog(commitment), ask or Asked(), date.fromisoformat(day), sample, None, estimates)
    return found.records()[0]


def packaged_row(name: str, day: str, ask: Asked | None = None, sample: bool = False) -> dict[str, Any]:
    """The row of a packaged commitment on a day, with no data unless told otherwise."""
    return judge(packaged(), ask or Asked(), date.fromisoformat(day), sample, name).records()[0]
