"""Who answers for an area, and the figures of its parts by the same sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tercet.analysis.measures.answering import answering, load_all
from tercet.analysis.measures.cells import cells_of
from tercet.analysis.measures.choose import Chosen, choose
from tercet.analysis.measures.door import View
from tercet.analysis.measures.question import Asked, resolve
from tercet.analysis.measures.series import COLUMNS
from tercet.answers import Answer
from tercet.catalog.load import Catalog
from tercet.catalog.models import Measure
from tercet.question import Question


def parts(view: View, measure: Measure, catalog: Catalog, question: Question, among: Sequence[str]) -> Answer:
    """The series of some parts of a question's one area, read at once.

    Only those that the sources which answer for the area have figures of: other sources may mean something else by
    a figure. A part without any is left out.
    """
    (area,) = question.areas
    asked = resolve(replace(question, areas=(area, *among)), measure, catalog, view.sources(measure.from_))
    rows = [row for chosen in _answering(view, asked, area, among) for row in _rows(asked, chosen)]
    return Answer(COLUMNS, rows, (), measure.names.en)


def answered_by(view: View, measure: Measure, catalog: Catalog, question: Question) -> frozenset[str]:
    """The sources that answer a question: two answers of different ones differ without any revision."""
    asked = resolve(question, measure, catalog, view.sources(measure.from_))
    return frozenset(source for chosen in answering(view, asked).chosen for source in _sources(chosen))


def _answering(view: View, asked: Asked, area: str, among: Sequence[str]) -> Iterator[Chosen]:
    """Who answers for each part, where it is who answers for the area."""
    loaded = load_all(view, asked, asked.areas)[asked.catalog.country(area)]
    whole = _sources(choose(asked, area, loaded))
    for part in among:
        chosen = choose(asked, part, [one for one in loaded if one.source.id in whole])
        if _sources(chosen) == whole:
            yield chosen


def _rows(asked: Asked, chosen: Chosen) -> Iterator[tuple[object, ...]]:
    return (cell.row(asked) for cell in cells_of(asked, chosen))


def _sources(chosen: Chosen) -> frozenset[str]:
    """The sources that answer for an area."""
    return frozenset(one.source.id for group in chosen.groups for one in group)
