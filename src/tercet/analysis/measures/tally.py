"""How many records stand behind each figure, by the terms of the records: what disclosure control has to know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from tercet.analysis.measures.amounts import in_unit
from tercet.analysis.measures.answering import answering
from tercet.analysis.measures.cells import cells_of
from tercet.analysis.measures.door import View
from tercet.analysis.measures.lines import Cell
from tercet.analysis.measures.question import Asked, feeding, resolve
from tercet.catalog.load import Catalog
from tercet.catalog.models import Measure
from tercet.question import Question


@dataclass(frozen=True, slots=True)
class Tally:
    """The part of one figure that comes from records under the same terms: its value, and how many records."""

    area: str
    period: str
    by: tuple[str | None, ...]
    terms: str
    value: Decimal | None
    records: int


def tally(view: View, measure: Measure, catalog: Catalog, question: Question) -> Iterator[Tally]:
    """Every figure of a question taken apart by the terms of its records."""
    parted = replace(question, by=(*question.by, "terms"))
    asked = resolve(parted, measure, catalog, view.sources(measure.from_))
    for chosen in answering(view, asked).chosen:
        for cell in cells_of(asked, chosen):
            yield _tallied(asked, cell)


def guarded(view: View, measure: Measure, catalog: Catalog) -> bool:
    """Whether any source of a measure has records that may be counted and not be shown."""
    sources = feeding(measure, catalog, view.sources(measure.from_))
    return any(view.guarded(measure.from_, source.id) for source in sources)


def unreleased(view: View, measure: Measure, catalog: Catalog, question: Question) -> Iterator[Tally]:
    """The parts of a question's figures that come from records which may be counted and not be shown."""
    return (one for one in tally(view, measure, catalog, question) if one.records and not view.listed(one.terms))


def _tallied(asked: Asked, cell: Cell) -> Tally:
    """One part of a figure. Records are those with a value; counted units that were weighed are records too."""
    value = in_unit(cell.base[0], asked.catalog.units[asked.unit]) if cell.base else None
    records = sum(fact.present or int(fact.units > 0) for part in cell.parts for fact in part.facts)
    *by, terms = cell.by
    return Tally(cell.area, cell.period.name, tuple(by), terms or "", value, records)
