"""A series in one sentence, with its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from tercet.edition.points import Point, latest, year_before
from tercet.edition.words import Words

SAME = Decimal("0.5")  # percent; what rounds to nothing is called about the same
HUGE = Decimal(300)  # percent; beyond it, how many times as much says more


def finding(area: str, series: Sequence[Point], freq: str, unit: str, words: Words) -> str:
    """The latest value of an area, and how it compares with the same period of the year before."""
    point = latest(series)
    if point is None or point.value is None:
        return words("finding_none", area=words.area(area))
    said = {"area": words.area(area), "amount": words.amount(point.value, unit), "period": period(point, freq, words)}
    sentence = _compared(point.value, year_before(series, point), freq, said, words)
    return f"{sentence} {words('provisional')}" if point.provisional else sentence


def _compared(value: Decimal, before: Point | None, freq: str, said: dict[str, str], words: Words) -> str:
    """The sentence with or without a comparison."""
    if before is None or not before.value:
        return words("finding_alone", **said)
    change = (value / before.value - 1) * 100
    said["before"] = words(f"before_{freq}", year=before.month.year)
    if abs(change) < SAME:
        return words("finding_same", **said)
    if change > HUGE:
        return words("finding_times", times=words.number(round(value / before.value, 1)), **said)
    said["percent"] = words.percent(abs(change))
    return words("finding_more" if change > 0 else "finding_less", **said)


def period(point: Point, freq: str, words: Words) -> str:
    """A period within a sentence: in the twelve months to April 2026, in 2023."""
    half, quarter = (point.month.month + 5) // 6, (point.month.month + 2) // 3
    key = f"in_S{half}" if freq == "S" else f"in_{freq}"
    return words(key, month=words.month(point.month), year=point.month.year, quarter=quarter)


def short(point: Point, freq: str, words: Words) -> str:
    """A period in a table: to April 2026, 2023, 2023 (first half)."""
    if freq == "R12":
        return words("to_month", month=words.month(point.month))
    if freq == "S":
        return words(f"short_S{(point.month.month + 5) // 6}", year=point.month.year)
    return words.month(point.month) if freq == "M" else point.period


def span(first: date, last: date, words: Words) -> str:
    """From one month to another."""
    return words("span", first=words.month(first), last=words.month(last))
