"""Meetings, and what was promised at them: commitments with owners, due dates as stated, and what would show them."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from tercet.catalog.dues import After, Due, Spelled
from tercet.catalog.models import Definition
from tercet.catalog.predicates import Predicate
from tercet.periods import Period, last_day, parse

Document = Literal[
    "joint communique", "press call", "fact sheet", "memorandum", "readout", "news release", "press report"
]
Shows = Literal["fulfilled", "progress", "in part", "still open", "related"]


class Meeting(Definition):
    """A meeting at which something was promised, or to which a promise led. Offices are named, never persons.

    `last` is the first day unless the meeting took longer. With `precision: month` only the month is known,
    and the two days are the first and the last of it.
    """

    id: str
    first: date
    last: date
    precision: Literal["day", "month"] = "day"
    series: str
    title: str
    place: str | None = None
    host: str | None = None
    co_chairs: str | None = None
    offices: str | None = None
    sources: tuple[str, ...]
    basis: str
    note: str | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Meeting:
        if self.last < self.first:
            raise ValueError(f"the meeting ends on {self.last}, before it begins")
        if self.precision == "month" and (self.first.day != 1 or self.last != last_day(self.first, 1)):
            raise ValueError("with precision: month, first and last are the first and the last day of one month")
        return self


class Meetings(Definition):
    """The file of meetings."""

    meetings: tuple[Meeting, ...]


class Statement(Definition):
    """One document that states the promise, and its class.

    `verb` is the words by which it promises, where they were read; `says` what it says where accounts differ.
    """

    document: Document
    verb: str | None = None
    says: str | None = None
    source: str
    basis: str


class Count(Definition):
    """So many of so many."""

    done: int = Field(ge=0)
    of: int = Field(gt=0)
    what: str

    @model_validator(mode="after")
    def _short(self) -> Count:
        if self.done >= self.of:
            raise ValueError("a count that reaches its whole shows: fulfilled")
        return self


class Evidence(Definition):
    """Something public that speaks to a commitment; dated to the day, or to the month where only that is known.

    `shows`: `fulfilled`; `progress` with a count; `in part`; `still open`; or `related`, which shows nothing by itself.
    `areas` limits it to some parties. `in_force` is derived from the date: a rule that takes effect days later.
    """

    dated: Spelled
    kind: Literal["event", "document", "figure", "statement"]
    shows: Shows
    text: str
    count: Count | None = None
    areas: tuple[str, ...] = ()
    in_force: After | None = None
    sources: tuple[str, ...]
    basis: str

    @model_validator(mode="after")
    def _whole(self) -> Evidence:
        if self.when.freq not in {"D", "M"}:
            raise ValueError(f"{self.dated} is neither a day nor a month")
        if (self.shows == "progress") != (self.count is not None):
            raise ValueError("progress needs a count, and a count is progress")
        return self

    @property
    def when(self) -> Period:
        """The day or month of the evidence."""
        return parse(self.dated)

    @property
    def effective(self) -> date | None:
        """The day, derived, on which it takes effect."""
        return self.in_force.end(self.when.last) if self.in_force else None


class Shown(Definition):
    """What would show that a promise was kept: a predicate, a document or an event; exactly one."""

    event: str | None = None
    document: str | None = None
    predicate: Predicate | None = None

    @model_validator(mode="after")
    def _one(self) -> Shown:
        if sum(given is not None for given in (self.event, self.document, self.predicate)) != 1:
            raise ValueError("give exactly one of event, document and predicate")
        return self

    @property
    def what(self) -> str:
        """It in words; a predicate by its id."""
        return self.event or self.document or (self.predicate.id if self.predicate else "")


class Commitment(Definition):
    """One promise.

    `measure_stated` is how the documents themselves say that it would be seen. Without `shown_by` it cannot be judged:
    `obstacle` says what in the wording stands in the way, and `needed` what would be needed. `each` lists parties
    of whom every one has to do it. `figures` are shown beside the evidence and never decide. `sample` marks a made-up
    promise, which is judged by made-up figures only.
    """

    id: str
    meeting: str | None = None
    made: date
    commitment: str
    theme: str
    owners: str
    parties: tuple[str, ...]
    statements: tuple[Statement, ...] = Field(min_length=1)
    due: Due | None = None
    measure_stated: str | None = None
    shown_by: Shown | None = None
    each: tuple[str, ...] = ()
    obstacle: str | None = None
    needed: str | None = None
    evidence: tuple[Evidence, ...] = ()
    figures: Predicate | None = None
    basis: str
    note: str | None = None
    sample: bool = False

    @model_validator(mode="after")
    def _judgeable(self) -> Commitment:
        if self.shown_by is None and self.needed is None:
            raise ValueError("without shown_by it cannot be judged: say in needed what would be needed")
        if self.shown_by and self.obstacle:
            raise ValueError("an obstacle says why nothing would show it: take out shown_by or obstacle")
        predicate = self.shown_by.predicate if self.shown_by else None
        if self.shown_by and not (self.due or self.measure_stated or predicate):
            raise ValueError("neither a due date nor a measure was stated: take out shown_by")
        if predicate and (self.each or (self.due and self.due.every)):
            raise ValueError("a predicate is judged once and for one area: take out each and every, or write several")
        return self

    @property
    def span(self) -> tuple[date, date] | None:
        """The first and the last day of the (first) due date; None where none was stated or the words allow none."""
        return self.due.span(self.made) if self.due else None

    @property
    def due_by(self) -> date | None:
        """The last day on which it is (first) due."""
        return self.span[1] if self.span else None

    @property
    def exact(self) -> bool:
        """Whether days early or late may be counted to the day."""
        return self.due is not None and self.due.to_the_day and not self.due.vague
