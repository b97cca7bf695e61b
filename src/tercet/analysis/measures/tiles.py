"""Which published spans make up a period, and whether they fill it.

Publishers give days, months, quarters, years and rolling sums, often several of them for the same
time. Spans that lie wholly inside the period are laid side by side, longest first, never two over
the same days: so a published quarter wins over its months, and no figure is counted twice.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from tercet.periods import DAY, Period, between, containing, last_day, months_between

if TYPE_CHECKING:
    from tercet.ledger.batch import Span

PLAIN, ROLLING, DAILY = "plain", "R12", "D"
LAYERS = (PLAIN, ROLLING, DAILY)


@dataclass(frozen=True, slots=True)
class Tile:
    """A published span. `days` says how many of its days are covered: a month of daily records may be cut off."""

    first: date
    last: date
    layer: str
    days: int = field(compare=False)

    @property
    def length(self) -> int:
        """The nominal number of days."""
        return (self.last - self.first).days + 1

    @property
    def months(self) -> int:
        """The number of calendar months that it touches."""
        return months_between(self.first, self.last)


@dataclass(frozen=True, slots=True)
class Choice:
    """The spans that answer for a period."""

    tiles: tuple[Tile, ...]
    whole: bool
    covered: str


NOTHING = Choice((), False, "nothing")


def tile_of(start: date, months: int, freq: str) -> Tile:
    """The span of a record; records of single days that were summed by month come with one month."""
    last = last_day(start, months)
    layer = freq if freq in {ROLLING, DAILY} else PLAIN
    return Tile(start, last, layer, (last - start).days + 1)


def covered_tiles(spans: Iterable[Span], daily: bool) -> dict[Tile, Tile]:
    """What the published periods of a source cover; days as days if asked for, otherwise as months."""
    spans = list(spans)
    plain = [_plain(span) for span in spans if span.freq != DAILY]
    ranges = _joined((span.start, span.end) for span in spans if span.freq == DAILY)
    freq = "D" if daily else "M"
    days: dict[Tile, int] = {}
    for first, last in ranges:
        for period in between(first, last, freq):
            tile = Tile(period.first, period.last, DAILY, 0)
            inside = (min(last, period.last) - max(first, period.first)).days + 1
            days[tile] = days.get(tile, 0) + inside
    found = [*plain, *(Tile(tile.first, tile.last, DAILY, count) for tile, count in days.items())]
    return {tile: tile for tile in found}


def _plain(span: Span) -> Tile:
    """The span of a published period."""
    layer = ROLLING if span.freq == ROLLING else PLAIN
    return Tile(span.start, span.end, layer, (span.end - span.start).days + 1)


def _joined(ranges: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    """Ranges of days as a union: no day twice."""
    joined: list[tuple[date, date]] = []
    for first, last in sorted(ranges):
        if joined and first <= joined[-1][1] + DAY:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined


def fits(tile: Tile, freq: str, fiscal_start: int) -> bool:
    """Whether a published span can be part of a period of a frequency; a rolling sum only as a whole year."""
    if freq == "D":
        return tile.layer == DAILY and tile.first == tile.last
    return containing(tile.last, freq, fiscal_start).holds(tile.first, tile.last)


class Tiling:
    """The published spans of one series, asked period by period."""

    def __init__(self, tiles: Iterable[Tile]) -> None:
        """Keep the spans in order of their first day."""
        self.tiles = tuple(sorted(tiles, key=lambda tile: (tile.first, tile.last, tile.layer)))
        self._firsts = [tile.first for tile in self.tiles]
        self._known: dict[Period, Choice] = {}
        self._less: dict[frozenset[Tile], Tiling] = {}

    def without(self, gone: frozenset[Tile]) -> Tiling:
        """The same spans less some that do not count as published."""
        if not gone:
            return self
        if gone not in self._less:
            self._less[gone] = Tiling(tile for tile in self.tiles if tile not in gone)
        return self._less[gone]

    def of(self, period: Period) -> Choice:
        """The spans that answer for a period."""
        if period not in self._known:
            self._known[period] = choose(period, self._inside(period))
        return self._known[period]

    def _inside(self, period: Period) -> list[Tile]:
        """The spans that lie wholly inside a period; days only where days are asked for or add up to months."""
        inside = []
        for tile in self.tiles[bisect_left(self._firsts, period.first) :]:
            if tile.first > period.last:
                break
            if tile.last <= period.last:
                inside.append(tile)
        return inside


def choose(period: Period, inside: Sequence[Tile]) -> Choice:
    """The longest spans first; where they leave holes, one frequency by itself if that covers more."""
    if not inside:
        return NOTHING
    best = _laid(inside)
    if _days(best) < period.days:
        layers = sorted({(-tile.months, LAYERS.index(tile.layer)) for tile in inside})
        alone = [_laid([tile for tile in inside if (-tile.months, LAYERS.index(tile.layer)) == key]) for key in layers]
        best = max([best, *alone], key=_days)  # the first of equals: the publisher's own figure
    return Choice(tuple(best), _days(best) == period.days, _in_words(period, best))


def _laid(tiles: Iterable[Tile]) -> list[Tile]:
    """Spans side by side, longest first, none over another."""
    laid: list[Tile] = []
    for tile in sorted(tiles, key=lambda tile: (-tile.length, LAYERS.index(tile.layer), tile.first)):
        if all(tile.last < other.first or other.last < tile.first for other in laid):
            laid.append(tile)
    return sorted(laid, key=lambda tile: tile.first)


def _days(tiles: Iterable[Tile]) -> int:
    """How many days the spans cover."""
    return sum(tile.days for tile in tiles)


def _in_words(period: Period, tiles: Sequence[Tile]) -> str:
    """How much of a period is covered: 4 of 12 months, or 12 of 30 days."""
    if all(tile.days == tile.length and tile.length > 1 for tile in tiles):
        return f"{sum(tile.months for tile in tiles)} of {months_between(period.first, period.last)} months"
    return f"{_days(tiles)} of {period.days} days"
