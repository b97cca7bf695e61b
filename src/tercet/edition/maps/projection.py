"""Albers' equal-area conic projection, fitted so that every boundary lies in the frame.

Equal-area, because a choropleth gives each area weight by its size: Mercator would make Nunavut the largest finding.
The same formula as d3-geo's `conicEqualArea`, so that places can be known before the figure is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import cos, radians, sin, sqrt
from typing import Any

from tercet.edition.maps.boundaries import Place, arcs

PARALLELS = (20, 60)  # where shapes are true: the middle of Mexico and the north of the provinces
MERIDIAN = -96  # straight up
MARGIN = 6  # pixels round the land
ALSO = (
    (-63.0, 18.0),
)  # in the frame too: Puerto Rico has no boundary here, but publishers' own areas have their seat there

_SOUTH = sin(radians(PARALLELS[0]))
_CONE = (_SOUTH + sin(radians(PARALLELS[1]))) / 2
_C = 1 + _SOUTH * (2 * _CONE - _SOUTH)


@dataclass(frozen=True, slots=True)
class Projection:
    """Where places stand in a figure of this width and height, in pixels from its upper left corner."""

    width: int
    height: int
    scale: float
    translate: tuple[float, float]

    def at(self, place: Place) -> tuple[float, float]:
        """The pixel of a place."""
        x, y = plane(place)
        return self.translate[0] + self.scale * x, self.translate[1] - self.scale * y

    def holds(self, place: Place) -> bool:
        """Whether a place is in the frame."""
        x, y = self.at(place)
        return 0 <= x <= self.width and 0 <= y <= self.height

    def vega(self) -> dict[str, Any]:
        """The projection in Vega's words."""
        return {
            "type": "conicEqualArea",
            "parallels": list(PARALLELS),
            "rotate": [-MERIDIAN, 0, 0],
            "center": [0, 0],
            "scale": round(self.scale, 3),
            "translate": [round(one, 3) for one in self.translate],
        }


def plane(place: Place) -> tuple[float, float]:
    """A place on the plane of the projection, in radii of the Earth."""
    turn = radians((place[0] - MERIDIAN + 180) % 360 - 180) * _CONE
    far = sqrt(_C - 2 * _CONE * sin(radians(place[1]))) / _CONE
    return far * sin(turn), sqrt(_C) / _CONE - far * cos(turn)


def fitted(width: int) -> Projection:
    """The projection that fits all boundaries into a width; the height follows."""
    left, low, right, high = _extent()
    scale = (width - 2 * MARGIN) / (right - left)
    height = round(scale * (high - low) + 2 * MARGIN)
    return Projection(width, height, scale, (MARGIN - scale * left, MARGIN + scale * high))


def middle(rings: Iterable[tuple[Place, ...]]) -> Place:
    """The middle of the largest of some rings, where a mark for the whole area stands."""
    ring = max(rings, key=size)
    weights = [x * v - u * y for (x, y), (u, v) in zip(ring, ring[1:], strict=False)]
    whole = sum(weights)
    across = sum((x + u) * w for (x, _), (u, _), w in zip(ring, ring[1:], weights, strict=False))
    up = sum((y + v) * w for (_, y), (_, v), w in zip(ring, ring[1:], weights, strict=False))
    return across / (3 * whole), up / (3 * whole)


def size(ring: Iterable[Place]) -> float:
    """The area of a ring on the plane, in squared radii of the Earth; the projection keeps areas."""
    flat = [plane(place) for place in ring]
    return abs(sum(x * v - u * y for (x, y), (u, v) in zip(flat, flat[1:], strict=False))) / 2


@cache
def _extent() -> tuple[float, float, float, float]:
    """Left, low, right and high of all boundaries on the plane."""
    corners = [place for arc in arcs() for place in arc]
    flat = [plane(place) for place in (*corners, *ALSO)]
    across, up = [x for x, _ in flat], [y for _, y in flat]
    return min(across), min(up), max(across), max(up)
