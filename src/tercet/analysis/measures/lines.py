"""One series of one source in one area, and what it says about a period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tercet.analysis.measures.amounts import base_units, in_unit
from tercet.analysis.measures.factors import Weighed, weigh
from tercet.analysis.measures.facts import Fact
from tercet.analysis.measures.question import Asked
from tercet.analysis.measures.tiles import Choice, Tile, Tiling
from tercet.errors import Refused
from tercet.periods import Period

By = tuple[str | None, ...]
WORST_FIRST = ("D", "B", "I", "E", "P", "A")
# Kinds of gap that leave a hole in a sum; the first of them names the hole.
HOLES = ("missing", "withheld", "not_published", "not_mapped", "unknown")


@dataclass(frozen=True, slots=True)
class Part:
    """What one source says about one cell: its facts, the spans they come from, and whether those fill the period.

    `partial` is whether terms keep records of the area from whoever asks.
    """

    source: str
    facts: tuple[Fact, ...]
    choice: Choice
    partial: bool = False

    @property
    def whole(self) -> bool:
        """Whether the period is covered, and nobody's figures are still to come."""
        return self.choice.whole and not any(fact.pending for fact in self.facts)

    @property
    def covered(self) -> str:
        """How much of the period is there, in words."""
        return "some parts have not reported yet" if self.choice.whole else self.choice.covered


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of an answer, with what it was made of."""

    area: str
    by: By
    period: Period
    base: tuple[Fraction, Fraction, Fraction] | None  # central, low, high in base units
    status: str
    gap: str | None
    covered: str | None  # how much of the period is there, where it is not whole
    left: int  # counted units that were not weighed
    parts: tuple[Part, ...]

    def row(self, asked: Asked) -> tuple[object, ...]:
        """The cell as a row of the answer."""
        self._no_sum_of_rates(asked)
        unit = asked.catalog.units[asked.unit]
        value, low, high = [in_unit(base, unit) for base in self.base] if self.base else [None] * 3
        margins = (low, high) if asked.factors else (None, None)
        period = self.period
        return (
            asked.measure.id,
            self.area,
            period.name,
            period.freq,
            value,
            *margins,
            asked.unit,
            self.status,
            *self.by,
        )

    def _no_sum_of_rates(self, asked: Asked) -> None:
        """Stop at a rate that was made of several."""
        rates = sum(fact.present for part in self.parts for fact in part.facts)
        if asked.catalog.units[asked.measure.unit].dimension == "ratio" and rates > 1:
            raise Refused(
                f"{asked.measure.id} is a rate, and rates cannot be added up: {self.area} {self.period.name} would add "
                f"{rates} of them. Ask for a published period and area, or name more dimensions."
            )


class Line:
    """One combination of dimensions of one source in one area: its facts by span, and the spans that count."""

    def __init__(self, source: str, facts: Iterable[Fact], spans: Tiling | None, partial: bool = False) -> None:
        """Spans come from the source where a period without records is a zero; otherwise from the facts."""
        self.source, self.partial = source, partial
        self.facts: dict[Tile, list[Fact]] = {}
        for fact in facts:
            self.facts.setdefault(fact.tile, []).append(fact)
        late = pending(self.facts)
        own = spans or Tiling(tile for tile in self.facts)
        self.tiling = own.without(late)

    def part(self, period: Period) -> Part | None:
        """What the line says about a period; None where nothing was published for it."""
        choice = self.tiling.of(period)
        if not choice.tiles:
            return None
        facts = tuple(fact for tile in choice.tiles for fact in self.facts.get(tile, ()))
        return Part(self.source, facts, choice, self.partial)


def pending(facts: Mapping[Tile, Sequence[Fact]]) -> frozenset[Tile]:
    """The spans about which there is nothing but word that figures are not in yet."""
    return frozenset(tile for tile, found in facts.items() if all(fact.pending for fact in found))


def combine(asked: Asked, area: str, by: By, period: Period, parts: Sequence[Part | None]) -> Cell:
    """The cell that sources make together: a sum, or the name of the hole in it."""
    present = tuple(part for part in parts if part is not None)
    facts = [fact for part in present for fact in part.facts]
    status, gap = _hole(facts)
    if status is None and _may_be_withheld(present):
        status, gap = "O", "withheld"
    covered = _uncovered(parts)
    weighed = weigh(facts, asked.factors)
    base = None if status else _sum(asked, facts, weighed)
    if status is None:
        status = "P" if covered else _worst(facts)
        if any(part.partial for part in present):
            status = "D"  # a sum of what is released is another figure than the sum of everything
    return Cell(area, by, period, base, status, gap, covered, weighed.left, present)


def _hole(facts: Iterable[Fact]) -> tuple[str | None, str | None]:
    """Q where any part is suppressed, O where any is missing, M where none can exist; otherwise nothing."""
    gaps = {fact.gap for fact in facts}
    if "suppressed" in gaps:
        return "Q", "suppressed"
    holes = [gap for gap in HOLES if gap in gaps]
    if holes:
        return "O", holes[0]
    return ("M", "not_applicable") if gaps == {"not_applicable"} else (None, None)


def _may_be_withheld(parts: Iterable[Part]) -> bool:
    """Whether nothing is released and something may be held back: a zero would then be a guess."""
    found = list(parts)
    return any(part.partial for part in found) and not any(fact.useful for part in found for fact in part.facts)


def _uncovered(parts: Sequence[Part | None]) -> str | None:
    """How much is there, where something of the period is not."""
    if any(part is None for part in parts):
        return "one of the sources that are added up does not cover it"
    return next((part.covered for part in parts if part and not part.whole), None)


def _sum(asked: Asked, facts: Sequence[Fact], weighed: Weighed) -> tuple[Fraction, Fraction, Fraction]:
    """The exact sum in base units, with low and high from the factors."""
    unit = asked.catalog.units[asked.measure.unit]
    measured = sum((Fraction(fact.total) for fact in facts), Fraction(0))
    if asked.column == "value":  # observations are kept in the unit in which they were published
        measured = base_units(measured, unit)
    return measured + weighed.central, measured + weighed.low, measured + weighed.high


def _worst(facts: Iterable[Fact]) -> str:
    """The status that says most against the value; a true zero is a normal value."""
    found = {fact.status for fact in facts if fact.present}
    return next((status for status in WORST_FIRST if status in found), "A")
