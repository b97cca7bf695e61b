"""Which source answers for an area. Two sources may count the same thing, so they are not added unless both say so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from tercet.analysis.measures.declared import declarations, differing
from tercet.analysis.measures.door import View
from tercet.analysis.measures.facts import Areas, Fact, amount, gather, matching, place_of
from tercet.analysis.measures.lines import By, Line, pending
from tercet.analysis.measures.parted import children_of, joined
from tercet.analysis.measures.question import Asked
from tercet.analysis.measures.tiles import Tile, Tiling, covered_tiles
from tercet.catalog.descriptor import Source
from tercet.errors import Refused

NOUNS = {"observation": "cases"}  # what two sources might count twice; every other record is of a seizure


@dataclass(frozen=True)
class Loaded:
    """A source with its facts about the areas of a country."""

    view: View
    asked: Asked
    source: Source
    facts: Mapping[str, tuple[Fact, ...]]
    covered: Mapping[Tile, Tile]
    made_of: Mapping[str, tuple[str, ...]]  # areas without figures of their own -> the parts that are added up

    @cached_property
    def spans(self) -> Tiling:
        """What the source has published, whether or not there are records in it."""
        seen = {fact.tile for facts in self.facts.values() for fact in facts if not fact.pending}
        return Tiling(self.covered.keys() | seen)

    @cached_property
    def places(self) -> frozenset[str]:
        """Every place that the source has ever named."""
        table = self.view.records(self.asked.kind.name, self.source.id)
        found = self.view.con.to_pyarrow(table.select(place_=place_of(table)).distinct())
        return frozenset(place for place in found["place_"].to_pylist() if place)

    @cached_property
    def answers(self) -> bool:
        """Whether any record of the source, wherever it is, has a value of what the question is about.

        A source that never gives a number of events has no events to count: not zero, but none.
        """
        if any(fact.present for facts in self.facts.values() for fact in facts):
            return True
        table = matching(self.view.records(self.asked.kind.name, self.source.id), self.asked, self.source.id)
        given = table.filter(amount(table, self.asked).notnull())
        return bool(self.view.con.to_pyarrow(given.limit(1)).num_rows)

    @cached_property
    def withheld(self) -> frozenset[str]:
        """The places of records that terms keep from whoever asks."""
        return self.view.withheld(self.asked.kind.name, self.source.id)

    def holds_back(self, area: str) -> bool:
        """Whether terms keep records of an area from whoever asks, so that its figures are not the whole."""
        return not places_of(self.asked, area).isdisjoint(self.withheld)

    def gives(self, area: str) -> bool:
        """Whether the source has figures for an area; a source that names its places may also have zeros for it."""
        if self.asked.filled and not (self.asked.factors or self.answers):
            return False
        if area in self.facts:
            return any(fact.useful for fact in self.facts[area])
        inside = places_of(self.asked, area)
        return self.asked.filled and bool(self.covered) and not inside.isdisjoint(self.places)

    def lines(self, area: str) -> dict[By, Line]:
        """Every combination of dimensions that was seen in the area; without dimensions there is always the total."""
        parted: dict[By, list[Fact]] = {} if self.asked.by else {(): []}
        for fact in self.facts.get(area, ()):
            if fact.useful:
                parted.setdefault(fact.by, []).append(fact)
        spans = self.spans_of(area) if self.asked.filled else None
        partial = self.holds_back(area)
        return {by: Line(self.source.id, facts, spans, partial) for by, facts in parted.items()}

    def silent(self, area: str) -> Line | None:
        """The line of a combination that the source does not have: zeros, or nothing."""
        if not self.asked.filled:
            return None
        return Line(self.source.id, (), self.spans_of(area), self.holds_back(area))

    def tiles(self, area: str) -> frozenset[Tile]:
        """The published spans that say something about an area."""
        if self.asked.filled:
            return frozenset(self.spans_of(area).tiles)
        return frozenset(fact.tile for fact in self.facts.get(area, ()) if fact.useful and not fact.pending)

    def spans_of(self, area: str) -> Tiling:
        """The source's spans less those for which the area has nothing but word that figures are not in yet."""
        by_tile: dict[Tile, list[Fact]] = {}
        for fact in self.facts.get(area, ()):
            by_tile.setdefault(fact.tile, []).append(fact)
        return self.spans.without(pending(by_tile))


@dataclass(frozen=True)
class Chosen:
    """Who answers for an area: groups of sources, each group one series whose sources are added up."""

    area: str
    groups: tuple[tuple[Loaded, ...], ...] = ()
    notes: tuple[str, ...] = ()


def places_of(asked: Asked, area: str) -> frozenset[str]:
    """The places whose records count for an area: all inside it, or only those published for the very area."""
    return frozenset({area}) if asked.measure.areas == "published" else asked.catalog.within(area)


def load(view: View, asked: Asked, source: Source, areas: Sequence[str]) -> Loaded:
    """Ask the engine, once, for everything that a source says about some areas of its country."""
    wanted = {area: places_of(asked, area) for area in areas}
    for area in areas:
        for child in children_of(asked, source, area):
            wanted.setdefault(child, frozenset({child}))
    covered = covered_tiles(view.covered(source.id), daily=asked.freq == "D")
    facts: dict[str, list[Fact]] = {}
    for fact in told(view, asked, source.id, wanted):
        facts.setdefault(fact.area, []).append(fact)
    by_area, made_of = joined(asked, source, areas, {area: tuple(found) for area, found in facts.items()})
    return Loaded(view, asked, source, _known_days(by_area, covered), covered, made_of)


def told(view: View, asked: Asked, source: str, wanted: Areas) -> tuple[Fact, ...]:
    """The facts of a source about some areas; the same for every question that differs in nothing that they hang on."""

    def ask() -> tuple[Fact, ...]:
        return gather(view.con, view.records(asked.kind.name, source), asked, source, wanted)

    days, factors = asked.freq == "D", asked.factors and asked.factors.id
    summed = (asked.column, asked.measure.unit, factors, asked.by, days)
    key = (asked.kind.name, source, tuple(asked.conditions(source)), summed, frozenset(wanted.items()))
    return view.once(("facts", asked.catalog, *key), ask)


def _known_days(facts: Mapping[str, tuple[Fact, ...]], covered: Mapping[Tile, Tile]) -> dict[str, tuple[Fact, ...]]:
    """Facts with spans that know how many of their days the source covers."""
    return {
        area: tuple(replace(fact, tile=covered.get(fact.tile, fact.tile)) for fact in found)
        for area, found in facts.items()
    }


def choose(asked: Asked, area: str, loaded: Sequence[Loaded]) -> Chosen:
    """Who answers for an area, best first: one source, those that may be added to it, or each by itself."""
    able = [one for one in loaded if one.gives(area)]
    if not able:
        return Chosen(area)
    if "source" in asked.by:
        return Chosen(area, tuple((one,) for one in able))
    group = list(_added(asked, able))
    left = [one for one in able if all(one is not member for member in group)]
    if left and asked.only:
        names = " and ".join(one.source.id for one in able)
        raise Refused(
            f"{area}: {_why_not(asked, group[0], left[0])}, so {names} are not added up. Ask with --by source."
        )
    return Chosen(area, (tuple(group),), (*_note(asked, area, group, left), *_parts(area, group)))


def _added(asked: Asked, able: Sequence[Loaded]) -> Iterator[Loaded]:
    """The best source, and every other that may be added to it and to those already added."""
    group: list[Loaded] = []
    for one in able:
        if all(_addable(asked, one.source, other.source) for other in group):
            group.append(one)
            yield one


def _addable(asked: Asked, one: Source, other: Source) -> bool:
    """Whether each says that the other's records are others than its own, and both mean the same by them."""
    return _both_say(one, other) and not differing(asked.measure, declarations(asked, one), declarations(asked, other))


def _both_say(one: Source, other: Source) -> bool:
    return one.id in other.adds_to and other.id in one.adds_to


def _why_not(asked: Asked, first: Loaded, other: Loaded) -> str:
    """Why a source is not added to another."""
    if not _both_say(first.source, other.source):
        return f"{other.source.id} may count the same {NOUNS.get(asked.kind.name, 'seizures')} as {first.source.id}"
    keys = differing(asked.measure, declarations(asked, first.source), declarations(asked, other.source))
    return f"{other.source.id} declares another {' and '.join(keys)} than {first.source.id}"


def _note(asked: Asked, area: str, group: Sequence[Loaded], left: Sequence[Loaded]) -> Iterator[str]:
    """Who answers, and who was left out and why; nothing where there was no choice."""
    if not left and len(group) == 1:
        return
    parts = [f"{area}: from {' and '.join(one.source.id for one in group)}."]
    for one in left:
        other = next(member for member in group if not _addable(asked, one.source, member.source))
        noun = NOUNS.get(asked.kind.name, "seizures")
        why = (
            f"it may count the same {noun}" if not _both_say(one.source, other.source) else _why_not(asked, other, one)
        )
        parts.append(f"{one.source.id} is not added: {why}; ask for it with --where source={one.source.id}.")
    yield " ".join(parts)


def _parts(area: str, group: Sequence[Loaded]) -> Iterator[str]:
    """That an area was added up from its publisher's parts of it."""
    for one in group:
        if area in one.made_of:
            yield f"{area}: {one.source.id} publishes it in parts; {' and '.join(one.made_of[area])} are added up."
