"""What the tests of the nowcast build: editions of a made-up publication, each answering for itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from tercet.answers import Answer
from tercet.catalog.load import Catalog
from tercet.catalog.models import Measure
from tercet.errors import QuestionError
from tercet.periods import add_months
from tercet.question import Question, Vintage

COLUMNS = ("measure", "area", "period", "freq", "value", "low", "high", "unit", "status")
STATES = ("US-AZ", "US-CA", "US-NM", "US-TX")
DAY = date(2024, 1, 1)

Cells = Mapping[tuple[str, str], Any]


def catalog(
    rule: Mapping[str, Any] | None = None, freqs: tuple[str, ...] = ("M", "A"), unit: str = "deaths"
) -> Catalog:
    """The packaged catalog with two made-up measures: `made`, and `made_predicted` by its publisher."""
    known = Catalog.open()
    common = {"from": "observation", "value": {"sum": "value"}, "unit": unit, "freqs": freqs, "areas": "published"}
    words = {"names": {"en": "Made up"}, "definition": "made up", "caveat": "made up"}
    measures = [
        Measure.model_validate({"id": "made", "nowcast": rule, **common, **words}),
        Measure.model_validate({"id": "made_predicted", **common, **words}),
    ]
    known.__dict__["measures"] = {measure.id: measure for measure in measures}
    return known


@dataclass(frozen=True)
class Edition:
    """One made-up file. Cells are by area and period; a value of None is a hole."""

    figures: Cells
    predicted: Cells = field(default_factory=dict)
    shares: Mapping[str, Cells] = field(default_factory=dict)
    provisional: frozenset[tuple[str, str]] = frozenset()
    freq: str = "M"
    unit: str = "deaths"
    finer: Mapping[str, Cells] = field(default_factory=dict)  # by frequency, for questions at another one

    def ask(self, question: Question) -> Answer:
        """What the file answers, in the form of a series."""
        cells = self.predicted if question.measure == "made_predicted" else self.figures
        if question.freq and question.freq != self.freq:
            cells = self.finer.get(question.freq, {})
        if question.by and not all(name in self.shares for name in question.by):
            raise QuestionError("no such dimension")
        rows = [self._row(question, key, value) for key, value in sorted(cells.items()) if key[0] in question.areas]
        absent = set(question.areas) - {row[1] for row in rows}
        if absent:
            raise QuestionError(f"{min(absent)}: no series")
        return Answer((*COLUMNS, *question.by), rows)

    def _row(self, question: Question, key: tuple[str, str], value: Any) -> tuple[Any, ...]:
        number = None if value is None else Decimal(str(value))
        status = "O" if value is None else "P" if key in self.provisional else "A"
        dims = (self.shares[name].get(key) for name in question.by)
        freq = question.freq or self.freq
        return (question.measure, *key, freq, number, None, None, self.unit, status, *dims)


def vintage(edition: Edition, name: str, received: date = DAY) -> Vintage:
    """An edition as a vintage of the ledger."""
    areas = tuple(sorted({area for area, _ in edition.figures}))
    return Vintage(name, name, received, edition.ask, areas)


def months(first: str, count: int) -> list[str]:
    """So many months from one on."""
    start = date.fromisoformat(f"{first}-01")
    return [f"{add_months(start, step):%Y-%m}" for step in range(count)]


def growing(
    truth: Mapping[str, Callable[[int], float]], share: Callable[[int], float], ends: list[int], start: str = "2020-01"
) -> tuple[Vintage, ...]:
    """Editions that end with the months of those numbers; a figure of an age is that share of the truth."""
    names = months(start, max(ends) + 1)
    found = []
    for end in ends:
        cells = {
            (area, names[at]): round(size(at) * share(end - at), 6)
            for area, size in truth.items()
            for at in range(end + 1)
        }
        found.append(vintage(Edition(cells), f"to_{names[end]}.csv"))
    return tuple(found)


def values(answer: Answer, column: str) -> dict[tuple[str, str], Any]:
    """One column of an answer, by area and period."""
    return {(row["area"], row["period"]): row[column] for row in answer.records()}
