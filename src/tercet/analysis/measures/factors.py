"""Counted units to mass, by a named set of assumed factors; nothing is weighed unless a question names one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tercet.analysis.measures.facts import Fact
from tercet.catalog.models import Factor, FactorSet

MICROGRAMS = 1000  # in the milligram of a factor


@dataclass(frozen=True, slots=True)
class Weighed:
    """Mass in micrograms that counted units are assumed to have, and the units that stay unweighed."""

    low: Fraction = Fraction(0)
    central: Fraction = Fraction(0)
    high: Fraction = Fraction(0)
    left: int = 0

    def __add__(self, other: Weighed) -> Weighed:
        """Both together."""
        return Weighed(
            self.low + other.low, self.central + other.central, self.high + other.high, self.left + other.left
        )


def weigh(facts: Iterable[Fact], chosen: FactorSet | None) -> Weighed:
    """What the counted units among the facts weigh, each by the factor of its substance, unit and period."""
    total = Weighed()
    for fact in facts:
        if fact.units:
            total += _one(fact, chosen)
    return total


def _one(fact: Fact, chosen: FactorSet | None) -> Weighed:
    """The counted units of one fact: weighed if a factor covers its whole span, otherwise left."""
    tile = fact.tile
    factor = factor_for(chosen, fact.substance, fact.unit, tile.first, tile.last) if chosen else None
    if factor is None:
        return Weighed(left=fact.units)
    low, central, high = (
        fact.units * Fraction(milligrams) * MICROGRAMS for milligrams in (factor.low, factor.central, factor.high)
    )
    return Weighed(low, central, high)


def factor_for(chosen: FactorSet, substance: str | None, unit: str | None, first: date, last: date) -> Factor | None:
    """The factor for a substance and unit whose period holds a whole span."""
    for factor in chosen.factors:
        starts = factor.first is None or factor.first <= first
        ends = factor.last is None or last <= factor.last
        if (factor.substance, factor.unit) == (substance, unit) and starts and ends:
            return factor
    return None
