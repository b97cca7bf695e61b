"""One number walked back to its formula, declarations, conversions, batches, files and rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from tercet.analysis.measures.answering import answering
from tercet.analysis.measures.cells import cells_of
from tercet.analysis.measures.choose import Chosen, Loaded
from tercet.analysis.measures.declared import declarations, in_words
from tercet.analysis.measures.door import Batch, View
from tercet.analysis.measures.frequencies import tiles_of
from tercet.analysis.measures.lines import Cell, Part
from tercet.analysis.measures.question import Asked, conditions_in_words, resolve
from tercet.analysis.measures.rows import Behind, behind
from tercet.analysis.measures.series import COLUMNS, notes_about
from tercet.analysis.measures.words import conversions
from tercet.answers import Answer, plain
from tercet.catalog.load import Catalog
from tercet.catalog.models import Measure
from tercet.errors import QuestionError
from tercet.periods import WORDS, Period, form_of
from tercet.question import Question

BATCHES = ("id", "file", "sha256", "received", "layout")


@dataclass(frozen=True)
class Explanation:
    """Everything behind one number. `rows` lists at most a thousand of the `total` rows."""

    answer: Answer
    formula: str
    definition: str
    caveat: str
    declarations: tuple[tuple[str, str, str], ...]  # source, key, value
    conversions: tuple[str, ...]
    batches: Answer
    rows: Answer
    total: int

    def __str__(self) -> str:
        """The parts under their names, as text."""
        return "\n\n".join(f"{heading}\n{text}" if heading else text for heading, text in self._parts())

    def _repr_html_(self) -> str:
        """The explanation for a notebook."""
        return f"<pre>{escape(str(self))}</pre>"

    def records(self) -> list[dict[str, Any]]:
        """Flat objects, each with the `part` of the explanation that it belongs to."""
        texts = [("formula", self.formula), ("definition", self.definition), ("caveat", self.caveat)]
        texts += [("conversion", text) for text in self.conversions]
        texts += [("note", text) for text in self.answer.notes]
        return [
            *({"part": "value", **record} for record in self.answer.records()),
            *({"part": part, "text": text} for part, text in texts),
            *(
                {"part": "declaration", "source": one, "key": key, "value": text}
                for one, key, text in self.declarations
            ),
            *({"part": "batch", **record} for record in self.batches.records()),
            *({"part": "row", **record} for record in self.rows.records()),
            {"part": "rows", "total": self.total, "listed": len(self.rows)},
        ]

    def _parts(self) -> Iterator[tuple[str, str]]:
        """Heading and text of every part."""
        yield "", str(self.answer)
        yield "Formula", self.formula
        yield "Definition", self.definition.strip()
        yield "Caveat", self.caveat.strip()
        yield "Declarations", "\n".join(f"{one}  {key}: {text}" for one, key, text in self.declarations) or "none"
        yield "Conversions", "\n".join(self.conversions) or "none"
        yield "Batches", str(self.batches)
        shown = f"{len(self.rows)} of {self.total} listed" if self.total > len(self.rows) else str(self.total)
        yield f"Rows ({shown})", str(self.rows)


def explain(view: View, measure: Measure, catalog: Catalog, question: Question) -> Explanation:
    """What is behind the number of one area and one period."""
    asked = resolve(_one_period(question, measure), measure, catalog, view.sources(measure.from_))
    if len(asked.areas) != 1 or asked.by:
        raise QuestionError("One number is explained at a time. Name one area and one period, and no dimensions.")
    chosen = answering(view, asked).chosen[0]
    cell = _only(asked, chosen, cells_of(asked, chosen))
    loaded = {one.source.id: one for group in chosen.groups for one in group}
    found = behind(asked, cell, loaded)
    return Explanation(
        answer=Answer(COLUMNS, [cell.row(asked)], tuple(notes_about(asked, chosen, [cell])), measure.names.en),
        formula=_formula(asked, cell),
        definition=measure.definition,
        caveat=measure.caveat,
        declarations=tuple(_declared(asked, [loaded[part.source] for part in cell.parts])),
        conversions=conversions(asked, cell, found),
        batches=_batches(view, cell, found),
        rows=found.rows,
        total=found.total,
    )


def _one_period(question: Question, measure: Measure) -> Question:
    """The question with the one period at both ends, at the frequency that its spelling names unless one is given."""
    period = question.from_ or question.to
    if not period or (question.to or period) != period:
        raise QuestionError("One number is explained at a time. Name one period, e.g. 2023-06.")
    form = form_of(period)
    rolling = form == "M" and "M" not in measure.freqs and "R12" in measure.freqs
    return replace(question, from_=period, to=period, freq=question.freq or ("R12" if rolling else form))


def _only(asked: Asked, chosen: Chosen, cells: Sequence[Cell]) -> Cell:
    """The one cell that was asked for."""
    if len(cells) > 1:
        name = WORDS[asked.freq]
        raise QuestionError(
            f"{asked.question.from_} is {len(cells)} periods by {name}. Name one, e.g. {cells[0].period.name}."
        )
    if not cells:
        tiles = tiles_of(chosen)
        first, last = min(tile.first for tile in tiles), max(tile.last for tile in tiles)
        raise QuestionError(
            f"{chosen.area} {asked.question.from_}: nothing is published for {asked.measure.id} then. "
            f"What there is lies in {first:%Y-%m} to {last:%Y-%m}."
        )
    return cells[0]


def _formula(asked: Asked, cell: Cell) -> str:
    """How the number comes about, in words."""
    where = {name: values for part in cell.parts for name, values in asked.conditions(part.source)}
    sources = " and ".join(part.source for part in cell.parts)
    inside = "published for" if asked.measure.areas == "published" else "in"
    text = f"Sum of {asked.column} over the {asked.kind.name} records of {sources} {inside} {cell.area}"
    text += f" where {conditions_in_words(where)}" if where else ""
    spans = "; ".join(_spans(part) for part in cell.parts)
    weighed = " Counted units are added by the factors below." if asked.factors else ""
    hole = f" There is no value, because a part is {cell.gap}." if cell.gap else ""
    return f"{text}, from {spans}, in {asked.unit}.{weighed}{hole}"


def _spans(part: Part) -> str:
    """The published spans that were added up."""
    tiles = part.choice.tiles
    first, last = tiles[0].first, tiles[-1].last
    count = "1 published span" if len(tiles) == 1 else f"{len(tiles)} published spans"
    return f"{count} ({first.isoformat()} to {last.isoformat()})"


def _covers(batch: Batch, period: Period) -> bool:
    """Whether a batch has published anything in a period."""
    return any(span.start <= period.last and period.first <= span.end for span in batch.coverage)


def _declared(asked: Asked, loaded: Sequence[Loaded]) -> Iterator[tuple[str, str, str]]:
    """What the sources declare."""
    for one in loaded:
        for key, values in sorted(declarations(asked, one.source).items()):
            yield one.source.id, key, in_words(values)


def _batches(view: View, cell: Cell, found: Behind) -> Answer:
    """The batches that rows came from, by source and day; behind a true zero, those that cover the period."""
    used = [batch for batch in view.batches if batch.id in found.batches]
    if not used:
        sources = {part.source for part in cell.parts}
        covering = (batch for batch in view.batches if batch.source in sources and _covers(batch, cell.period))
        used = [batch for batch in covering if view.any_released(batch)]
    used.sort(key=lambda batch: (batch.source, batch.received, batch.id))
    rows = [(batch.id, batch.file, batch.sha256, batch.received, batch.layout) for batch in used]
    return Answer(BATCHES, [tuple(plain(value) for value in row) for row in rows])
