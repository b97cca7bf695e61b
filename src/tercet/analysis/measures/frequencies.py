"""At which frequencies an area can answer, and in which words it cannot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tercet.analysis.measures.choose import Chosen
from tercet.analysis.measures.question import Asked
from tercet.analysis.measures.tiles import ROLLING, Tile, fits
from tercet.periods import MONTHS, WORDS

SHORT = ("D", "M", "Q", "S")  # what a sum over twelve months cannot be taken apart into
LENGTHS = {1: "month", 3: "quarter", 6: "half-year", 12: "year"}


def tiles_of(chosen: Chosen) -> frozenset[Tile]:
    """Every published span of the sources that answer for an area."""
    return frozenset(tile for group in chosen.groups for one in group for tile in one.tiles(chosen.area))


def givable(asked: Asked, area: str, tiles: Iterable[Tile]) -> list[str]:
    """The measure's frequencies at which the published spans give anything."""
    spans, start = list(tiles), asked.fiscal_start(area)
    return [freq for freq in asked.measure.freqs if any(fits(tile, freq, start) for tile in spans)]


def refusal(asked: Asked, chosen: Chosen) -> str | None:
    """Why the area has no answer at the frequency asked for; None if it has."""
    tiles, freq, measure = tiles_of(chosen), asked.freq, asked.measure.id
    choice = _choice(givable(asked, chosen.area, tiles))
    if freq in SHORT and tiles and all(tile.layer == ROLLING for tile in tiles):
        return (
            f"{measure} is published as sums over twelve months that end in the month named; "
            f"a rolling sum cannot be taken apart into {WORDS[freq]}s. {choice}"
        )
    if freq not in asked.measure.freqs:
        return f"{measure} is not given by {WORDS.get(freq, freq)}. {choice}"
    if any(fits(tile, freq, asked.fiscal_start(chosen.area)) for tile in tiles):
        return None
    return f"{chosen.area}: {measure} is {_published(tiles, freq)}. {choice}"


def left_out(asked: Asked, chosen: Chosen) -> Iterator[str]:
    """That some time is published in longer spans only, which are not split."""
    start = asked.fiscal_start(chosen.area)
    tiles = tiles_of(chosen)
    fitting = [tile for tile in tiles if fits(tile, asked.freq, start)]
    alone = [
        tile
        for tile in tiles - set(fitting)
        if tile.layer != ROLLING and not any(tile.first <= part.last and part.first <= tile.last for part in fitting)
    ]
    if alone:
        first, last = min(tile.first for tile in alone), max(tile.last for tile in alone)
        words = " and ".join(sorted({_length(tile) for tile in alone}))
        yield f"{chosen.area}: {first:%Y-%m} to {last:%Y-%m} is published by {words} only and left out: never split."


def _published(tiles: Iterable[Tile], freq: str) -> str:
    """What is published instead of the frequency asked for."""
    shortest = min(tiles, key=lambda tile: tile.length, default=None)
    if shortest is None:
        return "not published for any period yet"
    name = "twelve months ending" if shortest.layer == ROLLING else _length(shortest)
    if freq == "D" or shortest.months > MONTHS[freq]:
        return f"published by {name}; such a figure is never split into {WORDS[freq]}s"
    return f"published by {name} from {shortest.first:%B}, which lies across {WORDS[freq]}s and is never split"


def _length(tile: Tile) -> str:
    """The span in words."""
    return LENGTHS.get(tile.months, f"{tile.months} months")


def _choice(freqs: Sequence[str]) -> str:
    """What to ask for instead."""
    if not freqs:
        return "No frequency of the measure can be given."
    text = " or ".join([", ".join(freqs[:-1]), freqs[-1]]) if len(freqs) > 1 else freqs[0]
    return f"Ask with --freq {text}."
