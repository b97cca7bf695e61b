"""Boundaries with no more points than a map of this width shows. Arcs are thinned, so a shared border stays shared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import dist
from typing import Any

from tercet.edition.maps.boundaries import arcs, topology
from tercet.edition.maps.projection import Projection

NEAR = 0.8  # pixels: a point nearer to the one before it goes
RING = 6  # a ring keeps its points where so few would be left of it


def thinned(projection: Projection) -> dict[str, Any]:
    """The topology for a map of this projection."""
    return {
        **topology(),
        "arcs": [_thinned(*pair, projection) for pair in zip(topology()["arcs"], arcs(), strict=True)],
    }


def _thinned(
    steps: Sequence[Sequence[int]], places: Sequence[tuple[float, float]], projection: Projection
) -> Sequence[Sequence[int]]:
    """An arc in steps, without the points that lie on the one before them at this scale; its ends stay."""
    kept, last = [0], projection.at(places[0])
    for at in range(1, len(places) - 1):
        here = projection.at(places[at])
        if dist(here, last) >= NEAR:
            kept.append(at)
            last = here
    kept.append(len(places) - 1)
    if len(kept) < RING and places[0] == places[-1]:
        return steps
    return _between(steps, kept)


def _between(steps: Sequence[Sequence[int]], kept: Sequence[int]) -> list[list[int]]:
    """The first point and the steps from each point that is kept to the next."""
    sums: Mapping[int, list[int]] = {
        after: [sum(step[axis] for step in steps[before + 1 : after + 1]) for axis in (0, 1)]
        for before, after in zip(kept, kept[1:], strict=False)
    }
    return [list(steps[0]), *(sums[at] for at in kept[1:])]
