"""Proportional circles: amounts at places such as field offices, on the land of the choropleth.

The area of a circle is in proportion to the value. Its radius is not: a doubling would look like four times as much.
All circles of a map share one scale, so they have one title with one unit: places that may not be compared need a map
each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import sqrt
from typing import Any

from tercet.edition.charts import FAINT
from tercet.edition.maps.base import Map, frame, marked
from tercet.edition.maps.boundaries import Place
from tercet.edition.maps.choropleth import exact, gap_rows
from tercet.edition.maps.groups import RAMPS, Gap, Value
from tercet.edition.maps.hatching import FILL
from tercet.edition.maps.legend import CIRCLE as OPACITY
from tercet.edition.maps.legend import Block, Row, colour, legend
from tercet.edition.maps.projection import Projection, fitted
from tercet.edition.words import Words
from tercet.errors import QuestionError

LARGEST = 22  # one radius to so many of the width
EMPTY = 34  # square pixels of the mark of a zero or of a gap
CIRCLE, EDGE = RAMPS["blue"][3], RAMPS["blue"][4]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with its name, and its value or why there is none."""

    name: str
    place: Place
    value: Value


def in_frame(place: Place) -> bool:
    """Whether a map shows a place; say in words what is outside, as overseas ports are."""
    return fitted(1000).holds(place)


def points(spots: Sequence[Spot], title: str, width: int, words: Words, sample: bool) -> Map:
    """A map of circles. `title` names the unit and the period."""
    _checked(spots)
    projection = fitted(width)
    top = max((spot.value for spot in spots if not isinstance(spot.value, Gap)), default=Decimal(0))
    layers = [*_circles(spots, top, projection, words), *_empty(spots, words)]
    blocks = [Block(title, tuple(_sizes(top, projection, words, any(spot.value == 0 for spot in spots))))]
    rows = gap_rows((spot.value for spot in spots if isinstance(spot.value, Gap)), words)
    blocks += [Block(words("map_no_value"), tuple(rows))] if rows else []
    marks = marked(projection, words, sample)
    return frame(projection, {}, [*layers, *marks], legend(blocks, width, projection.height + 8))


def radius(value: Decimal, top: Decimal, width: int) -> float:
    """The radius in pixels of a circle for a value, where `top` is the largest of the map."""
    return sqrt(float(value / top)) * width / LARGEST if top else 0.0


def _checked(spots: Sequence[Spot]) -> None:
    """Refuse what circles cannot show: a negative amount, a place outside the frame."""
    for spot in spots:
        if not isinstance(spot.value, Gap) and spot.value < 0:
            raise QuestionError(f"A circle cannot show {spot.value} at {spot.name}: amounts below zero have no area.")
        if not in_frame(spot.place):
            raise QuestionError(
                f"A map cannot show {spot.name} at {spot.place}: it is outside the frame. "
                "Take only those that are `in_frame`, and name the others in the text."
            )


def _circles(spots: Sequence[Spot], top: Decimal, projection: Projection, words: Words) -> list[dict[str, Any]]:
    """The circles, large ones first so that no small one is hidden; a zero is a cross."""
    rows: list[dict[str, Any]] = []
    for spot in sorted(spots, key=lambda one: one.name):
        if not isinstance(spot.value, Gap):
            row = {"lon": spot.place[0], "lat": spot.place[1], "label": f"{spot.name}: {words.number(spot.value)}"}
            rows.append({**row, "area": round((2 * radius(spot.value, top, projection.width)) ** 2, 2)})
    rows.sort(key=lambda row: (-row["area"], row["label"]))
    size = {"field": "area", "type": "quantitative", "scale": None, "legend": None}
    circle = {
        "type": "point",
        "shape": "circle",
        "fill": CIRCLE,
        "fillOpacity": OPACITY,
        "stroke": EDGE,
        "strokeWidth": 0.8,
    }
    drawn = _layer([row for row in rows if row["area"]], {**circle, "opacity": 1}, {"size": size})
    cross = {"type": "point", "shape": "cross", "size": EMPTY, "fill": EDGE, "fillOpacity": 1, "strokeWidth": 0}
    return [*drawn, *_layer([row for row in rows if not row["area"]], {**cross, "opacity": 1}, {})]


def _empty(spots: Sequence[Spot], words: Words) -> list[dict[str, Any]]:
    """A hatched square at each place that has no value."""
    rows = []
    for spot in sorted(spots, key=lambda one: one.name):
        if isinstance(spot.value, Gap):
            row = {"lon": spot.place[0], "lat": spot.place[1], "label": f"{spot.name}: {words.code('gap', spot.value)}"}
            rows.append({**row, "fill": FILL[spot.value]})
    square = {"type": "point", "shape": "square", "size": 4 * EMPTY, "stroke": FAINT, "strokeWidth": 1, "opacity": 1}
    return _layer(rows, square, {"fill": colour("fill")})


def _layer(rows: Sequence[dict[str, Any]], mark: dict[str, Any], more: dict[str, Any]) -> list[dict[str, Any]]:
    """Marks at places, which Vega puts there by the projection; nothing where there are none."""
    if not rows:
        return []
    where = {"longitude": {"field": "lon"}, "latitude": {"field": "lat"}}
    encoding = {**where, "description": {"field": "label", "type": "nominal"}, **more}
    return [{"data": {"values": list(rows)}, "mark": mark, "encoding": encoding}]


def _sizes(top: Decimal, projection: Projection, words: Words, zero: bool) -> list[Row]:
    """Circles of three round amounts, so that others can be judged by them."""
    if not top:
        return [Row(f"+ {exact(Decimal(0), words)}")] if zero else []
    power = Decimal(1).scaleb(top.adjusted())
    large = next(step * power for step in (Decimal(5), Decimal(2), Decimal(1)) if step * power <= top)
    amounts = (large, large / 5, large / 20)
    rows = [Row(exact(one, words), CIRCLE, EDGE, radius(one, top, projection.width)) for one in amounts]
    return [*rows, Row(f"+ {exact(Decimal(0), words)}")] if zero else rows
