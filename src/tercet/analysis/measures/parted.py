"""An area that a publisher parts into areas of its own: New York, published as the city and the rest of the state.

Where a measure takes only figures published for the very area, such parts may still be added up, if all
of them are there. They are areas of one publisher, named in its namespace, with the area as their parent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tercet.analysis.measures.facts import Fact
from tercet.analysis.measures.question import Asked
from tercet.catalog.descriptor import Source


def children_of(asked: Asked, source: Source, area: str) -> tuple[str, ...]:
    """The parts into which a source's publisher parts a subdivision; none for a country, or where there is one only."""
    areas = asked.catalog.areas
    if asked.measure.areas != "published" or areas[area].parent is None:
        return ()
    children = [
        name
        for name, other in sorted(areas.items())
        if other.parent == area and "." in name and source.id.startswith(f"{name.partition('.')[0]}_")
    ]
    return tuple(children) if len(children) > 1 else ()


def joined(
    asked: Asked, source: Source, areas: Sequence[str], facts: Mapping[str, tuple[Fact, ...]]
) -> tuple[dict[str, tuple[Fact, ...]], dict[str, tuple[str, ...]]]:
    """Facts by area, with parts added up into areas that have no figures of their own; and which areas those are."""
    found = {area: facts[area] for area in areas if area in facts}
    made_of: dict[str, tuple[str, ...]] = {}
    for area in areas:
        children = children_of(asked, source, area)
        if area not in found and children and all(child in facts for child in children):
            made_of[area] = children
    for area, children in made_of.items():
        found[area] = _together(area, [facts[child] for child in children])
    return found, made_of


def _together(area: str, parts: Sequence[tuple[Fact, ...]]) -> tuple[Fact, ...]:
    """The facts of all parts under the name of the area; where one part has none, the sum has a hole."""
    together = [replace(fact, area=area) for facts in parts for fact in facts]
    keys = {(fact.by, fact.tile) for fact in together}
    for facts in parts:
        absent = keys - {(fact.by, fact.tile) for fact in facts}
        together += [Fact(area, by, tile, "O", "missing", 0, 0, 0, 0) for by, tile in absent]
    return tuple(together)
