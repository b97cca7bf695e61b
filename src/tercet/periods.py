"""Periods, SDMX style: 2023, 2023-Q2, 2023-S1, 2023-06, 2023-06-15, FY2023, and twelve months ending in a month.

A fiscal year is named after the calendar year in which it ends. A period of frequency R12 is
named after its last month.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tercet.errors import QuestionError

MONTHS = {"M": 1, "Q": 3, "S": 6, "A": 12, "FY": 12, "R12": 12}
WORDS = {
    "D": "day",
    "M": "month",
    "Q": "quarter",
    "S": "half-year",
    "A": "year",
    "FY": "fiscal year",
    "R12": "twelve months",
}
FORMS = {
    "A": re.compile(r"(\d{4})"),
    "Q": re.compile(r"(\d{4})-Q([1-4])"),
    "S": re.compile(r"(\d{4})-S([12])"),
    "M": re.compile(r"(\d{4})-(\d{2})"),
    "D": re.compile(r"(\d{4})-(\d{2})-(\d{2})"),
    "FY": re.compile(r"FY(\d{4})"),
}
DAY = timedelta(days=1)


def add_months(first: date, months: int) -> date:
    """The first day of the month that comes so many months later."""
    index = first.year * 12 + first.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def last_day(first: date, months: int) -> date:
    """The last day of a span of whole months; no months at all is that one day."""
    return add_months(first, months) - DAY if months else first


def months_between(first: date, last: date) -> int:
    """The number of calendar months that a span touches."""
    return (last.year - first.year) * 12 + last.month - first.month + 1


@dataclass(frozen=True, slots=True)
class Period:
    """A span of whole days at a frequency."""

    freq: str
    first: date
    last: date

    @property
    def name(self) -> str:
        """The period in SDMX style."""
        first = self.first
        if self.freq == "D":
            return first.isoformat()
        if self.freq in {"FY", "R12"}:
            return f"FY{self.last.year:04}" if self.freq == "FY" else f"{self.last:%Y-%m}"
        if self.freq == "M":
            return f"{first:%Y-%m}"
        part = {"Q": f"-Q{(first.month + 2) // 3}", "S": f"-S{(first.month + 5) // 6}"}.get(self.freq, "")
        return f"{first:%Y}{part}"

    @property
    def anchor(self) -> date:
        """Where the period sits on the time line: its first day, or the last month of a rolling window."""
        return self.last.replace(day=1) if self.freq == "R12" else self.first

    @property
    def days(self) -> int:
        """The number of days in the period."""
        return (self.last - self.first).days + 1

    def holds(self, first: date, last: date) -> bool:
        """Whether a span lies wholly inside."""
        return self.first <= first and last <= self.last


def containing(day: date, freq: str, fiscal_start: int = 1) -> Period:
    """The period of a frequency in which a day lies; for R12 the window that ends with the day's month."""
    if freq == "D":
        return Period("D", day, day)
    if freq == "R12":
        first = add_months(day, -11)
    else:
        length = MONTHS[freq]
        offset = fiscal_start - 1 if freq == "FY" else 0
        first = add_months(day, -((day.month - 1 - offset) % length))
    return Period(freq, first, last_day(first, MONTHS[freq]))


def between(first: date, last: date, freq: str, fiscal_start: int = 1) -> Iterator[Period]:
    """Every period that touches a span, in order; for R12 the windows that end in it."""
    period = containing(first, freq, fiscal_start)
    while period.anchor <= last:
        yield period
        step = period.last + DAY  # the next month for R12, whose windows overlap
        period = containing(step, freq, fiscal_start)


def form_of(text: str) -> str:
    """The frequency that a period's spelling names: M for 2023-06, FY for FY2023."""
    for freq, form in FORMS.items():
        if form.fullmatch(text.strip().upper()):
            return freq
    raise QuestionError(
        f"{text!r} is not a period. Write it like 2023, 2023-Q2, 2023-S1, 2023-06, 2023-06-15 or FY2023."
    )


def parse(text: str, fiscal_start: int = 1) -> Period:
    """A period from its spelling; FY2023 is the fiscal year that ends in 2023."""
    freq = form_of(text)
    match = FORMS[freq].fullmatch(text.strip().upper())
    numbers = [int(group) for group in match.groups()] if match else []
    try:
        return containing(_first_day(freq, numbers, fiscal_start), freq, fiscal_start)
    except (ValueError, OverflowError):
        raise QuestionError(f"{text!r} is not a period: there is no such day or month.") from None


def _first_day(freq: str, numbers: list[int], fiscal_start: int) -> date:
    """The first day of a period whose numbers were read from its spelling."""
    year = numbers[0]
    if freq == "FY":
        return date(year if fiscal_start == 1 else year - 1, fiscal_start, 1)
    if freq in {"Q", "S"}:
        return date(year, (numbers[1] - 1) * MONTHS[freq] + 1, 1)
    return date(year, *[*numbers[1:], 1, 1][:2])
