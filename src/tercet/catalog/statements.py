"""What officials have said in figures: who, when, about which window, with which word, and what would check it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from tercet.catalog.models import Definition, Freq, Where
from tercet.errors import QuestionError
from tercet.periods import add_months, parse

Language = Literal["en", "es", "fr"]
# How another statement of a figure relates to this one; the checks read it.
Relation = Literal["earlier", "same day", "later", "repeat", "secondary"]


def _period(text: str) -> str:
    """A period as it is written elsewhere; wrong spellings are errors of the definition."""
    try:
        parse(text)
    except QuestionError as error:
        raise ValueError(str(error)) from None
    return text


def _day(text: str) -> str:
    """A day, or the month or year where no more is known."""
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text):
        raise ValueError(f"{text!r} is not a day, a month or a year: write 2024-02-08, 2024-02 or 2024")
    last_moment(text)
    return text


Spelled = Annotated[str, AfterValidator(_period)]
Day = Annotated[str, AfterValidator(_day)]


def last_moment(text: str) -> date:
    """The last day that a day, month or year can mean: a statement is never taken to be older than it is.

    >>> str(last_moment("2024-05")), str(last_moment("2017")), str(last_moment("2024-02-08"))
    ('2024-05-31', '2017-12-31', '2024-02-08')
    """
    year, month, day = [*[int(part) for part in text.split("-")], 0, 0][:3]
    if day:
        return date(year, month, day)
    return add_months(date(year, month or 12, 1), 1) - timedelta(days=1)


class Metric(Definition):
    """What a figure counts. Every part of it is in its id, so that one number on two baselines is two metrics.

    `scope` is the part of the country, of the agency or of the drug that is meant; `series` the publisher's own series
    (reported, predicted). `version` is the definition in force, `versions` those that one counter has had.
    `counted` is the claim that states the number behind the denominator. `revised` says that the publisher goes on
    changing figures of past periods. The kind `rule` is a threshold in a decision, or a list: nothing is measured.
    """

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    name: str
    agency: str | None = None
    scope: str | None = None
    baseline: str | None = None
    denominator: str | None = None
    counted: str | None = None
    series: str | None = None
    version: str | None = None
    versions: tuple[str, ...] = ()
    revised: bool = False
    kind: Literal["level", "change", "share", "mean", "rule"] = "level"

    @property
    def key(self) -> str:
        """The id with whatever else decides what the number means."""
        parts = ("agency", "scope", "baseline", "denominator", "series", "version")
        return self.id + "".join(f"/{part}={getattr(self, part)}" for part in parts if getattr(self, part))


class Window(Definition):
    """The time that a figure is about. `stated` is how it was said; `inferred` says who filled in the days, and how."""

    first: date | None = None
    last: date | None = None
    stated: str | None = None
    inferred: str | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Window:
        if self.first and self.last and self.last < self.first:
            raise ValueError(f"the window ends on {self.last}, before it begins")
        return self


class Candidates(Definition):
    """Periods of which each is tried by itself, because the statement names none; `why` says why these."""

    from_: Spelled = Field(alias="from")
    to: Spelled
    why: str


class Span(Definition):
    """Periods that are added up, or of which the mean is taken; both ends included, none may be missing."""

    from_: Spelled = Field(alias="from")
    to: Spelled


class Reading(Definition):
    """One way to read a figure in the data: a measure, an area, a frequency, and which periods.

    `of` makes it a share of another measure; `against` a change from an earlier period, in percent.
    A reading that does not `decide` is shown beside the others and has no say in the verdict.
    """

    measure: str
    of: str | None = None
    area: str
    freq: Freq
    where: Where = {}
    unit: str | None = None
    period: Spelled | None = None
    against: Spelled | None = None
    candidates: Candidates | None = None
    span: Span | None = None
    compute: Literal["sum", "mean"] = "sum"
    label: str | None = None
    decides: bool = True

    @model_validator(mode="after")
    def _one_time(self) -> Reading:
        if sum(part is not None for part in (self.period, self.candidates, self.span)) != 1:
            raise ValueError("give exactly one of period, candidates and span")
        if self.against and (self.period is None or self.of):
            raise ValueError("against needs a period, and no `of`")
        return self


class Mass(Definition):
    """The weight behind a number of doses: as the data have it, and as a figure states it where there are no data."""

    label: str
    first: date
    last: date
    reading: Reading | None = None
    stated: str | None = None

    @model_validator(mode="after")
    def _known(self) -> Mass:
        if self.reading is None and self.stated is None:
            raise ValueError("give a reading, or the figure that states the weight")
        return self


class DoseClaim(Definition):
    """How a number of doses was made, as far as its size shows: the rule, the weight, and the pills.

    Several weights are alternatives: the window was not stated clearly. `pills` is the claim that states their number.
    """

    rule: str
    masses: tuple[Mass, ...] = Field(min_length=1)
    pills: str | None = None


class Follows(Definition):
    """Which other figures a percentage follows from.

    Each is written as `this` (the main figure), `with:ID` (another figure of the same statement), the id of a claim,
    `CLAIM:ID` (another figure of that claim), `population:AREA`, or a plain number.
    """

    change: tuple[str, str] | None = None  # from the second to the first
    share: tuple[str, str] | None = None  # the first as a part of the second

    @model_validator(mode="after")
    def _one(self) -> Follows:
        if (self.change is None) == (self.share is None):
            raise ValueError("give either change or share")
        return self

    @property
    def pair(self) -> tuple[str, str]:
        """The two figures that the percentage follows from."""
        [found] = [pair for pair in (self.change, self.share) if pair is not None]
        return found


class Figure(Definition):
    """A figure as it was said: value, unit, and the word beside it, an entry of wording.yml.

    `spoken` keeps number words as they were spoken, in `language`; they have to mean the value unless `value` is left
    to them.
    """

    value: Decimal
    unit: str
    word: str = "stated"
    spoken: str | None = None
    language: Language = "en"
    follows: Follows | None = None
    readings: tuple[Reading, ...] = ()
    doses: DoseClaim | None = None


class WithFigure(Figure):
    """Another figure of the same statement. `part` says that it is a part of the main figure."""

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    what: str
    part: bool = False


class Said(Definition):
    """The same matter stated elsewhere, or another time. What is left out is as in the claim.

    `metric` overrides parts of the metric, e.g. the scope: then it is another metric, and no disagreement.
    """

    relation: Relation
    by: str
    issuer: str | None = None
    said: Day | None = None
    value: Decimal | None = None
    unit: str | None = None
    word: str | None = None
    spoken: str | None = None
    language: Language = "en"
    window: Window | None = None
    metric: Mapping[Literal["id", "name", "agency", "scope", "baseline", "denominator", "series", "version"], str] = {}
    dated: date | None = None
    source: tuple[str, ...] = ()
    basis: str
    note: str | None = None


class Event(Definition):
    """A claim that is a date: what sort of event, about what, and the day that it gives."""

    kind: str
    about: str
    dated: date


class Counter(Definition):
    """A running total. `since` is its first day, where known; it may not fall."""

    since: date | None = None


class Claim(Figure):
    """One quoted figure.

    `by` spoke; `issuer` stands behind the figure, by the short name of the office; `source` is where it was read.
    `qualifier` keeps the facts' own words beside `word`. `document` is the area that the document is about,
    where that is another than the figure's. `unchecked` says why no data can check it. `sample` marks an invented
    claim, which is checked by invented data only.
    """

    id: str = Field(pattern=r"^[A-Za-z0-9_-]+$")
    value: Decimal = Decimal(0)
    unit: str = ""
    metric: Metric
    window: Window = Window()
    geography: str
    document: str | None = None
    by: str
    issuer: str | None = None
    said: Day | None = None
    qualifier: str | None = None
    counter: Counter | None = None
    event: Event | None = None
    with_: tuple[WithFigure, ...] = Field(default=(), alias="with")
    also: tuple[Said, ...] = ()
    unchecked: str | None = None
    source: tuple[str, ...]
    basis: str
    note: str | None = None
    sample: bool = False

    @model_validator(mode="after")
    def _says_something(self) -> Claim:
        if self.event is None and not {"value", "unit"} <= self.model_fields_set:
            raise ValueError("give value and unit, or an event")
        return self

    @property
    def known_on(self) -> date | None:
        """The day by which the statement was certainly made; without one, the end of what it is about."""
        return last_moment(self.said) if self.said else self.window.last
