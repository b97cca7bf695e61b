"""Disclose: what an edition may tell of figures that rest on records which its audience may not see one by one.

Content -> content with the cells that are held back marked Q, and what to remember of it for the editions to come.
All languages and formats are made from the content that comes out, so a cell is held back everywhere or nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from tercet.analysis.measures.series import COLUMNS
from tercet.analysis.measures.tally import Tally, guarded, tally
from tercet.answers import Answer
from tercet.catalog.load import Catalog
from tercet.catalog.models import Disclosure
from tercet.edition.content import Content, Headline, Series
from tercet.errors import TermsError
from tercet.ledger.view import View
from tercet.question import Question
from tercet.terms.disclosure.kept import before
from tercet.terms.disclosure.marks import Naming, suppressed
from tercet.terms.disclosure.model import Cell, Edition, Key, Relation, Rule, key
from tercet.terms.disclosure.protect import check, protect
from tercet.terms.disclosure.relations import relations

FIXED = len(COLUMNS)  # of an answer; its dimensions come after them
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
    cells, sums = figures(content, view, catalog)
    if all(cell.released for cell in cells):
        return Held(content, None)
    terms = catalog.terms.disclosure
    if terms is None:
        raise TermsError("terms.yml has no rule for disclosure control, so no figures can go out. Add `disclosure:`.")
    rule = Rule(terms.smallest, terms.contributors, terms.width, terms.share, terms.zeros)
    earlier = before(earlier, cells, sums)
    hidden = _held_back(cells, sums, rule, terms, earlier)
    edition = Edition(f"{len(earlier) + 1} ({content.as_of})", tuple(cells), tuple(sums), hidden)
    open_ = {cell.key for cell in cells if cell.released}
    return Held(_marked(content, hidden, {cell.key for cell in cells} - open_), edition)


def _held_back(
    cells: Sequence[Cell], sums: Sequence[Relation], rule: Rule, terms: Disclosure, earlier: Sequence[Edition]
) -> frozenset[Key]:
    """What to hold back; the attacker's check stops the edition where that is not enough."""
    found = protect(cells, sums, rule, earlier)
    hidden = found.suppressed if terms.complementary else found.primary
    check(cells, sums, rule, hidden, earlier, found.already_out)
    return hidden


def figures(content: Content, view: View, catalog: Catalog) -> tuple[list[Cell], list[Relation]]:
    """Every figure of an edition that records behind it may not be shown for, and the sums that bind such figures.

    A reader takes off what is released record by record, so a cell is only what comes on top of that.
    """
    cells: dict[Key, Cell] = {}
    sums: set[Relation] = set()
    for headline in content.headlines:
        if guarded(view, headline.measure, catalog):
            own = {cell.key: cell for cell in _cells_of(headline, view, catalog)}
            sums |= set(relations(own.values(), {"area": list(_divided(headline))}))
            cells |= own
    return list(cells.values()), sorted(sums, key=repr)


def _cells_of(headline: Headline, view: View, catalog: Catalog) -> Iterator[Cell]:
    """The cells of one measure, those of its maps included."""
    counted = catalog.units[headline.measure.unit].dimension == "count"
    for question, answer in _questions(headline):
        yield from _cells(headline, answer, tally(view, headline.measure, catalog, question), view, counted)


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


def _divided(headline: Headline) -> Iterator[tuple[str, tuple[str, ...]]]:
    """How each country is divided: each way by itself, and all of them at once.

    States may make up a country only together with what a publisher puts abroad.
    """
    ways: dict[str, list[str]] = {}
    for one in headline.places:
        areas = [str(row["area"]) for row in one.answer.records()]
        ways.setdefault(one.area, []).extend(areas)
        yield one.area, tuple(areas)
    yield from ((country, tuple(areas)) for country, areas in ways.items())


def _marked(content: Content, hidden: AbstractSet[Key], closed: AbstractSet[Key]) -> Content:
    """The content without what is held back, and without what could be worked out from it."""
    headlines = tuple(_of_headline(one, hidden, closed) for one in content.headlines)
    return replace(content, headlines=headlines)


def _of_headline(headline: Headline, hidden: AbstractSet[Key], closed: AbstractSet[Key]) -> Headline:
    """One measure: its series and its maps."""
    return replace(
        headline,
        series=tuple(_of_series(one, headline, hidden, closed) for one in headline.series),
        places=tuple(
            replace(one, answer=suppressed(one.answer, hidden, _naming(headline, one.answer)))
            for one in headline.places
        ),
    )


def _of_series(series: Series, headline: Headline, hidden: AbstractSet[Key], closed: AbstractSet[Key]) -> Series:
    """A series; where any figure of it is guarded, nothing else that was made of the same records is told."""
    naming = _naming(headline, series.answer)
    if not any(naming(row) in closed for row in series.answer.records()):
        return series
    answer = replace(suppressed(series.answer, hidden, naming), notes=(*_unnumbered(series.answer.notes), NOTE))
    return replace(series, answer=answer, behind=replace(series.behind, rows=None), trend=None, earlier=None)


def _unnumbered(notes: Sequence[str]) -> Iterator[str]:
    """Notes without figures: how many rows were left out says something about those that were not."""
    return (note for note in notes if not any(letter.isdigit() for letter in note))
