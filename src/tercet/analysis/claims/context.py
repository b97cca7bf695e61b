"""All statements of all claims, flat, for the checks that compare one with another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from tercet.analysis.claims.findings import worded
from tercet.analysis.claims.numbers import spoken
from tercet.analysis.claims.wording import Range, admits, word_of
from tercet.catalog.load import Catalog
from tercet.catalog.statements import Claim, Metric, Said, Window, last_moment

# What a flag does to a verdict. A note does nothing; the flag is shown all the same.
NOTE, REFUSES, DISAGREES, CONTRADICTS = "note", "refuses", "disagrees", "contradicts"


@dataclass(frozen=True)
class Flag:
    """What one check says about one claim, in words that name the statements compared; `fine` where all is well."""

    check: str
    text: str
    effect: str = NOTE
    fine: bool = False


@dataclass(frozen=True)
class Statement:
    """One figure that somebody stated once: the main figure of a claim, or what was said of it elsewhere."""

    claim: Claim
    metric: Metric
    value: Decimal
    unit: str
    word: str
    window: Window
    geography: str
    by: str
    issuer: str | None
    said: str | None
    relation: str | None = None
    spoken: str | None = None

    @property
    def name(self) -> str:
        """How a flag calls the statement."""
        when = f", {self.said}" if self.said else ""
        who = f" ({self.by}{when})" if self.relation else ""
        return f"{self.claim.id}{who}"

    @property
    def text(self) -> str:
        """The statement with its figure."""
        return f"{worded(self.value, self.word)} {self.unit} in {self.name}"

    @property
    def day(self) -> date | None:
        """The day by which it was certainly said."""
        return last_moment(self.said) if self.said else None

    @property
    def at(self) -> date | None:
        """Where a running total stands on the time line: the end of its window, else the day it was said."""
        return self.window.last or self.day

    @property
    def span(self) -> tuple[date, date] | None:
        """First and last day, where both are known."""
        return (self.window.first, self.window.last) if self.window.first and self.window.last else None


@dataclass(frozen=True)
class Context:
    """The claims that were made by the day asked for, and what is known to judge words by."""

    catalog: Catalog
    claims: Mapping[str, Claim]
    ranges: dict[int, Range] = field(default_factory=dict)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Every statement, in the order of the claims."""
        return tuple(one for claim in self.claims.values() for one in statements_of(claim))

    @cached_property
    def by_metric(self) -> Mapping[str, tuple[Statement, ...]]:
        """Metric id -> statements, whatever the baseline or scope."""
        found: dict[str, list[Statement]] = {}
        for one in self.statements:
            found.setdefault(one.metric.id, []).append(one)
        return {name: tuple(several) for name, several in found.items()}

    def alike(self, one: Statement) -> tuple[Statement, ...]:
        """The other statements of exactly the same metric and geography."""
        return tuple(
            other
            for other in self.by_metric.get(one.metric.id, ())
            if other is not one and other.metric.key == one.metric.key and other.geography == one.geography
        )

    def own(self, claim: Claim) -> tuple[Statement, ...]:
        """The statements of one claim, the main one first."""
        return tuple(one for one in self.by_metric.get(claim.metric.id, ()) if one.claim is claim) + tuple(
            one for one in self.statements if one.claim is claim and one.metric.id != claim.metric.id
        )

    def range(self, one: Statement) -> Range:
        """The true values that a statement admits."""
        if id(one) not in self.ranges:
            self.ranges[id(one)] = admits(word_of(self.catalog, one.word), one.value, one.unit)
        return self.ranges[id(one)]


Check = Callable[[Claim, Context], Iterator[Flag]]


def statements_of(claim: Claim) -> Iterator[Statement]:
    """The main figure of a claim, and the same matter as it was stated elsewhere."""
    if claim.event is not None:
        return
    yield Statement(
        claim, claim.metric, claim.value, claim.unit, claim.word, claim.window, claim.geography,
        claim.by, claim.issuer, claim.said, spoken=claim.spoken,
    )  # fmt: skip
    for said in claim.also:
        yield _elsewhere(claim, said)


def _elsewhere(claim: Claim, said: Said) -> Statement:
    """A statement elsewhere; what it leaves out is as in the claim."""
    value = said.value
    if value is None and said.spoken is not None:
        value = spoken(said.spoken, said.language)
    return Statement(
        claim,
        claim.metric.model_copy(update={str(name): value for name, value in said.metric.items()}),
        claim.value if value is None else value,
        said.unit or claim.unit,
        said.word or ("stated" if value is not None else claim.word),
        said.window or claim.window,
        claim.geography,
        said.by,
        said.issuer or claim.issuer,
        said.said,
        said.relation,
        said.spoken,
    )
