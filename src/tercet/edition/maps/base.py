"""What all maps share: the frame, the land, the mark of sample data, and the drawing of a specification as SVG."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any

from tercet.edition.charts import FAINT, VEGA_LITE
from tercet.edition.maps.boundaries import outer
from tercet.edition.maps.hatching import hatched
from tercet.edition.maps.legend import Legend
from tercet.edition.maps.projection import Projection, fitted
from tercet.edition.maps.thinning import thinned
from tercet.edition.words import Words

CLIPS = re.compile(r' clip-path="url\(#clip\d+\)"|<clipPath id="clip\d+">.*?</clipPath>')
GROUND = re.compile(r'<path class="background"[^>]*/><g>')  # in a drawing of Vega's: what comes next lies lowest
PAPER, LAND = "#ffffff", "#e6e6e6"  # what the style sheet exchanges in the dark


@dataclass(frozen=True, slots=True)
class Look:
    """The fill of an area, and what it says."""

    fill: str
    label: str


@dataclass(frozen=True, slots=True)
class Map:
    """A map to be drawn: what lies on the land, as a specification, and the looks of areas; others are plain land."""

    spec: Mapping[str, Any]
    looks: Mapping[str, Look]
    width: int


def frame(
    projection: Projection, looks: Mapping[str, Look], layers: Sequence[Mapping[str, Any]], legend: Legend
) -> Map:
    """A whole map: the land with `layers` on it above, the legend below."""
    return Map(_spec(projection, [*layers, *legend.layers], projection.height + legend.height), looks, projection.width)


def _spec(projection: Projection, layers: Sequence[Mapping[str, Any]], height: int) -> dict[str, Any]:
    """A specification of marks on this projection."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": projection.width,
        "height": height,
        "autosize": {"type": "none"},
        "padding": 0,
        "background": "transparent",
        "config": {"font": "sans-serif", "view": {"stroke": None}},
        "projection": projection.vega(),
        "layer": list(layers),
    }


@cache
def land(width: int) -> str:
    """Every area, labelled with its code, and a line round each country: drawn once for all maps of a width."""
    drawn = _shorter(_svg(land_spec(width), {}))
    layers = re.findall(r'<g class="mark-shape [^>]*>(.*?)</g>', drawn)
    return "".join(f"<g>{layer}</g>" for layer in layers)


def land_spec(width: int) -> dict[str, Any]:
    """The land of a map as a specification."""
    projection = fitted(width)
    return _spec(projection, _shapes(thinned(projection)), projection.height)


def _shapes(boundaries: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The layers of the land."""
    shapes = [{**shape, "properties": {"label": shape["id"]}} for shape in boundaries["objects"]["areas"]["geometries"]]
    data = {**boundaries, "objects": {"areas": {"type": "GeometryCollection", "geometries": shapes}}}
    lines = {"type": "MultiLineString", "arcs": [[at] for at in outer()]}
    outline = {**boundaries, "objects": {"outline": lines}}
    return [
        {
            "data": {"values": data, "format": {"type": "topojson", "feature": "areas"}},
            "mark": {"type": "geoshape", "fill": LAND, "stroke": PAPER, "strokeWidth": 0.6},
            "encoding": {"description": {"field": "properties.label", "type": "nominal"}},
        },
        {
            "data": {"values": outline, "format": {"type": "topojson", "feature": "outline"}},
            "mark": {"type": "geoshape", "filled": False, "stroke": FAINT, "strokeWidth": 0.5, "aria": False},
        },
    ]


def marked(projection: Projection, words: Words, sample: bool) -> list[dict[str, Any]]:
    """SAMPLE across the map, so that a picture taken of it says what it is."""
    if not sample:
        return []
    mark = {"type": "text", "fontSize": projection.width // 7, "fontWeight": 700, "color": FAINT, "opacity": 0.22}
    place = {"x": {"value": projection.width / 2}, "y": {"value": projection.height / 2}}
    data = {"values": [{"text": words("sample_mark")}]}
    return [{"data": data, "mark": {**mark, "aria": False}, "encoding": {**place, "text": {"field": "text"}}}]


def draw(made: Map, words: Words, name: str) -> str:
    """A map as SVG without a size of its own: the page scales it.

    `name` is the figure's own on its page, of letters, digits, _ and -: patterns are named after it.
    """
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", name):
        raise ValueError(f"{name!r} cannot name a figure: begin with a letter, go on with letters, digits and hyphens")
    coloured = _coloured(made, words)
    svg = GROUND.sub(lambda ground: f"{ground[0]}{coloured}", _svg(made.spec, words.locale()), count=1)
    return hatched(_scalable(svg), name)


def _svg(spec: Mapping[str, Any], locale: Mapping[str, Any]) -> str:
    """A specification as Vega draws it, without the frames that it clips at.

    Nothing reaches over them, and vl-convert numbers them on from figure to figure: the bytes would not be the same.
    """
    import vl_convert

    svg = vl_convert.vegalite_to_svg(dict(spec), vl_version=VEGA_LITE, format_locale=dict(locale) or None)
    return CLIPS.sub("", svg)


def _coloured(made: Map, words: Words) -> str:
    """The land with the looks of its areas."""

    def look(path: re.Match[str]) -> str:
        found = made.looks.get(path[2]) or Look(LAND, f"{words.area(path[2])}: {words('map_outside')}")
        return f"{path[1]}{escape(found.label)}{path[3]}{found.fill}{path[4]}"

    return re.sub(rf'(<path aria-label=")([^"]*)("[^>]* fill="){LAND}(")', look, land(made.width))


def _shorter(svg: str) -> str:
    """The drawing with places to a tenth of a pixel, written as steps: a third of the size, and no eye sees it."""
    return re.sub(r' d="([MLZ0-9.,e-]+)"', lambda path: f' d="{_steps(path[1])}"', svg)


def _steps(path: str) -> str:
    """A path of straight lines as steps between places on the grid of tenths, so that no error adds up.

    >>> _steps("M1.04,2L3.26,2L3.26,2.01L4,1.5ZM5,5L6,6Z")
    'M1,2l2.3,0,.7,-.5zM5,5l1,1z'
    """
    written: list[str] = []
    here = (0, 0)
    for letter, x, y in re.findall(r"([MLZ])(?:([-0-9.e]+),([-0-9.e]+))?", path):
        if letter == "Z":
            written.append("z")
            continue
        there = (round(float(x) * 10), round(float(y) * 10))
        if letter == "M":
            written.append(f"M{_tenths(there[0])},{_tenths(there[1])}")
        elif there != here:
            mark = "l" if written[-1][0] in "Mz" else ","
            written.append(f"{mark}{_tenths(there[0] - here[0])},{_tenths(there[1] - here[1])}")
        here = there
    return "".join(written)


def _tenths(number: int) -> str:
    """A number of tenths as a decimal.

    >>> _tenths(-5), _tenths(20)
    ('-.5', '2')
    """
    return f"{number / 10:.1f}".removesuffix(".0").replace("0.", ".") if abs(number) < 10 else f"{number / 10:g}"


def _scalable(svg: str) -> str:
    """The drawing without a fixed size, and hidden from readers of text, who get the finding instead."""
    sized = re.sub(r'<svg ([^>]*?)width="[\d.]+" height="[\d.]+"', r"<svg \1", svg, count=1)
    return sized.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)
