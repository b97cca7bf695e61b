"""What sources declare about their figures, and where two of them differ."""

from __future__ import annotations

from collections.abc import Mapping

from tercet.analysis.measures.question import Asked
from tercet.catalog.descriptor import Declared, Source
from tercet.catalog.models import Measure

Declarations = Mapping[str, tuple[str, ...]]


def declarations(asked: Asked, source: Source) -> dict[str, tuple[str, ...]]:
    """What a source says its figures are, as far as this measure takes them."""
    conditions = dict(asked.conditions(source.id))
    found = dict(source.declares)
    for special in source.declares_for:
        if _concerns(special, conditions):
            found.update(special.declares)
    return {key: (value,) if isinstance(value, str) else tuple(sorted(value)) for key, value in found.items()}


def _concerns(special: Declared, conditions: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether everything that a question selects falls under a special declaration."""
    for dimension, values in special.where.items():
        named = {values} if isinstance(values, str) else set(values)
        if not conditions.get(dimension) or not named.issuperset(conditions[dimension]):
            return False
    return True


def differing(measure: Measure, one: Declarations, other: Declarations) -> list[str]:
    """The declarations that the measure needs in common and that differ, or that one of the two does not make."""
    return [key for key in measure.must_match if key not in one or one.get(key) != other.get(key)]


def in_words(values: tuple[str, ...] | None) -> str:
    """The value of a declaration, as text."""
    return ", ".join(values) if values else "not said"
