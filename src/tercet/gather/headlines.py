"""The headlines of an edition: a measure for every area, what may be compared, and why there is no more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tercet.analysis.measures.compare import compare
from tercet.analysis.measures.explain import explain
from tercet.analysis.measures.parts import answered_by
from tercet.analysis.measures.question import feeding
from tercet.analysis.measures.series import series
from tercet.answers import Answer
from tercet.catalog.load import Catalog
from tercet.catalog.models import Measure
from tercet.edition.content import Absence, Behind, Headline, Places, Series
from tercet.edition.front import Shown
from tercet.errors import QuestionError, Withheld
from tercet.gather.places import places
from tercet.judge import trend
from tercet.ledger.view import View
from tercet.question import Question


@dataclass(frozen=True, slots=True)
class Views:
    """What the audience may see, and what it saw in the edition before; None where there was none."""

    now: View
    before: View | None


def headline(views: Views, shown: Shown, areas: Sequence[str], catalog: Catalog) -> Headline:
    """One measure for every area of the front page: a series, or why there is none."""
    measure = catalog.measure(shown.measure)
    found: list[Series] = []
    parts: list[Places] = []
    absent: list[Absence] = []
    for area in areas:
        question = Question(measure.id, areas=(area,), where=shown.where, freq=shown.freq)
        try:
            found.append(_series(views, measure, question, catalog))
            parts += places(views.now, measure, catalog, question, found[-1].answer)
        except QuestionError as error:
            absent.append(_absence(area, measure, error))
    return Headline(
        measure,
        shown.freq,
        shown.where,
        tuple(found),
        tuple(absent),
        compare(views.now, measure, catalog, tuple(areas)),
        tuple(parts),
        tuple(feeding(measure, catalog, views.now.sources(measure.from_))),
    )


def _series(views: Views, measure: Measure, question: Question, catalog: Catalog) -> Series:
    """A series, with the rows and files behind its latest number, and what it was in the edition before."""
    view = views.now
    answer = series(view, measure, catalog, question)
    valued = [row["period"] for row in answer.records() if row["value"] is not None]
    if not valued:
        raise QuestionError(f"{question.areas[0]}: no period has a value.")
    latest = explain(view, measure, catalog, replace(question, from_=valued[-1], to=valued[-1]))
    files = tuple(str(row["file"]) for row in latest.batches.records())
    return Series(
        question.areas[0],
        answer,
        Behind(latest.total, files),
        _trend(view, question, catalog),
        _earlier(views, measure, question, catalog, answer),
    )


def _earlier(views: Views, measure: Measure, question: Question, catalog: Catalog, now: Answer) -> Answer | None:
    """The series as it was in the edition before; None where no figure that was there then has changed."""
    if views.before is None or _files_of(views.now, measure, catalog) == _files_of(views.before, measure, catalog):
        return None
    try:
        then = series(views.before, measure, catalog, question)
    except QuestionError:
        return None
    said = {row["period"]: row["value"] for row in now.records()}
    if all(said.get(row["period"], row["value"]) == row["value"] for row in then.records()):
        return None
    # Another source that has taken over does not revise the other's figures.
    sources = [answered_by(view, measure, catalog, question) for view in (views.now, views.before)]
    return then if sources[0] == sources[1] else None


def _files_of(view: View, measure: Measure, catalog: Catalog) -> frozenset[str]:
    """The batches that can be behind a measure."""
    sources = {source.id for source in feeding(measure, catalog, view.sources(measure.from_))}
    return frozenset(batch.id for batch in view.batches if batch.source in sources)


def _trend(view: View, question: Question, catalog: Catalog) -> Mapping[str, Any] | None:
    """The verdict on where a series is going; None where its measure does not say what counts as flat.

    None too where the trend would be worked out from records that are not released.
    """
    if catalog.measure(question.measure).trend is None:
        return None
    try:
        (found,) = trend(replace(question, freq=None), view, catalog).records()
    except Withheld:
        return None
    return found


def _absence(area: str, measure: Measure, error: QuestionError) -> Absence:
    """Why an area has no series: the measure's own word on it, else the reason of the refusal."""
    coverage = measure.coverage.get(area)
    return Absence(area, coverage.gap, coverage.note.strip()) if coverage else Absence(area, None, str(error))
