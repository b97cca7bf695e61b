"""The cells of an answer: every area, combination and period, in their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from tercet.analysis.measures.choose import Chosen, Loaded
from tercet.analysis.measures.lines import By, Cell, Line, Part, combine
from tercet.analysis.measures.question import Asked
from tercet.analysis.measures.tiles import fits
from tercet.errors import QuestionError
from tercet.periods import Period, between, parse


def cells_of(asked: Asked, chosen: Chosen) -> list[Cell]:
    """Every cell of an area at the frequency of the question, by combination and then by time."""
    found = [cell for group in chosen.groups for cell in _of_group(asked, chosen.area, group)]
    return sorted(found, key=lambda cell: (by_order(cell.by), cell.period.first))


def by_order(by: By) -> tuple[tuple[bool, str], ...]:
    """Order of combinations: nothing said first, then by code."""
    return tuple((value is not None, value or "") for value in by)


def bounds(asked: Asked, area: str) -> tuple[date, date]:
    """The first and last day that the question is about, in the calendar of the area."""
    start = asked.fiscal_start(area)
    first = parse(asked.question.from_, start).first if asked.question.from_ else date.min
    last = parse(asked.question.to, start).last if asked.question.to else date.max
    if first > last:
        raise QuestionError(f"From {asked.question.from_} to {asked.question.to} is no time at all. Exchange the two.")
    return first, last


def _of_group(asked: Asked, area: str, group: Sequence[Loaded]) -> Iterator[Cell]:
    """The cells of sources that are added up."""
    first, last = bounds(asked, area)
    for by, lines in _combinations(area, group):
        for period in _periods(asked, area, [line for line in lines if line]):
            if first <= period.anchor and period.last <= last:
                yield from _cell(asked, area, by, period, lines)


def _combinations(area: str, group: Sequence[Loaded]) -> Iterator[tuple[By, list[Line | None]]]:
    """Every combination that any of the sources has, with the line of each source."""
    found = [one.lines(area) for one in group]
    for by in sorted({by for lines in found for by in lines}, key=by_order):
        yield by, [lines[by] if by in lines else one.silent(area) for one, lines in zip(group, found, strict=True)]


def _periods(asked: Asked, area: str, lines: Sequence[Line]) -> Iterator[Period]:
    """Every period that published spans can be part of."""
    start = asked.fiscal_start(area)
    tiles = [tile for line in lines for tile in line.tiling.tiles if fits(tile, asked.freq, start)]
    if tiles:
        yield from between(min(tile.first for tile in tiles), max(tile.last for tile in tiles), asked.freq, start)


def _cell(asked: Asked, area: str, by: By, period: Period, lines: Sequence[Line | None]) -> Iterator[Cell]:
    """The cell of one period; none where nothing was published, or where a rolling window has holes."""
    parts: list[Part | None] = [line.part(period) if line else None for line in lines]
    if not any(parts):
        return
    if period.freq == "R12" and not all(part and part.whole for part in parts):
        return
    yield combine(asked, area, by, period, parts)
