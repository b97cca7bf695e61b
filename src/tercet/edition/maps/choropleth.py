"""Choropleths: areas coloured by class, gaps hatched by kind, one legend for each set of comparable areas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from tercet.answers import plain
from tercet.edition.charts import FAINT
from tercet.edition.maps.base import LAND, PAPER, Look, Map, frame, marked
from tercet.edition.maps.boundaries import polygons
from tercet.edition.maps.classes import Class, classes, place
from tercet.edition.maps.groups import RAMPS, Gap, Group, checked
from tercet.edition.maps.hatching import FILL
from tercet.edition.maps.legend import Block, Row, colour, legend, pixel
from tercet.edition.maps.projection import Projection, fitted, middle, size
from tercet.edition.words import Words

TINY = 9  # square pixels: a smaller area gets a dot, or nobody would see its colour
SHADES = {1: (2,), 2: (1, 3), 3: (0, 2, 4), 4: (0, 1, 3, 4), 5: (0, 1, 2, 3, 4)}  # of a ramp, for so many classes


def choropleth(groups: Sequence[Group], width: int, words: Words, sample: bool) -> Map:
    """A map of some groups of areas; its height follows from the land and the legend."""
    checked(groups)
    projection = fitted(width)
    looks: dict[str, Look] = {}
    blocks = []
    for group in groups:
        found = classes(group.numbers().values())
        shades = [RAMPS[group.ramp][at] for at in SHADES[len(found)]] if found else []
        looks |= _looks(group, found, shades, words)
        rows = [Row(name_of(one, words), shade, FAINT) for one, shade in zip(found, shades, strict=True)]
        blocks.append(Block(group.title, tuple(rows)))
    blocks += _rest(groups, words)
    layers = [*_dots(looks, projection), *marked(projection, words, sample)]
    return frame(projection, looks, layers, legend(blocks, width, projection.height + 8))


def name_of(one: Class, words: Words) -> str:
    """A class in words, by its bounds, with all their digits."""
    if one.low is not None and one.single:
        return exact(one.low, words)
    if one.low is None:
        return words("map_under", high="" if one.high is None else exact(one.high, words))
    if one.high is None:
        return words("map_over", low=exact(one.low, words))
    return words("map_between", low=exact(one.low, words), high=exact(one.high, words))


def exact(value: Decimal, words: Words) -> str:
    """A number with all its digits, in the form of the language."""
    whole, _, part = plain(abs(value)).partition(".")
    text = f"{int(whole):,}".replace(",", words("thousands_mark")) + (words("decimal_mark") + part if part else "")
    return f"\u2212{text}" if value < 0 else text


def gap_rows(found: Iterable[Gap], words: Words) -> list[Row]:
    """The kinds of gap in a legend, with how many there are of each."""
    counted = list(found)
    return [Row(f"{words.code('gap', gap)} ({counted.count(gap)})", FILL[gap], FAINT) for gap in Gap if gap in counted]


def _looks(group: Group, found: Sequence[Class], shades: Sequence[str], words: Words) -> dict[str, Look]:
    """The fill of every area of a group, and what it says: its name and its value or gap."""
    looks = {}
    for area, value in group.values.items():
        if isinstance(value, Gap):
            looks[area] = Look(FILL[value], f"{words.area(area)}: {words.code('gap', value)}")
        else:
            looks[area] = Look(shades[place(value, found)], f"{words.area(area)}: {words.number(value)}")
    return looks


def _rest(groups: Sequence[Group], words: Words) -> list[Block]:
    """What the legend says besides classes: the kinds of gap, plain land, and that each ramp stands alone."""
    rows = gap_rows((gap for group in groups for gap in group.gaps().values()), words)
    if len({area for group in groups for area in group.values}) < len(polygons()):
        rows.append(Row(words("map_outside"), LAND, FAINT))
    blocks = [Block(words("map_no_value"), tuple(rows))] if rows else []
    if sum(1 for group in groups if group.numbers()) > 1:
        blocks.append(Block("", (Row(words("map_own_scales")),)))
    return blocks


def _dots(looks: Mapping[str, Look], projection: Projection) -> list[dict[str, Any]]:
    """A dot on every area that is too small to be seen at this width."""
    rows = []
    for area, look in sorted(looks.items()):
        outer = [polygon[0] for polygon in polygons()[area]]
        if sum(map(size, outer)) * projection.scale**2 < TINY:
            x, y = projection.at(middle(outer))
            rows.append({"x": round(x, 1), "y": round(y, 1), "fill": look.fill, "label": look.label})
    if not rows:
        return []
    mark = {"type": "point", "shape": "circle", "size": 22, "stroke": PAPER, "strokeWidth": 0.8, "opacity": 1}
    label = {"field": "label", "type": "nominal"}
    encoding = {"x": pixel("x"), "y": pixel("y"), "fill": colour("fill"), "description": label}
    return [{"data": {"values": rows}, "mark": mark, "encoding": encoding}]
