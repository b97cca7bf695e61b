"""An answer as points in time: each period with its last month, its value and its status."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from statistics import median

from tercet.answers import Answer

PROVISIONAL = frozenset({"P", "E", "I"})
_PERIOD = re.compile(r"(?P<fiscal>FY)?(?P<year>\d{4})(?:-(?:(?P<month>\d{2})|Q(?P<quarter>[1-4])|S(?P<half>[12])))?")


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a series. `month` is the first day of its last month; `value` is None where there is a gap.

    `low` and `high` are there where a value was estimated or converted within bounds.
    """

    period: str
    month: date
    value: Decimal | None
    status: str
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def provisional(self) -> bool:
        """Whether the value will still change, or was estimated."""
        return self.status in PROVISIONAL


def points(answer: Answer) -> tuple[Point, ...]:
    """The points of an answer for one area and no dimensions, in time."""
    found = (
        Point(
            str(row["period"]),
            last_month(str(row["period"])),
            row["value"],
            str(row["status"]),
            row.get("low"),
            row.get("high"),
        )
        for row in answer.records()
    )
    return tuple(sorted(found, key=lambda point: point.month))


def last_month(period: str) -> date:
    """The last month of a period in SDMX style; a fiscal year counts as the calendar year of its name.

    >>> last_month("2023-Q2"), last_month("2023-11")
    (datetime.date(2023, 6, 1), datetime.date(2023, 11, 1))
    """
    match = _PERIOD.fullmatch(period)
    if match is None:
        raise ValueError(f"{period!r} is not a period of an answer")
    year, month, quarter, half = (int(match[name] or 0) for name in ("year", "month", "quarter", "half"))
    return date(year, month or quarter * 3 or half * 6 or 12, 1)


def add_months(month: date, months: int) -> date:
    """The first day of the month so many months later."""
    index = month.year * 12 + month.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def latest(series: Sequence[Point]) -> Point | None:
    """The last point that has a value."""
    valued = [point for point in series if point.value is not None]
    return valued[-1] if valued else None


def year_before(series: Sequence[Point], point: Point) -> Point | None:
    """The same period of the year before, where it has a value."""
    wanted = point.month.replace(year=point.month.year - 1)
    return next((one for one in series if one.month == wanted and one.value is not None), None)


def yearly(series: Sequence[Point], point: Point, most: int) -> tuple[Point, ...]:
    """The same period of the latest years, newest first."""
    same = [one for one in series if one.month.month == point.month.month and one.month <= point.month]
    return tuple(reversed(same[-most:]))


def with_holes(series: Sequence[Point]) -> tuple[Point, ...]:
    """The points, with an empty one wherever some periods are not there at all, so that no line bridges them."""
    months = [point.month.year * 12 + point.month.month for point in series]
    steps = [after - before for before, after in zip(months, months[1:], strict=False)]
    if not steps:
        return tuple(series)
    usual = median(steps)
    filled = [series[0]]
    for step, before, point in zip(steps, series, series[1:], strict=False):
        if step > 1.5 * usual:
            filled.append(Point("", before.month, None, "O"))
        filled.append(point)
    return tuple(filled)


def changed(before: Sequence[Point], now: Sequence[Point]) -> tuple[Point, ...]:
    """The stretches in which what was known before differs from what is known now, each with a neighbour on its sides.

    Where they agree the point is empty, so that nothing is drawn there.
    """
    known = {point.period: point.value for point in now}
    differs = [point.value is not None and known.get(point.period) != point.value for point in before]
    near = [any(differs[max(0, at - 1) : at + 2]) for at in range(len(differs))]
    return (
        tuple(point if close else replace(point, value=None) for point, close in zip(before, near, strict=True))
        if any(differs)
        else ()
    )


def holes(series: Sequence[Point]) -> list[tuple[Point, Point, str]]:
    """The gaps within a series: the points on both sides, and the kind (status) of the gap."""
    found: list[tuple[Point, Point, str]] = []
    before: Point | None = None
    kind = ""
    for point in with_holes(series):
        if point.value is None:
            kind = kind or point.status
            continue
        if before is not None and kind:
            found.append((before, point, kind))
        before, kind = point, ""
    return found
