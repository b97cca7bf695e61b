"""The figures behind a predicate: whole periods that are over, by a View as it was on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, localcontext

from tercet.answers import Answer
from tercet.catalog.load import Catalog
from tercet.catalog.models import Where
from tercet.catalog.predicates import Predicate
from tercet.errors import QuestionError
from tercet.periods import DAY, Period, containing, parse
from tercet.question import Ask, Question

ESTIMATED = {"P": "provisional", "E": "estimated", "I": "imputed"}


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure: its period, the value, and whether it may still change."""

    period: Period
    value: Decimal
    status: str

    @property
    def provisional(self) -> str:
        """A word for a figure that is not settled; empty for one that is."""
        return ESTIMATED.get(self.status, "")


def readings(predicate: Predicate, catalog: Catalog, ask: Ask, day: date) -> Mapping[str, Reading]:
    """Period -> figure, oldest first; a share where the predicate has a denominator.

    A period that is not over, or not covered as a whole, is left out: a part of a year always looks like less.
    """
    found = _series(predicate, predicate.measure, predicate.where, predicate.unit, catalog, ask, day)
    if predicate.denominator is None:
        return found
    whole = _series(predicate, predicate.denominator.measure, predicate.denominator.where, None, catalog, ask, day)
    return {
        name: Reading(one.period, _share(one.value, whole[name].value), max(one.status, whole[name].status))
        for name, one in found.items()
        if name in whole and whole[name].value
    }


def band(predicate: Predicate, reading: Reading, estimates: Ask) -> tuple[Decimal, Decimal] | None:
    """Between which values a provisional figure will probably end, with 90 %; None where that is not known."""
    if not reading.provisional or predicate.denominator is not None:
        return None
    freq, area = predicate.freq, predicate.area
    try:
        answer = estimates(Question(predicate.measure, (area,), where=predicate.where, freq=freq))
    except QuestionError:  # nothing to estimate from: the figure stands as it is, and is called provisional
        return None
    found = [row for row in answer.records() if (row["area"], row["period"]) == (area, reading.period.name)]
    return (found[0]["low"], found[0]["high"]) if found and predicate.unit is None else None


def target_period(predicate: Predicate, due_by: date | None, catalog: Catalog) -> Period | None:
    """The period in which the target has to be reached: as named, or the last one that ends by the due date."""
    start = fiscal_start(predicate, catalog)
    if predicate.period:
        return named(predicate.period, predicate.freq, start)
    if due_by is None:
        return None
    last = containing(due_by, predicate.freq, start)
    return last if last.last <= due_by else containing(_before(last), predicate.freq, start)


def named(name: str, freq: str, start: int) -> Period:
    """A period by its name at a frequency: 2023-06 is a month, or the twelve months that end in it."""
    return containing(parse(name, start).last, freq, start)


def fiscal_start(predicate: Predicate, catalog: Catalog) -> int:
    """The month in which the fiscal year of the area begins."""
    return catalog.areas[catalog.country(predicate.area)].fiscal_start or 1


def _before(period: Period) -> date:
    """The last day of the period before: of the month before, where windows overlap."""
    return period.anchor - DAY


def _series(
    predicate: Predicate, measure: str, where: Where, unit: str | None, catalog: Catalog, ask: Ask, day: date
) -> dict[str, Reading]:
    question = Question(measure, (predicate.area,), where=where, freq=predicate.freq, unit=unit)
    answer, start = _answer(ask, question), fiscal_start(predicate, catalog)
    found = {}
    for row in answer.records():
        period = named(str(row["period"]), predicate.freq, start)
        value = row["value"]
        if row["area"] == predicate.area and value is not None and period.last <= day:
            if row["status"] == "P" and _in_part(ask, question, answer, period):
                continue
            found[period.name] = Reading(period, value, str(row["status"]))
    return dict(sorted(found.items(), key=lambda item: item[1].period.anchor))


def _answer(ask: Ask, question: Question) -> Answer:
    """The answer. Where there are no data at all, that is the reason, and not a condition that they would have met."""
    try:
        return ask(question)
    except QuestionError:
        ask(replace(question, where={}))
        raise


def _in_part(ask: Ask, question: Question, answer: Answer, period: Period) -> bool:
    """Whether notes say that a period is covered in part; where they are cut short, it is asked for alone."""
    mark = f"{question.areas[0]} {period.name}: "
    if any(note.startswith(mark) for note in answer.notes):
        return True
    if not any(note.startswith("... and ") for note in answer.notes):
        return False
    alone = replace(question, from_=period.name, to=period.name)
    return any(note.startswith(mark) for note in ask(alone).notes)


def _share(part: Decimal, whole: Decimal) -> Decimal:
    """A share, to more digits than any figure has."""
    with localcontext(prec=28):
        return part / whole
