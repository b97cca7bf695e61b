"""The parts of countries on maps: states and provinces as areas, a publisher's own places as circles.

Each map comes with its finding in words, a table of every value, and a list of what it cannot show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tercet.edition.content import Content, Headline
from tercet.edition.front import Front
from tercet.edition.maps.base import Map, draw
from tercet.edition.maps.boundaries import polygons
from tercet.edition.maps.choropleth import choropleth
from tercet.edition.maps.groups import RAMPS, Gap, Group, Value
from tercet.edition.maps.points import Spot, in_frame, points
from tercet.edition.places import Setting, Shown, Table, finding, listed, per_people, shown, table, told, without
from tercet.edition.words import Words

NARROW, WIDE = 334, 738  # pixels: one column of a page, and all of it
FEW = 2  # a map of one place shows nothing
LISTED = 15  # so many areas without a row are named, more are counted; the table has those with one


@dataclass(frozen=True, slots=True)
class Mapped:
    """A map in the words of one language.

    `findings` has a sentence for each country. `notes` say in words what the map does not show, with its values.
    """

    id: str
    heading: str
    findings: tuple[str, ...]
    narrow: str
    wide: str
    alt: str
    notes: tuple[str, ...]
    tables: tuple[Table, ...]


def maps(
    headline: Headline, groups: Sequence[tuple[str, ...]], content: Content, front: Front, words: Words
) -> tuple[Mapped, ...]:
    """The maps of a headline: one of areas, and one of places for each publisher's country that has some.

    `groups` are the countries that may share an axis; on a map they share a scale, where period and unit are the same.
    """
    here = Setting(headline, content, words)
    all_ = [shown(places, here) for places in headline.places]
    areal = [per_people(one, here) for one in all_ if len(one.drawable()) >= FEW]
    spotted = [one for one in all_ if not one.drawable() and len(_spots(one, words)) >= FEW]
    drawn = {id(one.places) for one in (*areal, *spotted)}
    rest = [one for one in all_ if id(one.places) not in drawn]
    found = [_of_areas(areal, rest, groups, front, here)] if areal else []
    return (*found, *(_of_places(one, here) for one in spotted))


def _of_areas(
    areal: Sequence[Shown], rest: Sequence[Shown], groups: Sequence[tuple[str, ...]], front: Front, here: Setting
) -> Mapped:
    """A map of areas, with a scale for each set of countries that may be compared."""
    words, sample = here.words, here.content.sample
    scales = list(_scales(areal, groups, front, words))
    first = scales[0]
    scales[0] = Group(first.title, {**_absent(here), **first.values}, first.ramp)
    notes = [one.rate for one in areal if one.rate]
    notes += [] if all(one.rate for one in areal) else [words("map_counts")]
    off = [*_off_areas(areal, rest, words), *(line for one in areal for line in _unheard(one, words))]
    about = words("map_alt_areas", unit=here.unit) + (f" {words('map_own_scales')}" if len(scales) > 1 else "")
    return _mapped("areas", areal, rest, (*off, *notes), about, lambda w: choropleth(scales, w, words, sample), here)


def _of_places(one: Shown, here: Setting) -> Mapped:
    """A map of circles for the places of one country."""
    words, sample, spots = here.words, here.content.sample, _spots(one, here.words)
    title = words("map_title", area=words.area(one.area), unit=one.unit, period=one.when)
    off = told(one, one.values.keys() - spots.keys(), words)
    lines = [words("map_off", list=listed(off))] if off else []
    about = words("map_alt_places", unit=here.unit)
    circles = tuple(spots.values())
    return _mapped(
        f"places-{one.area}",
        [one],
        [],
        (*lines, words("map_circles")),
        about,
        lambda width: points(circles, title, width, words, sample),
        here,
    )


def _mapped(
    kind: str,
    countries: Sequence[Shown],
    rest: Sequence[Shown],
    lines: tuple[str, ...],
    about: str,
    at: Callable[[int], Map],
    here: Setting,
) -> Mapped:
    """A map drawn at both widths, with its words and its tables."""
    words, name = here.words, f"{here.headline.measure.id}-{kind}"
    findings = tuple(finding(one, words) for one in countries)
    return Mapped(
        id=name,
        heading=words(f"map_heading_{kind.partition('-')[0]}"),
        findings=findings,
        narrow=draw(at(NARROW), words, f"{name}-narrow"),
        wide=draw(at(WIDE), words, f"{name}-wide"),
        alt=" ".join([*findings, about]),
        notes=(*(line for one in countries for line in without(one, words)), *lines),
        tables=tuple(table(one, here) for one in (*countries, *rest)),
    )


def _scales(areal: Sequence[Shown], groups: Sequence[tuple[str, ...]], front: Front, words: Words) -> Iterator[Group]:
    """Countries by scale, each with the ramp of its first country, the same in every map."""
    ramps = dict(zip(front.areas, RAMPS, strict=False))
    sets: dict[tuple[object, ...], list[Shown]] = {}
    for one in areal:
        group = next((group for group in groups if one.area in group), (one.area,))
        sets.setdefault((group, one.places.period, one.unit), []).append(one)
    for together in sets.values():
        names = ", ".join(words.area(one.area) for one in together)
        title = words("map_title", area=names, unit=together[0].unit, period=together[0].when)
        values = {area: value for one in together for area, value in one.drawable().items()}
        yield Group(title, values, ramps[together[0].area])


def _absent(here: Setting) -> dict[str, Value]:
    """The areas of countries without any series, where the measure says what kind of gap that is."""
    kinds = {one.area: one.gap for one in here.headline.absent if one.gap in set(Gap)}
    countries = {area: here.words.catalog.country(area) for area in sorted(polygons())}
    return {area: Gap(kinds[country]) for area, country in countries.items() if country in kinds}


def _spots(one: Shown, words: Words) -> dict[str, Spot]:
    """The places that a map can show where they are."""
    points_ = {area: words.catalog.areas[area].point for area in one.shown}
    return {
        area: Spot(words.area(area), point, one.shown[area])
        for area, point in points_.items()
        if point is not None and in_frame(point)
    }


def _off_areas(areal: Sequence[Shown], rest: Sequence[Shown], words: Words) -> Iterator[str]:
    """What has figures and no boundary, with its figures."""
    off = [line for one in areal for line in told(one, one.values.keys() - polygons().keys(), words)]
    off += [line for one in rest for line in told(one, one.values, words)]
    if off:
        yield words("map_off", list=listed(off))


def _unheard(one: Shown, words: Words) -> Iterator[str]:
    """The areas of a country in which no row is about them."""
    lacking = [area for area in polygons() if words.catalog.country(area) == one.area and area not in one.values]
    if lacking:
        many = words("map_many", count=words.number(len(lacking)))
        names = ", ".join(sorted(words.area(area) for area in lacking)) if len(lacking) <= LISTED else many
        yield words("map_absent", area=words.area(one.area), list=names)
