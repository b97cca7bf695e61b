"""The parts of one country in one period, in words: what a map of them shows, its finding, and every value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from tercet.edition import walk
from tercet.edition.content import Content, Headline, Places
from tercet.edition.findings import period
from tercet.edition.maps.boundaries import polygons
from tercet.edition.maps.groups import Gap, Value, gap_of
from tercet.edition.points import Point, last_month
from tercet.edition.words import SPACE, Words

PEOPLE = 100_000
NAMED = 3  # so many places with the same value are named, more are counted


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, and the commands that walk its numbers back, one a line."""

    text: str
    walk: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """One row of a table below a map. `rate` is empty where none is shown; `explain` walks the value back."""

    area: str
    name: str
    value: str
    rate: str
    status: str
    explain: str


@dataclass(frozen=True, slots=True)
class Table:
    """Every place of one country, the highest value first. `rate` heads the column of rates, if there is one.

    `walk` is the command that gives all of it.
    """

    caption: str
    unit: str
    rate: str
    rows: tuple[Place, ...]
    walk: str


@dataclass(frozen=True, slots=True)
class Setting:
    """What every part of a map needs to know of its edition."""

    headline: Headline
    content: Content
    words: Words

    @property
    def unit(self) -> str:
        """The unit of the measure in words."""
        return self.words.unit(self.headline.measure.unit)


@dataclass(frozen=True, slots=True)
class Shown:
    """The parts of one country: published values, what a map shows of them, its unit, and the period in words.

    `shown` are the values themselves, or rates where `rate` says how they were made.
    """

    places: Places
    values: Mapping[str, Value]
    shown: Mapping[str, Value]
    unit: str
    when: str
    rate: str = ""

    @property
    def area(self) -> str:
        """The country."""
        return self.places.area

    def walk(self, areas: Iterable[str], here: Setting) -> str:
        """The commands that walk the values of some places back; those without a value have none."""
        known = [area for area in areas if not isinstance(self.values[area], Gap)]
        return "\n".join(walk.explain(here.content, here.headline, area, self.places.period) for area in known)

    def whole(self, here: Setting) -> str:
        """The command that gives the series of all places."""
        return walk.measure(here.content, here.headline, sorted(self.values))

    def drawable(self) -> dict[str, Value]:
        """What a map of areas can show."""
        return {area: value for area, value in self.shown.items() if area in polygons()}


def shown(places: Places, here: Setting) -> Shown:
    """The parts of one country as amounts."""
    values: dict[str, Value] = {}
    for row in places.answer.records():
        values[str(row["area"])] = gap_of(str(row["status"])) if row["value"] is None else row["value"]
    point = Point(places.period, last_month(places.period), None, "")
    return Shown(places, values, values, here.unit, period(point, here.headline.freq, here.words))


def per_people(one: Shown, here: Setting) -> Shown:
    """The same as a rate, where it counts something in one calendar year and every place has its population of it.

    The population of another year would be a guess at this one's.
    """
    words, areas, end = here.words, here.words.catalog.areas, last_month(one.places.period)
    counts = words.catalog.units[here.headline.measure.unit].dimension == "count"
    people = {area: areas[area].population.get(end.year) for area in one.values}
    if not counts or here.headline.freq not in {"A", "R12"} or end.month != 12:
        return one
    made: dict[str, Value] = {}
    for area, value in one.values.items():
        if not isinstance(value, Gap):
            number = people[area]
            if not number:
                return one
            value = (value * PEOPLE / number).quantize(Decimal("0.01"), ROUND_HALF_EVEN)
        made[area] = value
    unit, many = here.unit, words.number(PEOPLE)
    sources = listed(dict.fromkeys(areas[area].source or "" for area in sorted(made)))
    how = words("map_rate_note", area=words.area(one.area), unit=unit, people=many, year=end.year, source=sources)
    return Shown(one.places, one.values, made, words("map_rate", unit=unit, people=many), one.when, how)


def finding(one: Shown, here: Setting) -> Said:
    """The highest and the lowest of what a map shows of a country, each with its places and its value."""
    words, numbers = here.words, {area: value for area, value in one.shown.items() if not isinstance(value, Gap)}
    said = {"area": words.area(one.area), "period": one.when}
    if not numbers:
        return Said(words("map_finding_none", **said))
    top, low = max(numbers.values()), min(numbers.values())
    amount = {value: f"{words.number(value)}{SPACE}{one.unit}" for value in (top, low)}
    areas = {value: sorted(area for area, other in numbers.items() if other == value) for value in (top, low)}
    walks = one.walk(dict.fromkeys((*areas[top], *areas[low])), here)
    if top == low:
        text = words("map_finding_same", highest=amount[top], count=words.number(len(numbers)), **said)
        return Said(text, walks)
    names = {value: _named(found, words) for value, found in areas.items()}
    text = words("map_finding", high=names[top], highest=amount[top], low=names[low], lowest=amount[low], **said)
    return Said(text, walks)


def without(one: Shown, words: Words) -> Iterator[Said]:
    """The places without a value, by kind of gap."""
    kinds = {
        kind: [words.area(area) for area, value in one.values.items() if value is kind]
        for kind in Gap
        if kind in one.values.values()
    }
    if kinds:
        told = (
            words("map_gap_kind", kind=words.code("gap", kind), names=listed(sorted(names)))
            for kind, names in kinds.items()
        )
        yield Said(words("map_gaps", area=words.area(one.area), list=listed(told)))


def told(one: Shown, areas: Iterable[str], here: Setting) -> Iterator[Said]:
    """Places of a country that are not on the map, with their values."""
    words, ordered = here.words, sorted(areas, key=lambda area: (here.words.area(area), area))
    texts = [words("map_place_value", name=words.area(area), value=_said(one.values[area], words)) for area in ordered]
    if texts:
        text = words("map_off", area=words.area(one.area), period=one.when, list=listed(texts))
        yield Said(text, one.walk(ordered, here))


def table(one: Shown, here: Setting) -> Table:
    """Every value of a country with its status and its `explain`, the highest first and gaps last."""
    words, statuses = here.words, {str(row["area"]): str(row["status"]) for row in one.places.answer.records()}
    rows = [_place(area, one, statuses[area], here) for area in one.values]
    order = {area: Decimal(0) if isinstance(value, Gap) else -value for area, value in one.values.items()}
    rows.sort(key=lambda row: (not row.value, order[row.area], row.name))
    caption = words("map_table", area=words.area(one.area), period=one.when)
    return Table(caption, here.unit, one.unit if one.rate else "", tuple(rows), one.whole(here))


def _place(area: str, one: Shown, status: str, here: Setting) -> Place:
    """One row of the table."""
    words, value, rate = here.words, one.values[area], one.shown[area]
    name, said = words.area(area), words.code("status", status)
    if isinstance(value, Gap) or isinstance(rate, Gap):
        return Place(area, name, "", "", said, "")
    shown_rate = words.number(rate) if one.rate else ""
    return Place(area, name, words.number(value), shown_rate, said, one.walk([area], here))


def listed(texts: Iterable[str]) -> str:
    """Texts one after another."""
    return "; ".join(texts)


def _named(areas: list[str], words: Words) -> str:
    """The places by name, or how many there are."""
    if len(areas) > NAMED:
        return words("map_many", count=words.number(len(areas)))
    return ", ".join(words.area(area) for area in areas)


def _said(value: Value, words: Words) -> str:
    return words.code("gap", value) if isinstance(value, Gap) else words.number(value)
