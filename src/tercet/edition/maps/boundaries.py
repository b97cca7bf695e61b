"""The boundaries that maps are drawn from: one topology, keyed by ISO 3166-2. README.md beside it tells its origin."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Any

from tercet.errors import QuestionError, unknown

Place = tuple[float, float]  # longitude, latitude in degrees


@cache
def topology() -> Mapping[str, Any]:
    """The file as it is."""
    found: Mapping[str, Any] = json.loads(files(__package__).joinpath("boundaries.topo.json").read_text("utf-8"))
    return found


@cache
def arcs() -> tuple[tuple[Place, ...], ...]:
    """The lines that boundaries are made of, each once."""
    scale = topology()["transform"]["scale"]
    return tuple(_places(arc, scale) for arc in topology()["arcs"])


@cache
def outer() -> tuple[int, ...]:
    """The numbers of the arcs that only one area uses: coasts, and the borders of countries."""
    shapes = topology()["objects"]["areas"]["geometries"]
    rings = (ring for shape in shapes for polygon in shape["arcs"] for ring in polygon)
    uses = Counter(at if at >= 0 else ~at for ring in rings for at in ring)
    return tuple(sorted(at for at, times in uses.items() if times == 1))


@cache
def polygons() -> Mapping[str, tuple[tuple[tuple[Place, ...], ...], ...]]:
    """The polygons of every area; each is its outer ring and then its holes, and each ring ends where it began."""
    return {
        shape["id"]: tuple(tuple(_ring(ring, arcs()) for ring in polygon) for polygon in shape["arcs"])
        for shape in topology()["objects"]["areas"]["geometries"]
    }


def drawable(areas: Iterable[str]) -> tuple[str, ...]:
    """Those of some areas that a map can show, in order; say in words what the others are."""
    return tuple(sorted(set(areas) & polygons().keys()))


def known(areas: Iterable[str]) -> None:
    """Refuse areas without a boundary: a value that a map leaves out in silence would be lost."""
    for area in sorted(set(areas) - polygons().keys()):
        raise QuestionError(
            f"A map cannot show {area}. {unknown('boundary of', area, polygons())} "
            "Take `drawable` of the areas, and name the others in the text."
        )


def _places(arc: Sequence[Sequence[int]], scale: Sequence[float]) -> tuple[Place, ...]:
    """The points of an arc; the file has its first point and then steps."""
    across = accumulate(step[0] for step in arc)
    up = accumulate(step[1] for step in arc)
    return tuple((x * scale[0], y * scale[1]) for x, y in zip(across, up, strict=True))


def _ring(ring: Sequence[int], lines: Sequence[tuple[Place, ...]]) -> tuple[Place, ...]:
    """The points of a ring, from its arcs; ~n is arc n backwards."""
    parts = [lines[at] if at >= 0 else lines[~at][::-1] for at in ring]
    return (*parts[0], *(place for part in parts[1:] for place in part[1:]))
