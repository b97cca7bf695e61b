"""What a publisher writes for a time, as the first day of a period, its months and its frequency."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import NamedTuple


class When(NamedTuple):
    """A period: its first day, how many months it has (0: one day) and its frequency."""

    start: date
    months: int
    freq: str


Months = Callable[[str], int | None]

_YEAR = re.compile(r"^(?:FY ?|CY ?)?((?:19|20)\d{2})(?:\.0+)?(?: ?\((?:FY|CY)TD\))?$", re.IGNORECASE)
_WHOLE = re.compile(r"^(\d{1,2})(?:\.0+)?$")
_QUARTER = re.compile(r"^[QT]?([1-4])(?:\.0+)?$", re.IGNORECASE)
_HALF = re.compile(r"^[SH]?([12])(?:\.0+)?$", re.IGNORECASE)
_TEXTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^(?P<year>(?:19|20)\d{2})-?(?P<month>\d{2})$"), "M"),
    (re.compile(r"^(?P<year>(?:19|20)\d{2})[ -]?[QT](?P<quarter>[1-4])$", re.IGNORECASE), "Q"),
    (re.compile(r"^(?P<year>(?:19|20)\d{2})[ -]?[SH](?P<half>[12])$", re.IGNORECASE), "S"),
    (re.compile(r"^(?P<year>(?:19|20)\d{2})$"), "A"),
    (re.compile(r"^(?P<year>(?:19|20)\d{2}) ?\((?P<first>\w+) to (?P<last>\w+)\)$", re.IGNORECASE), "range"),
)


def year(label: str) -> int | None:
    """A year as publishers write it: 2023, 2023.0, FY2023, 2026 (FYTD); otherwise None.

    >>> year("2026 (FYTD)"), year("2015.0"), year("15")
    (2026, 2015, None)
    """
    found = _YEAR.match(label.strip())
    return int(found[1]) if found else None


def month_number(label: str) -> int | None:
    """A month written as a number from 1 to 12; otherwise None."""
    found = _WHOLE.match(label.strip())
    return int(found[1]) if found and 1 <= int(found[1]) <= 12 else None


def quarter(label: str) -> int | None:
    """A quarter: 1, Q1 or T1 (French and Spanish); otherwise None."""
    found = _QUARTER.match(label.strip())
    return int(found[1]) if found else None


def half(label: str) -> int | None:
    """A half-year: 1, S1 or H1; otherwise None."""
    found = _HALF.match(label.strip())
    return int(found[1]) if found else None


def day(label: str, formats: tuple[str, ...]) -> date | None:
    """A date in the first of the formats that fits and exists in the calendar; otherwise None."""
    for pattern in formats:
        try:
            return datetime.strptime(label.strip(), pattern).date()
        except ValueError:
            continue
    return None


def text(label: str, months: Months) -> When | None:
    """A period in words; a range of months within a year keeps its real length.

    `months` turns the name of a month into its number.
    """
    label = " ".join(label.split())
    for pattern, freq in _TEXTS:
        if found := pattern.match(label):
            return _when(found.groupdict(), freq, months)
    return None


def _when(part: Mapping[str, str], freq: str, months: Months) -> When | None:
    chosen = int(part["year"])
    if freq == "range":
        return _range(chosen, months(part["first"]), months(part["last"]))
    length = {"M": 1, "Q": 3, "S": 6, "A": 12}[freq]
    number = int(part.get("month") or part.get("quarter") or part.get("half") or 1)
    first = (number - 1) * length + 1
    return When(date(chosen, first, 1), length, freq) if 1 <= first <= 12 else None


def _range(chosen: int, first: int | None, last: int | None) -> When | None:
    """January to September 2025 is nine months of the year 2025: a partial year, not three quarters."""
    if first is None or last is None or first > last:
        return None
    return When(date(chosen, first, 1), last - first + 1, "A")


def last_day(when: When) -> date:
    """The last day of a period.

    >>> last_day(When(date(2024, 1, 1), 2, "A"))
    datetime.date(2024, 2, 29)
    """
    if when.months == 0:
        return when.start
    index = when.start.year * 12 + when.start.month - 1 + when.months - 1
    chosen, month = divmod(index, 12)
    return date(chosen, month + 1, calendar.monthrange(chosen, month + 1)[1])
