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
from tercet.edition.panels import FOLDER
from tercet.edition.places import Said, Setting, Shown, Table, finding, per_people, shown, table, told, without
from tercet.edition.words import Words

NARROW, WIDE = 334, 738  # pixels: one column of a page, and all of it
FEW = 2  # a map of one place shows nothing
LISTED = 15  # so many areas without a row are named, more are counted; the table has those with one


@dataclass(frozen=True, slots=True)
class Mapped:
    """A map in the words of one language.

    `names` are its countries, and `findings` has a sentence for each. `notes` say what the map does not show, with the
    values. `file` is the drawing as a file of its own, with `sources` behind it.
    """

    id: str
    heading: str
    names: tuple[str, ...]
    findings: tuple[Said, ...]
    narrow: str
    wide: str
    alt: str
    notes: tuple[Said, ...]
    tables: tuple[Table, ...]
    file: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    """A map before it is drawn: its kind, its countries, what is told below it, and how it is drawn at a width."""

    kind: str
    countries: Sequence[Shown]
    rest: Sequence[Shown]
    notes: Sequence[Said]
    about: str
    at: Callable[[int], Map]


def maps(
    headline: Headline, groups: Sequence[tuple[str, ...]], content: Content, front: Front, words: Words
) -> tuple[Mapped, ...]:
    """The maps of a headline: one of areas, and one of circles for each country whose publisher has places of its own.

    `groups` are the countries that may share an axis; on a map they share a scale, where period and unit are the same.
    """
    here = Setting(headline, content, words)
    all_ = [shown(places, here) for places in headline.places]
    areal = [one for one in all_ if one.drawable()] if sum(len(one.drawable()) for one in all_) >= FEW else []
    spotted = [one for one in all_ if one not in areal and len(_spots(one, words)) >= FEW]
    rest = [one for one in all_ if one not in areal and one not in spotted]
    plans = [_of_areas([per_people(one, here) for one in areal], rest, groups, front, here)] if areal else []
    return tuple(_drawn(plan, here) for plan in (*plans, *(_of_places(one, here) for one in spotted)))


def _of_areas(
    areal: Sequence[Shown], rest: Sequence[Shown], groups: Sequence[tuple[str, ...]], front: Front, here: Setting
) -> _Plan:
    """A map of areas, with a scale for each set of countries that may be compared."""
    words, sample = here.words, here.content.sample
    first, *others = _scales(areal, groups, front, words)
    scales = [Group(first.title, {**_absent(here), **first.values}, first.ramp), *others]
    notes = [
        *(note for one in areal for note in told(one, one.values.keys() - polygons().keys(), here)),
        *(note for one in rest for note in told(one, one.values, here)),
        *(note for one in areal for note in _unheard(one, here)),
        *(Said(one.rate, one.whole(here)) for one in areal if one.rate),
        *([] if all(one.rate for one in areal) else [Said(words("map_counts"))]),
    ]
    about = words("map_alt_areas", unit=here.unit) + (f" {words('map_own_scales')}" if others else "")
    return _Plan("areas", areal, rest, notes, about, lambda width: choropleth(scales, width, words, sample))


def _of_places(one: Shown, here: Setting) -> _Plan:
    """A map of circles for the places of one country."""
    words, sample, spots = here.words, here.content.sample, _spots(one, here.words)
    title = words("map_title", area=words.area(one.area), unit=one.unit, period=one.when)
    notes = [*told(one, one.values.keys() - spots.keys(), here)]
    return _Plan(
        f"places-{one.area}",
        [one],
        [],
        [*notes, Said(words("map_circles"))],
        words("map_alt_places", unit=here.unit),
        lambda width: points(tuple(spots.values()), title, width, words, sample),
    )


def _drawn(plan: _Plan, here: Setting) -> Mapped:
    """A map drawn at both widths, with its words and its tables."""
    words, measure = here.words, here.headline.measure.id
    name, behind = f"{measure}-{plan.kind}", {one.area: one.behind.files for one in here.headline.series}
    findings = tuple(finding(one, here) for one in plan.countries)
    return Mapped(
        id=name,
        heading=words(f"map_heading_{plan.kind.partition('-')[0]}"),
        names=tuple(words.area(one.area) for one in plan.countries),
        findings=findings,
        narrow=draw(plan.at(NARROW), words, f"{name}-narrow"),
        wide=draw(plan.at(WIDE), words, f"{name}-wide"),
        alt=" ".join([*(one.text for one in findings), plan.about]),
        notes=(*(note for one in plan.countries for note in without(one, words)), *plan.notes),
        tables=tuple(table(one, here) for one in (*plan.countries, *plan.rest)),
        file=f"{FOLDER}/map-{name}.{words.lang}.svg",
        sources=tuple(dict.fromkeys(file for one in plan.countries for file in behind.get(one.area, ()))),
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
    return {area: Gap(str(kinds[country])) for area, country in countries.items() if country in kinds}


def _spots(one: Shown, words: Words) -> dict[str, Spot]:
    """The places that a map can show where they are."""
    seats = {area: words.catalog.areas[area].point for area in one.shown}
    return {
        area: Spot(words.area(area), seat, one.shown[area])
        for area, seat in seats.items()
        if seat is not None and in_frame(seat)
    }


def _unheard(one: Shown, here: Setting) -> Iterator[Said]:
    """The areas of a country that no row is about."""
    words = here.words
    lacking = [area for area in polygons() if words.catalog.country(area) == one.area and area not in one.values]
    if lacking:
        many = words("map_many", count=words.number(len(lacking)))
        names = ", ".join(sorted(words.area(area) for area in lacking)) if len(lacking) <= LISTED else many
        yield Said(words("map_absent", area=words.area(one.area), list=names), one.whole(here))
