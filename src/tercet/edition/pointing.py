"""What a script needs to point at a figure: each period with its exact words, and where its value stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tercet.edition import walk
from tercet.edition.content import Content, Headline
from tercet.edition.findings import short
from tercet.edition.plot import Line, Plot, place
from tercet.edition.points import Point
from tercet.edition.words import Words

SLOT = "PERIOD"  # stands in a command for the period that is pointed at


def pointing(lines: Sequence[Line], within: Plot, headline: Headline, content: Content, words: Words) -> dict[str, Any]:
    """Periods from left to right; for every line what is known of each of them. Plain values, to be written as JSON."""
    periods = sorted({(point.month, point.period): point for line in lines for point in line.points}.items())
    points = [point for _, point in periods]
    return {
        "periods": [
            [round(within.across(place(one.month, within.freq)), 4), short(one, within.freq, words), one.period]
            for one in points
        ],
        "lines": [
            {
                "area": line.area,
                "name": words.area(line.area),
                "walk": _parted(walk.explain(content, headline, line.area, SLOT)),
                "values": _values(line, points, within, words),
            }
            for line in lines
        ],
    }


def _parted(command: str) -> list[str]:
    """A command without its period: what stands before it and after it."""
    before, _, after = command.partition(SLOT)
    return [before, after]


def _values(line: Line, periods: Sequence[Point], within: Plot, words: Words) -> list[list[Any] | None]:
    """By period: the value in words, its height, its status, and what was known earlier where it was another value."""
    known = {point.period: point for point in line.points}
    before = {point.period: point for point in line.earlier}
    return [
        _value(known[one.period], before.get(one.period), within, words) if one.period in known else None
        for one in periods
    ]


def _value(point: Point, before: Point | None, within: Plot, words: Words) -> list[Any]:
    """One value: empty text and no height where there is none."""
    status = words.code("status", point.status)
    height = None if point.value is None else round(within.up(point.value), 4)
    found = [amount(point, words), height, status]
    if before is not None and before.value is not None and before.value != point.value:
        found.append(words.number(before.value))
    return found


def amount(point: Point, words: Words) -> str:
    """A value in words; nothing where there is none."""
    return "" if point.value is None else words.number(point.value)
