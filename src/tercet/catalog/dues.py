"""Due dates as stated, and the days that the words allow. A due date is never guessed."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from tercet.catalog.models import Definition
from tercet.errors import QuestionError
from tercet.periods import last_day, parse


def _period(text: str) -> str:
    """A period in SDMX style, or an error that says so."""
    try:
        return parse(text).name
    except QuestionError as error:
        raise ValueError(str(error)) from None


Spelled = Annotated[str, AfterValidator(_period)]


def months_later(day: date, months: int) -> date:
    """The same day so many months later; the last day of the month where it has no such day.

    >>> months_later(date(2023, 3, 9), 2), months_later(date(2023, 12, 31), 2)
    (datetime.date(2023, 5, 9), datetime.date(2024, 2, 29))
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


class After(Definition):
    """A length of time: so many days or months; `to: month` means to the end of the month in which it ends."""

    days: int | None = Field(default=None, gt=0)
    months: int | None = Field(default=None, gt=0)
    to: Literal["day", "month"] = "day"

    @model_validator(mode="after")
    def _one(self) -> After:
        if (self.days is None) == (self.months is None):
            raise ValueError("give either days or months")
        return self

    def end(self, start: date) -> date:
        """The day on which this time is over."""
        ends = start + timedelta(days=self.days) if self.days else months_later(start, self.months or 0)
        return last_day(ends.replace(day=1), 1) if self.to == "month" else ends


class Due(Definition):
    """When it is due, as stated. At most one of three says which days the words allow.

    `within` is a period named in the words (2023, 2023-06, 2024-02-07); `after` is counted from the day of the promise,
    and the due date is then derived; `from` and `until` are the widest reading of a phrase such as "spring 2024".
    `vague` means that no days are counted. `every` makes it come again. Words such as "short term" have none of these.
    """

    stated: str
    within: Spelled | None = None
    after: After | None = None
    from_: date | None = Field(default=None, alias="from")
    until: date | None = None
    vague: bool = False
    every: After | None = None
    note: str | None = None

    @model_validator(mode="after")
    def _one(self) -> Due:
        if sum(given is not None for given in (self.within, self.after, self.until)) > 1:
            raise ValueError("give only one of within, after and until")
        if self.from_ and (self.until is None or self.until < self.from_):
            raise ValueError("from needs an until, and not an earlier one")
        if self.until and not self.vague:
            raise ValueError("until is a reading of vague words: add vague: true, or use within or after")
        if self.every and not (self.within or self.after):
            raise ValueError("every needs a first due date: within or after")
        return self

    @property
    def derived(self) -> bool:
        """Whether the day is computed from the day of the promise."""
        return self.after is not None

    def span(self, made: date) -> tuple[date, date] | None:
        """The first and the last day of the (first) due date; None where the words allow none."""
        if self.within:
            period = parse(self.within)
            return period.first, period.last
        last = self.after.end(made) if self.after else self.until
        return (self.from_ or last, last) if last else None

    @property
    def to_the_day(self) -> bool:
        """Whether the words name a day, so that days early or late mean something."""
        if self.within:
            return parse(self.within).freq == "D"
        return self.after is not None and self.after.to == "day"

    def dates(self, made: date, until: date) -> Iterator[date]:
        """Every due date up to the first one that is not before a day."""
        span = self.span(made)
        last = span[1] if span else None
        times = 0
        while span and last:
            yield last
            if last >= until or not self.every:
                return
            times += 1
            last = self._again(span[1], times)

    def _again(self, first: date, times: int) -> date:
        every = self.every or After(months=12)
        if every.days:
            return first + timedelta(days=every.days * times)
        return months_later(first, (every.months or 0) * times)
