"""Judge: answers become verdicts. View -> measures -> nowcast, trend, commitments, claims.

Rooms of analysis never import each other, so this is where one is given what another found: a room that needs
measures gets an `Ask`, and the trend gets the estimates of the nowcast as a table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from tercet.analysis.claims.judge import judge as judge_claims
from tercet.analysis.commitments.judge import judge as judge_commitments
from tercet.analysis.measures.answering import answering, published_for
from tercet.analysis.measures.question import resolve
from tercet.analysis.measures.series import series
from tercet.analysis.measures.tally import guarded, unreleased
from tercet.analysis.nowcast.estimate import estimate
from tercet.analysis.nowcast.score import score
from tercet.analysis.trend.judge import judge as judge_trend
from tercet.answers import Answer
from tercet.catalog.load import Catalog
from tercet.errors import QuestionError, Withheld
from tercet.ledger.view import View
from tercet.question import Ask, Question, Vintage

SAMPLE = "SAMPLE: every figure here is made up."


def trend(question: Question, view: View, catalog: Catalog) -> Answer:
    """Where the measure is going in each area: verdict, yearly rate with its interval, segments, reason."""
    return _marked(view, judge_trend(question, catalog, asking(view, catalog), estimates(view, catalog)))


def nowcast(question: Question, view: View, catalog: Catalog, scored: bool) -> Answer:
    """Recent periods as they will probably be, each with its interval; or how wrong such estimates were before."""
    found = tuple(vintages(view, question, catalog))
    return _marked(view, (score if scored else estimate)(question, catalog, found))


def commitments(view: View, catalog: Catalog, name: str | None) -> Answer:
    """Every promise that was made by the day of the view, with its verdict and evidence."""
    day = view.as_of or date.today()
    ask, later = asking(view, catalog), estimates(view, catalog)
    return _marked(view, judge_commitments(catalog, ask, day, is_sample(view), name, later))


def claims(view: View, catalog: Catalog, name: str | None) -> Answer:
    """Every quoted figure, with its verdict and what was checked."""
    then = asking_then(view, catalog)
    return _marked(view, judge_claims(catalog, asking(view, catalog), view.as_of, is_sample(view), name, then))


def asking(view: View, catalog: Catalog) -> Ask:
    """Questions about measures, answered from a view; the same question is computed once."""
    known: dict[str, Answer | QuestionError] = {}

    def ask(question: Question) -> Answer:
        key = repr(question)
        if key not in known:
            try:
                known[key] = _told(question, view, catalog)
            except QuestionError as error:
                known[key] = error
        found = known[key]
        if isinstance(found, QuestionError):
            raise found
        return found

    return ask


def _told(question: Question, view: View, catalog: Catalog) -> Answer:
    """The series, unless it rests on records that may be counted and not be shown.

    Disclosure control guards the figures of an edition and not what is worked out from them, so nothing is.
    """
    measure = catalog.measure(question.measure)
    answer = series(view, measure, catalog, question)
    if guarded(view, measure, catalog) and any(unreleased(view, measure, catalog, question)):
        raise Withheld(
            f"{measure.id}: withheld. Records behind these figures may be counted for {view.audience} and not shown, "
            "so nothing is worked out from them."
        )
    return answer


def asking_then(view: View, catalog: Catalog) -> Callable[[date], Ask]:
    """The same questions on an earlier day, from the files that were received by then."""
    known: dict[tuple[str, ...], Ask] = {}

    def then(day: date) -> Ask:
        batches = tuple(batch for batch in view.batches if batch.received <= day)
        key = tuple(batch.id for batch in batches)
        if key not in known:
            known[key] = asking(replace(view, batches=batches), catalog)
        return known[key]

    return then


def vintages(view: View, question: Question, catalog: Catalog) -> Iterator[Vintage]:
    """The files of the one source that answers a question, oldest first; none where sources are added up."""
    measure = catalog.measure(question.measure)
    asked = resolve(question, measure, catalog, view.sources(measure.from_))
    chosen = answering(view, asked).chosen
    names = {one.source.id for area in chosen for group in area.groups for one in group}
    for batch in sorted(view.batches, key=lambda one: one.rank):
        if names == {batch.source}:
            alone = view.only(batch)
            areas = published_for(alone, asked) or tuple(sorted({catalog.country(area.area) for area in chosen}))
            yield Vintage(batch.id, batch.file, batch.received, asking(alone, catalog), areas)


def estimates(view: View, catalog: Catalog) -> Ask:
    """The nowcast as something that can be asked like a measure; it is only computed where it is."""
    return lambda question: estimate(question, catalog, tuple(vintages(view, question, catalog)))


def is_sample(view: View) -> bool:
    """Whether what came in is made up. Real claims and promises are never judged by made-up figures."""
    return any(batch.sample for batch in view.batches)


def _marked(view: View, answer: Answer) -> Answer:
    """An answer that says so where it is made from made-up figures."""
    return replace(answer, notes=(*answer.notes, SAMPLE)) if is_sample(view) else answer
