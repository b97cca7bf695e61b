"""What all maps share: the frame, the land, the mark of sample data, and the drawing of a specification as SVG."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from tercet.edition.charts import FAINT, VEGA_LITE
from tercet.edition.maps.boundaries import outer
from tercet.edition.maps.hatching import hatched
from tercet.edition.maps.legend import Legend, colour
from tercet.edition.maps.projection import Projection
from tercet.edition.maps.thinning import thinned
from tercet.edition.words import Words

PAPER, LAND = "#ffffff", "#e6e6e6"  # what the style sheet exchanges in the dark


def frame(
    projection: Projection, looks: Mapping[str, Mapping[str, str]], layers: Sequence[Mapping[str, Any]], legend: Legend
) -> dict[str, Any]:
    """A whole specification: the land with `layers` on it above, the legend below."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": projection.width,
        "height": projection.height + legend.height,
        "autosize": {"type": "none"},
        "padding": 0,
        "background": "transparent",
        "config": {"font": "sans-serif", "view": {"stroke": None}},
        "projection": projection.vega(),
        "layer": [*_land(looks, thinned(projection)), *layers, *legend.layers],
    }


def _land(looks: Mapping[str, Mapping[str, str]], boundaries: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every area with its fill and its label, and a line round each country. An area without a look is plain land."""
    shapes = [
        {**shape, "properties": looks.get(shape["id"], {"fill": LAND, "label": shape["id"]})}
        for shape in boundaries["objects"]["areas"]["geometries"]
    ]
    data = {**boundaries, "objects": {"areas": {"type": "GeometryCollection", "geometries": shapes}}}
    lines = {"type": "MultiLineString", "arcs": [[at] for at in outer()]}
    outline = {**boundaries, "objects": {"outline": lines}}
    encoding = {"fill": colour("properties.fill"), "description": {"field": "properties.label", "type": "nominal"}}
    return [
        {
            "data": {"values": data, "format": {"type": "topojson", "feature": "areas"}},
            "mark": {"type": "geoshape", "stroke": PAPER, "strokeWidth": 0.6},
            "encoding": encoding,
        },
        {
            "data": {"values": outline, "format": {"type": "topojson", "feature": "outline"}},
            "mark": {"type": "geoshape", "filled": False, "stroke": FAINT, "strokeWidth": 0.5},
        },
    ]


def marked(projection: Projection, text: str, sample: bool) -> list[dict[str, Any]]:
    """SAMPLE across the map, so that a picture taken of it says what it is."""
    if not sample:
        return []
    mark = {"type": "text", "fontSize": projection.width // 7, "fontWeight": 700, "color": FAINT, "opacity": 0.22}
    place = {"x": {"value": projection.width / 2}, "y": {"value": projection.height / 2}}
    return [{"data": {"values": [{"text": text}]}, "mark": mark, "encoding": {**place, "text": {"field": "text"}}}]


def draw(spec: Mapping[str, Any], words: Words, name: str) -> str:
    """A specification as SVG without a size of its own: the page scales it.

    `name` is the figure's own on its page, of letters, digits and hyphens: patterns are named after it.
    """
    import vl_convert

    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", name):
        raise ValueError(f"{name!r} cannot name a figure: begin with a letter, go on with letters, digits and hyphens")
    svg = vl_convert.vegalite_to_svg(dict(spec), vl_version=VEGA_LITE, format_locale=words.locale())
    return hatched(_scalable(_named(_shorter(svg), name)), name)


def _named(svg: str, name: str) -> str:
    """The drawing with ids of its own: vl-convert numbers its frames on from figure to figure."""
    ids = sorted(set(re.findall(r'<clipPath id="(clip[0-9]+)"', svg)), key=lambda one: int(one[4:]))
    for number, one in enumerate(ids):
        svg = svg.replace(f'"{one}"', f'"{name}-frame{number}"').replace(f"url(#{one})", f"url(#{name}-frame{number})")
    return svg


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
