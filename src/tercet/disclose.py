"""Disclose: what an edition may tell of figures that rest on records which its audience may not see one by one.

Content -> content with the cells that are held back marked Q, and what to remember of it for the editions to come.
All languages and formats are made from the content that comes out, so a cell is held back everywhere or nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from tercet.analysis.measures.question import feeding
from tercet.analysis.measures.tally import Tally, tally
from tercet.answers import Answer
from tercet.catalog.load import Catalog
from tercet.catalog.models import Disclosure
from tercet.edition.content import Content, Headline, Series
from tercet.errors import TermsError
from tercet.ledger.view import View
from tercet.question import Question
from tercet.terms.disclosure.kept import before
from tercet.terms.disclosure.marks import Naming, suppressed
from tercet.terms.disclosure.model import Cell, Edition, Key, Relation, Rule, key, text
from tercet.terms.disclosure.protect import check, protect

FIXED = 9  # columns of an answer before its dimensions
NOTE = (
    "Some of the records behind these figures may be counted and not be shown. Figures that would give them away are "
    "suppressed (Q)."
)


@dataclass(frozen=True, slots=True)
class Held:
    """An edition as it may go out, and what to remember of it; None where nothing in it had to be guarded."""

    content: Content
    edition: Edition | None


def hold(content: Content, view: View, catalog: Catalog, earlier: Sequence[Edition]) -> Held:
    """Hold back what sums, other tables or earlier editions of the same audience would otherwise give away.

    Raises where an attacker could bound a suppressed cell more tightly than the terms allow.
    """
    cells, relations = figures(content, view, catalog)
    if all(cell.released for cell in cells):
        return Held(content, None)
    terms = catalog.terms.disclosure
    if terms is None:
        raise TermsError("terms.yml has no rule for disclosure control, so no figures can go out. Add `disclosure:`.")
    rule = Rule(terms.smallest, terms.contributors, terms.width, terms.share, terms.zeros)
    earlier = before(earlier, cells, relations)
    hidden = _held_back(cells, relations, rule, terms, earlier)
    edition = Edition(f"{len(earlier) + 1} ({content.as_of})", tuple(cells), tuple(relations), hidden)
    open_ = {cell.key for cell in cells if cell.released}
    return Held(_marked(content, hidden, {cell.key for cell in cells} - open_), edition)


def _held_back(
    cells: Sequence[Cell], relations: Sequence[Relation], rule: Rule, terms: Disclosure, earlier: Sequence[Edition]
) -> frozenset[Key]:
    """What to hold back; the attacker's check stops the edition where that is not enough."""
    found = protect(cells, relations, rule, earlier)
    hidden = found.suppressed if terms.complementary else found.primary
    check(cells, relations, rule, hidden, earlier, found.already_out)
    return hidden


def figures(content: Content, view: View, catalog: Catalog) -> tuple[list[Cell], list[Relation]]:
    """Every figure of an edition that records behind it may not be shown for, and the sums that bind such figures.

    A reader takes off what is released record by record, so a cell is only what comes on top of that.
    """
    cells: dict[Key, Cell] = {}
    relations: list[Relation] = []
    for headline in content.headlines:
        if not _guarded(headline, view, catalog):
            continue
        counted = catalog.units[headline.measure.unit].dimension == "count"
        for question, answer in _questions(headline):
            tallies = list(tally(view, headline.measure, catalog, question))
            for cell in _cells(headline, answer, tallies, view, counted):
                cells.setdefault(cell.key, cell)
        relations += _sums(headline, cells)
    return list(cells.values()), sorted(set(relations), key=repr)


def _guarded(headline: Headline, view: View, catalog: Catalog) -> bool:
    """Whether any source of a measure has records that this audience may only have in totals."""
    kind = headline.measure.from_
    sources = feeding(headline.measure, catalog, view.sources(kind))
    return any(view.guarded(kind, source.id) for source in sources)


def _questions(headline: Headline) -> Iterator[tuple[Question, Answer]]:
    """The questions that a headline answers, each with its answer."""
    ask = partial(Question, headline.measure.id, where=headline.where, freq=headline.freq)
    for one in headline.series:
        yield ask(areas=(one.area,)), one.answer
    for places in headline.places:
        areas = tuple(sorted({str(row["area"]) for row in places.answer.records()}))
        by = places.answer.columns[FIXED:]
        yield ask(areas=areas, by=by, from_=places.period, to=places.period), places.answer


def _cells(headline: Headline, answer: Answer, tallies: Iterable[Tally], view: View, counted: bool) -> Iterator[Cell]:
    """The cells of one answer: of each figure what is not released record by record, and how many records that is."""
    naming = _naming(headline, answer)
    parts: dict[tuple[object, ...], list[Tally]] = {}
    for one in tallies:
        parts.setdefault((one.area, one.period, *one.by), []).append(one)
    for row in answer.records():
        if row["value"] is not None:
            place = (row["area"], row["period"], *(row[name] for name in answer.columns[FIXED:]))
            yield _cell(naming(row), row["value"], parts.get(place, []), view, counted)


def _cell(name: Key, value: Decimal, parts: Sequence[Tally], view: View, counted: bool) -> Cell:
    """One figure without what is released. Where its parts do not make it up, it is guarded as a whole."""
    closed = [one for one in parts if not view.listed(one.terms)]
    if parts and sum((one.value or Decimal(0) for one in parts), Decimal(0)) == value:
        records = sum(one.records for one in closed)
        rest = sum((one.value or Decimal(0) for one in closed), Decimal(0))
        return Cell(name, _exact(rest, counted), records, released=not records, counted=counted)
    return Cell(name, _exact(value, counted), sum(one.records for one in closed), counted=counted)


def _exact(value: Decimal, counted: bool) -> int | Decimal:
    """A count as a whole number."""
    return int(value) if counted and value == value.to_integral_value() else value


def _naming(headline: Headline, answer: Answer) -> Naming:
    """How the figures of an answer are called, wherever they are shown."""
    columns = ("measure", "freq", "area", "period", *answer.columns[FIXED:])
    where = " ".join(f"{name}={code}" for name, code in sorted(headline.where.items()))
    return lambda row: key(where=where, **{column: str(row[column]) for column in columns})


def _sums(headline: Headline, cells: Mapping[Key, Cell]) -> Iterator[Relation]:
    """The parts of a country that add up to it, where every reader can see that they do."""
    of_area = {one.area: one.answer for one in headline.series}
    for area, period, answers in _together(headline):
        if (whole := of_area.get(area)) is None:
            continue
        totals = [_naming(headline, whole)(row) for row in whole.records() if row["period"] == period]
        names = {_naming(headline, answer)(row) for answer in answers for row in answer.records()}
        parts = tuple(sorted((name for name in names if name in cells), key=text))
        yield from (Relation(total, parts) for total in totals if total in cells and _adds_up(cells, total, parts))


def _together(headline: Headline) -> Iterator[tuple[str, str, list[Answer]]]:
    """The parts of each country in a period: each way that it is divided, and all of them at once.

    States may make up a country only together with what a publisher puts abroad.
    """
    divided: dict[tuple[str, str], list[Answer]] = {}
    for one in headline.places:
        divided.setdefault((one.area, one.period), []).append(one.answer)
        yield one.area, one.period, [one.answer]
    yield from ((*place, answers) for place, answers in divided.items() if len(answers) > 1)


def _adds_up(cells: Mapping[Key, Cell], total: Key, parts: Sequence[Key]) -> bool:
    """Whether a total is exactly the sum of these parts."""
    found = sum((Decimal(cells[part].value) for part in parts), Decimal(0))
    return bool(parts) and found == Decimal(cells[total].value)


def _marked(content: Content, hidden: AbstractSet[Key], guarded: AbstractSet[Key]) -> Content:
    """The content without what is held back, and without what could be worked out from it."""
    headlines = tuple(_of_headline(one, hidden, guarded) for one in content.headlines)
    return replace(content, headlines=headlines)


def _of_headline(headline: Headline, hidden: AbstractSet[Key], guarded: AbstractSet[Key]) -> Headline:
    """One measure: its series and its maps."""
    return replace(
        headline,
        series=tuple(_of_series(one, headline, hidden, guarded) for one in headline.series),
        places=tuple(
            replace(one, answer=suppressed(one.answer, hidden, _naming(headline, one.answer)))
            for one in headline.places
        ),
    )


def _of_series(series: Series, headline: Headline, hidden: AbstractSet[Key], guarded: AbstractSet[Key]) -> Series:
    """A series; where any figure of it is guarded, nothing else that was made of the same records is told."""
    naming = _naming(headline, series.answer)
    if not any(naming(row) in guarded for row in series.answer.records()):
        return series
    answer = replace(suppressed(series.answer, hidden, naming), notes=(*_unnumbered(series.answer.notes), NOTE))
    return replace(series, answer=answer, behind=replace(series.behind, rows=None), trend=None, earlier=None)


def _unnumbered(notes: Sequence[str]) -> Iterator[str]:
    """Notes without figures: how many rows were left out says something about those that were not."""
    return (note for note in notes if not any(letter.isdigit() for letter in note))
