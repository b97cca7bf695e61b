"""At which frequency an area is judged, and the figures that this rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from tercet.analysis.trend.usable import Row, Usable, usable
from tercet.catalog.load import Catalog
from tercet.catalog.models import Measure
from tercet.errors import QuestionError
from tercet.question import Ask, Question

# The shortest first; a rolling sum only where nothing shorter is published, because it says less.
ORDER = ("M", "Q", "R12", "S", "A", "FY")
SPARSE = 5  # events in a mean month, below which quarters are judged: a handful says little, and zero is common


@dataclass(frozen=True)
class Read:
    """The series of one area, and what is said beside it."""

    area: str
    series: Usable
    notes: tuple[str, ...]


def areas_of(question: Question, measure: Measure, ask: Ask) -> list[str]:
    """The areas asked for, or every one that the measure answers for at any frequency."""
    if question.areas:
        return list(dict.fromkeys(question.areas))
    found: list[str] = []
    errors: list[QuestionError] = []
    for freq in freqs(question, measure):
        try:
            found += [str(row["area"]) for row in ask(replace(question, freq=freq)).records()]
        except QuestionError as error:
            errors.append(error)
    if not found:
        raise errors[0] if errors else QuestionError(f"{measure.id}: no area has figures for the time asked for.")
    return sorted(set(found))


def freqs(question: Question, measure: Measure) -> list[str]:
    """The frequencies to try, best first."""
    if question.freq:
        return [question.freq.upper()]
    return [freq for freq in ORDER if freq in measure.freqs]


def read(question: Question, catalog: Catalog, ask: Ask, estimates: Ask) -> Read:
    """The series of the one area of a question; by quarter where single months are too thin."""
    measure = catalog.measure(question.measure)
    errors: list[QuestionError] = []
    thin: Read | None = None
    for freq in freqs(question, measure):
        if thin and freq != "Q":
            break
        try:
            found = _at(replace(question, freq=freq), measure, catalog, ask, estimates)
        except QuestionError as error:
            errors.append(error)
            continue
        if not is_thin(found.series) or freq != "M":
            return found
        thin = found
    if thin:
        return thin
    raise _fitting(errors, measure)


def is_thin(series: Usable) -> bool:
    """Whether single months are too empty: any amount of zero, or few events."""
    if not series.points.counts:
        return "zero" in series.left_out
    return len(series.points) > 0 and float(np.mean(series.points.value)) < SPARSE


def _fitting(errors: Sequence[QuestionError], measure: Measure) -> QuestionError:
    """The error to show: the one about the measure's first frequency says what is lacking in the plainest words."""
    at = sorted(measure.freqs, key=ORDER.index).index(measure.freqs[0]) if len(errors) == len(measure.freqs) else 0
    return errors[at]


def _at(question: Question, measure: Measure, catalog: Catalog, ask: Ask, estimates: Ask) -> Read:
    """The series at one frequency, with estimates where figures are provisional."""
    answer = ask(question)
    rows = answer.records()
    area = str(rows[0]["area"]) if rows else question.areas[0]
    known, notes = _estimates(question, rows, estimates)
    counts = measure.trend is None or measure.trend.noise == "counts"
    start = catalog.areas[catalog.country(area)].fiscal_start or 1 if area in catalog.areas else 1
    series = usable(rows, known, str(question.freq), counts, start)
    return Read(area, series, (*answer.notes, *notes))


def _estimates(question: Question, rows: Sequence[Row], estimates: Ask) -> tuple[list[Row], tuple[str, ...]]:
    """The nowcast of periods that are not settled, or why there is none."""
    if all(row["status"] != "P" for row in rows):
        return [], ()
    area = str(rows[0]["area"])
    asked = Question(question.measure, (area,), where=question.where, freq=question.freq, unit=question.unit)
    try:
        answer = estimates(asked)
    except QuestionError as error:
        return [], (f"{area}: provisional figures have no nowcast ({error})",)
    return [row for row in answer.records() if row["area"] == area], tuple(answer.notes)
