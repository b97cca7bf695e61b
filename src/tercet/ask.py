"""Ask: a question becomes an answer. Question -> View -> analysis -> answer.

This is the second of the three main paths.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tercet.analysis.measures import compare as comparing
from tercet.analysis.measures import explain as explaining
from tercet.analysis.measures import series
from tercet.analysis.measures.explain import Explanation
from tercet.analysis.measures.question import feeding
from tercet.analysis.measures.tally import guarded
from tercet.answers import Answer
from tercet.catalog.load import Catalog
from tercet.catalog.models import Measure
from tercet.errors import Withheld
from tercet.ledger.ledger import Ledger
from tercet.ledger.view import View
from tercet.question import Question

UNGUARDED = (
    "Records behind these figures may be counted and not be shown, and this answer has passed no disclosure control. "
    "Hand out an edition instead: tercet build --audience {audience}"
)


@dataclass(frozen=True, slots=True)
class Standpoint:
    """For whom a question is answered, as of which date (None: as of now), from what.

    `use` is "statistics", from records that may be counted, or "records", only from those that may be shown too.
    """

    audience: str
    as_of: date | None = None
    use: str = "statistics"


def measure(question: Question, stand: Standpoint, ledger: Ledger, catalog: Catalog) -> Answer:
    """The series of a measure, one row per area, period and combination of dimensions."""
    view, asked = _view(stand, ledger, catalog), catalog.measure(question.measure)
    _unnamed_stay_so(view, asked, catalog)
    answer = series.series(view, asked, catalog, question)
    if guarded(view, asked, catalog):
        return replace(answer, notes=(*answer.notes, UNGUARDED.format(audience=stand.audience)))
    return answer


def compare(name: str, areas: Sequence[str], stand: Standpoint, ledger: Ledger, catalog: Catalog) -> Answer:
    """Whether each pair of areas may be compared in a measure, and the widest ground that they share."""
    return comparing.compare(_view(stand, ledger, catalog), catalog.measure(name), catalog, tuple(areas))


def explain(question: Question, stand: Standpoint, ledger: Ledger, catalog: Catalog) -> Explanation:
    """One number walked back to its definition, batches, files and rows."""
    view, asked = _view(stand, ledger, catalog), catalog.measure(question.measure)
    _unnamed_stay_so(view, asked, catalog)
    return explaining.explain(view, asked, catalog, question)


def trend(question: Question, stand: Standpoint, ledger: Ledger, catalog: Catalog) -> Answer:
    """Whether a measure is rising, falling, flat or flattening, or why that cannot be judged."""
    from tercet.judge import trend as judged

    return judged(question, _view(stand, ledger, catalog), catalog)


def nowcast(question: Question, stand: Standpoint, ledger: Ledger, catalog: Catalog, scored: bool = False) -> Answer:
    """Recent periods as they will probably be once all reports are in; or how such estimates did before."""
    from tercet.judge import nowcast as judged

    return judged(question, _view(stand, ledger, catalog), catalog, scored)


def commitments(stand: Standpoint, ledger: Ledger, catalog: Catalog, name: str | None = None) -> Answer:
    """What was promised, and what became of it as of the day of the standpoint."""
    from tercet.judge import commitments as judged

    return judged(_view(stand, ledger, catalog), catalog, name)


def claims(stand: Standpoint, ledger: Ledger, catalog: Catalog, name: str | None = None) -> Answer:
    """What officials have said in figures, checked."""
    from tercet.judge import claims as judged

    return judged(_view(stand, ledger, catalog), catalog, name)


def _unnamed_stay_so(view: View, asked: Measure, catalog: Catalog) -> None:
    """Stop where a source on background is behind the figures, and nobody of the house reads the answer first."""
    if view.use != "records" or catalog.terms.audiences[view.audience].inside:
        return
    feeds = {one.id for one in feeding(asked, catalog, view.sources(asked.from_))}
    quiet = {name for name, term in catalog.terms.terms.items() if term.attribution is not None}
    if any(not view.terms_of(batch).isdisjoint(quiet) for batch in view.batches if batch.source in feeds):
        raise Withheld(f"{asked.id}: withheld. A source of it is on background, and an answer here would name it.")


def _view(stand: Standpoint, ledger: Ledger, catalog: Catalog) -> View:
    return ledger.view(catalog, stand.audience, stand.as_of, stand.use)
