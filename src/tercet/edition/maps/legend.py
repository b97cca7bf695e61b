"""Legends below a map: blocks side by side where there is room, each a title and rows of a swatch and its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from tercet.edition.charts import INK

ROW, GAP, SWATCH = 19, 12, 18  # pixels: a row, between blocks, the width of a swatch
LETTER, BOLD = 6.9, 7.6  # pixels that a letter takes, generously, at 12 pixels
CIRCLE = 0.55  # how opaque circles are, so that those below show
BLOCK = 225  # the least width of a block


@dataclass(frozen=True, slots=True)
class Row:
    """A swatch and its words. `radius` makes the swatch a circle; without a fill the row is words only."""

    text: str
    fill: str = ""
    stroke: str = ""
    radius: float = 0


@dataclass(frozen=True, slots=True)
class Block:
    """The legend of one group. One without a title takes the whole width."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Legend:
    """Layers for a specification, and the height that they take."""

    layers: tuple[dict[str, Any], ...]
    height: int


def legend(blocks: Sequence[Block], width: int, top: int) -> Legend:
    """The blocks in columns of equal width, the first ones first; those without a title below."""
    titled = [block for block in blocks if block.title]
    columns = max(1, min(len(titled), width // BLOCK))
    lines = [titled[first : first + columns] for first in range(0, len(titled), columns)]
    texts: list[dict[str, Any]] = []
    swatches: list[dict[str, Any]] = []
    at = top
    for line, column in [*((line, width // columns) for line in lines), *(([b], width) for b in blocks if not b.title)]:
        ends = [at]
        for number, block in enumerate(line):
            ends.append(_block(block, number * column + 1, column - GAP, at, texts, swatches))
        at = max(ends) + GAP
    return Legend((*_swatches(swatches), *_texts(texts)), at - top)


def _block(
    block: Block, left: int, width: int, top: int, texts: list[dict[str, Any]], swatches: list[dict[str, Any]]
) -> int:
    """Put one block at its place; the height where it ends."""
    at = top
    for line in wrap(block.title, int(width / BOLD)):
        texts.append({"x": left, "y": at + ROW / 2, "text": line, "bold": True})
        at += ROW - 3
    for row in block.rows:
        tall = max(ROW, round(2 * row.radius) + 4)
        indent = SWATCH + 8 if row.fill else 0
        wide = max(indent, round(2 * row.radius) + 8) if row.fill else 0
        if row.fill:
            swatches.append(_swatch(row, left, at, tall))
        lines = wrap(row.text, int((width - wide) / LETTER))
        for number, line in enumerate(lines):
            texts.append({"x": left + wide, "y": at + tall / 2 + number * (ROW - 3), "text": line, "bold": False})
        at += tall + (len(lines) - 1) * (ROW - 3)
    return at


def _swatch(row: Row, left: int, top: int, tall: int) -> dict[str, Any]:
    """Where a swatch stands and what it looks like."""
    side = 2 * row.radius if row.radius else 0
    middle = left + (side / 2 if side else SWATCH / 2)
    return {"x": middle, "y": top + tall / 2, "fill": row.fill, "stroke": row.stroke or INK, "area": side * side}


def pixel(field: str) -> dict[str, Any]:
    """A channel that takes pixels as they are."""
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}


def colour(field: str) -> dict[str, Any]:
    """A channel that takes colours as they are."""
    return {"field": field, "type": "nominal", "scale": None, "legend": None}


def _swatches(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rectangles for classes and gaps, circles for amounts."""
    drawn = []
    plain, round_ = [row for row in rows if not row["area"]], [row for row in rows if row["area"]]
    shared = {"x": pixel("x"), "y": pixel("y"), "fill": colour("fill"), "stroke": colour("stroke")}
    if plain:
        mark: dict[str, Any] = {"type": "rect", "aria": False, "width": SWATCH, "height": 13, "strokeWidth": 0.6}
        drawn.append({"data": {"values": plain}, "mark": mark, "encoding": shared})
    if round_:
        mark = {
            "type": "point",
            "aria": False,
            "shape": "circle",
            "strokeWidth": 0.8,
            "opacity": 1,
            "fillOpacity": CIRCLE,
        }
        size = {"field": "area", "type": "quantitative", "scale": None, "legend": None}
        drawn.append({"data": {"values": round_}, "mark": mark, "encoding": {**shared, "size": size}})
    return drawn


def _texts(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The words, titles in bold."""
    drawn = []
    for bold in (True, False):
        values = [row for row in rows if row["bold"] is bold]
        mark = {"type": "text", "aria": False, "align": "left", "baseline": "middle", "fontSize": 12, "color": INK}
        mark["fontWeight"] = 600 if bold else 400
        encoding = {"x": pixel("x"), "y": pixel("y"), "text": {"field": "text", "type": "nominal"}}
        if values:
            drawn.append({"data": {"values": values}, "mark": mark, "encoding": encoding})
    return drawn
