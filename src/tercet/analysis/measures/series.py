"""The series of a measure: from a question to a table with its notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from tercet.analysis.measures.answering import answering, gap_in_words
from tercet.analysis.measures.cells import bounds, cells_of
from tercet.analysis.measures.choose import Chosen
from tercet.analysis.measures.compare import bridge, key_in_words
from tercet.analysis.measures.declared import declarations, differing
from tercet.analysis.measures.door import View
from tercet.analysis.measures.factors import weigh
from tercet.analysis.measures.facts import Fact
from tercet.analysis.measures.frequencies import left_out, tiles_of
from tercet.analysis.measures.lines import Cell
from tercet.analysis.measures.question import Asked, resolve
from tercet.answers import Answer
from tercet.catalog.load import Catalog
from tercet.catalog.models import Measure
from tercet.question import Question

COLUMNS = ("measure", "area", "period", "freq", "value", "low", "high", "unit", "status")
FEW = 12  # notes of one sort for one area; the rest is counted


def series(view: View, measure: Measure, catalog: Catalog, question: Question) -> Answer:
    """The values of a measure by area, dimensions and period, each with its status; holes are named, never filled."""
    asked = resolve(question, measure, catalog, view.sources(measure.from_))
    found = answering(view, asked)
    rows: list[tuple[object, ...]] = []
    notes: list[str] = []
    for chosen in found.chosen:
        cells = cells_of(asked, chosen)
        rows += [cell.row(asked) for cell in cells]
        notes += notes_about(asked, chosen, cells)
    title = f"{measure.names.en} ({asked.unit})"
    notes += apart(asked, found.chosen)
    return Answer((*COLUMNS, *asked.by), rows, tuple(dict.fromkeys([*notes, *found.notes])), title)


def apart(asked: Asked, chosen: Sequence[Chosen]) -> Iterator[str]:
    """Which areas of an answer stand in one table and may not be compared all the same."""
    for one, other in combinations([area for area in chosen if area.groups], 2):
        ours, theirs = (declarations(asked, side.groups[0][0].source) for side in (one, other))
        keys = [
            key_in_words(asked, key)
            for key in differing(asked.measure, ours, theirs)
            if bridge(asked.measure, key, ours.get(key), theirs.get(key)) is None
        ]
        if keys:
            yield (
                f"{one.area} and {other.area} are not comparable as they stand ({', '.join(keys)}): "
                f"see tercet compare {asked.measure.id}"
            )


def notes_about(asked: Asked, chosen: Chosen, cells: Sequence[Cell]) -> Iterator[str]:
    """Whatever a reader of an area's cells must know."""
    yield from chosen.notes
    yield from left_out(asked, chosen)
    for one in (one for group in chosen.groups for one in group):
        batches = (batch for batch in one.view.batches if batch.source == one.source.id)
        aside = sum(batch.rejected for batch in batches if one.view.all_listed(batch))
        if aside:
            rows = "row was" if aside == 1 else "rows were"
            yield f"{chosen.area}: {aside} {rows} put aside and count in no figure of {one.source.id}: tercet rejects"
        if one.holds_back(chosen.area):
            yield f"{chosen.area}: records of {one.source.id} that their terms do not release to you are left out."
    if not cells:
        yield _empty(asked, chosen)
    yield from _few(f"{cell.area} {cell.period.name}: {cell.covered}" for cell in cells if cell.covered)
    yield from _few(
        f"{cell.area} {cell.period.name}: {gap_in_words(asked, cell.gap)} ({cell.status})" for cell in cells if cell.gap
    )
    yield from _unweighed(asked, chosen.area, cells)
    strays = sum(fact.strays for group in chosen.groups for one in group for fact in one.facts.get(chosen.area, ()))
    if strays:
        yield f"{chosen.area}: {strays} records are in another currency than {asked.measure.unit} and are not added."


def _few(notes: Iterable[str]) -> Iterator[str]:
    """The first notes of a sort, and how many more there are."""
    found = list(dict.fromkeys(notes))
    yield from found[:FEW]
    if len(found) > FEW:
        yield f"... and {len(found) - FEW} more like this; the status column marks them all."


def _empty(asked: Asked, chosen: Chosen) -> str:
    """That nothing lies between the bounds of the question, and what there is."""
    bounds(asked, chosen.area)
    tiles = tiles_of(chosen)
    first, last = min(tile.first for tile in tiles), max(tile.last for tile in tiles)
    lies = f"what is published lies in {first:%Y-%m} to {last:%Y-%m}"
    return f"{chosen.area}: no such figures for the time asked for; {lies}."


def _unweighed(asked: Asked, area: str, cells: Sequence[Cell]) -> Iterator[str]:
    """How many counted units are in no mass, and which factor sets could weigh them."""
    facts: dict[int, Fact] = {id(fact): fact for cell in cells for part in cell.parts for fact in part.facts}
    left = weigh(facts.values(), asked.factors).left
    if not left:
        return
    if asked.factors:
        yield f"{area}: {left} counted units are not covered by {asked.factors.id} and are left out."
        return
    sets = _sets_for(asked)
    choice = f"--factors {' or '.join(sets)} would weigh some of them" if sets else "there is no factor set for them"
    yield f"{area}: {left} counted units (such as tablets) are not weighed and left out; {choice}."


def _sets_for(asked: Asked) -> list[str]:
    """The factor sets that know any of the substances that the measure is about."""
    substances = {value for name, values in asked.conditions("") if name == "substance" for value in values}
    return [
        name
        for name, chosen in sorted(asked.catalog.factors.items())
        if not substances or any(factor.substance in substances for factor in chosen.factors)
    ]
