"""Every first-level area has a boundary: closed, the right way round, in its place and of its size."""

from __future__ import annotations

import json
from collections import Counter
from importlib.resources import files

import pytest
from tests.edition.made import CATALOG
from tests.edition.maps.made import AREAS

from tercet.edition.maps.boundaries import arcs, drawable, known, polygons, topology
from tercet.edition.maps.projection import middle, size
from tercet.errors import QuestionError

FIRST_LEVEL = {"state", "district", "federal_entity", "province", "territory"}
EARTH = 6371.0088


def flat(ring: list[object]) -> list[int]:
    """The numbers of the arcs in a nest of rings."""
    return [
        at for one in ring for at in (flat(one) if isinstance(one, list) else [one] if isinstance(one, int) else [])
    ]


def test_the_catalog_and_the_map_have_the_same_areas() -> None:
    """An area without a boundary would be a value that nobody sees."""
    listed = {
        area
        for area, one in CATALOG.areas.items()
        if one.kind in FIRST_LEVEL and one.parent in {"US", "MX", "CA"} and area[2:3] == "-"
    }
    assert listed == set(AREAS)
    assert Counter(area[:2] for area in AREAS) == {"US": 51, "MX": 32, "CA": 13}


def test_the_file_is_small() -> None:
    """It is drawn into every map."""
    assert len(files("tercet.edition.maps").joinpath("boundaries.topo.json").read_bytes()) < 300_000


def test_every_arc_is_whole_numbers_and_is_used_once_or_twice() -> None:
    """An arc is a coast or an outer border, or the border of two areas; a third use would be an overlap."""
    uses = Counter(
        at if at >= 0 else ~at for one in topology()["objects"]["areas"]["geometries"] for at in flat(one["arcs"])
    )
    assert set(uses) == set(range(len(arcs())))
    assert set(uses.values()) == {1, 2}
    assert json.dumps(topology()["arcs"]).count(".") == 0


@pytest.mark.parametrize(("one", "other"), [("US-TX", "US-OK"), ("MX-TLA", "MX-PUE"), ("CA-AB", "CA-SK")])
def test_neighbours_share_their_border(one: str, other: str) -> None:
    """The border is one line, so simplifying it opens no gap."""
    lines = {
        shape["id"]: {at if at >= 0 else ~at for at in flat(shape["arcs"])}
        for shape in topology()["objects"]["areas"]["geometries"]
    }
    assert lines[one] & lines[other]


def test_outer_rings_are_closed_run_clockwise_and_are_no_hemisphere() -> None:
    """A ring wound the other way would fill the whole sphere but the area."""
    for area, parts in polygons().items():
        for outer, *_ in parts:
            assert outer[0] == outer[-1], area
            turn = sum(x * v - u * y for (x, y), (u, v) in zip(outer, outer[1:], strict=False))
            assert turn < 0, area
            assert max(x for x, _ in outer) - min(x for x, _ in outer) < 90, area


@pytest.mark.parametrize(
    ("area", "longitude", "latitude"),
    [
        ("US-DC", -77.0, 38.9),
        ("US-TX", -99.3, 31.5),
        ("US-AK", -152.5, 64.5),
        ("US-HI", -155.5, 19.6),
        ("US-RI", -71.6, 41.6),
        ("MX-CMX", -99.1, 19.3),
        ("MX-TLA", -98.2, 19.4),
        ("MX-MEX", -99.6, 19.4),
        ("MX-SON", -110.6, 29.7),
        ("MX-COL", -103.9, 19.1),
        ("MX-CHP", -92.5, 16.5),
        ("MX-CHH", -106.4, 28.8),
        ("MX-COA", -102.0, 27.3),
        ("MX-CAM", -90.4, 18.9),
        ("MX-BCN", -115.1, 30.5),
        ("CA-BC", -124.8, 55.0),
        ("CA-PE", -63.2, 46.4),
        ("CA-NL", -61.0, 54.0),
        ("CA-YT", -135.5, 63.6),
    ],
)
def test_an_area_lies_where_it_is(area: str, longitude: float, latitude: float) -> None:
    """The codes of the source are not ISO's: MX.CH is Chihuahua and MX.CA Coahuila."""
    found = middle(polygon[0] for polygon in polygons()[area])
    assert found == pytest.approx((longitude, latitude), abs=1.2)


@pytest.mark.parametrize(
    ("area", "land", "within"),
    [
        ("US-TX", 676_600, 0.05),
        ("US-CO", 268_400, 0.03),
        ("US-AK", 1_477_950, 0.06),
        ("US-DC", 158, 0.4),
        ("MX-SON", 179_355, 0.05),
        ("MX-CHH", 247_412, 0.03),
        ("MX-TLA", 3_996, 0.1),
        ("MX-CMX", 1_494, 0.15),
        ("CA-AB", 661_848, 0.03),
        ("CA-SK", 651_036, 0.03),
        ("CA-PE", 5_660, 0.1),
    ],
)
def test_an_area_has_its_size(area: str, land: int, within: float) -> None:
    """Simplified and projected, an area keeps its square kilometres, give or take the width of a line."""
    drawn = sum(size(outer) - sum(map(size, holes)) for outer, *holes in polygons()[area]) * EARTH**2
    assert drawn == pytest.approx(land, rel=within)


def test_an_area_without_a_boundary_is_refused_by_name() -> None:
    """The value of Puerto Rico is not dropped in silence."""
    with pytest.raises(QuestionError, match="US-PR"):
        known(["US-TX", "US-PR"])
    assert drawable(["US-TX", "US-PR", "MX-SON"]) == ("MX-SON", "US-TX")
