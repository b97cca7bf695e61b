"""Where things stand in a figure: the same arithmetic for the drawing and for the script that points at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tercet.edition.points import Point, add_months

HEADROOM = 1.08  # how far the axis reaches above the largest value
MIDDLE = {"A": 5, "FY": 5, "S": 2, "Q": 1}  # months from the last month of a period back to its middle
TOP, BOTTOM = 14, 24  # pixels above the lines, and below them for the years


@dataclass(frozen=True, slots=True)
class Line:
    """One series in a figure: its points, its colour, what stands at its end, and what was known of it earlier."""

    points: tuple[Point, ...]
    colour: str
    label: tuple[str, ...]
    area: str = ""
    earlier: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Size:
    """A figure, or a part of it, in pixels."""

    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Plot:
    """The part of a figure that belongs to the lines: its room in pixels, its time and its amounts from zero."""

    left: float
    right: float
    room: Size
    freq: str
    first: date
    last: date
    most: float

    @property
    def top(self) -> float:
        """The amount at the upper edge; there is one even if nothing was counted."""
        return self.most * HEADROOM or 1

    def across(self, month: date) -> float:
        """How far to the right a day stands, from 0 to 1."""
        return (month - self.first) / (self.last - self.first)

    def up(self, value: Decimal | float) -> float:
        """How high an amount stands, from 0 to 1."""
        return float(value) / self.top

    def shares(self) -> str:
        """Left edge, upper edge, width and height of the room as shares of the whole picture, for the script."""
        wide, high = self.left + self.room.width + self.right, TOP + self.room.height + BOTTOM
        parts = (self.left / wide, TOP / high, self.room.width / wide, self.room.height / high)
        return " ".join(f"{part:.5f}" for part in parts)


def plot(lines: Sequence[Line], freq: str, size: Size, left: float, right: float) -> Plot:
    """The room between a left and a right edge for lines of one frequency."""
    series = [*(line.points for line in lines), *(line.earlier for line in lines)]
    places = [place(point.month, freq) for points in series for point in points]
    room = Size(round(size.width - left - right), size.height - TOP - BOTTOM)
    first, last = min(places), max(places)
    if first == last:  # one single period stands in the middle
        first, last = add_months(first, -1), add_months(last, 1)
    return Plot(left, right, room, freq, first, last, most(lines))


def most(lines: Sequence[Line]) -> float:
    """The largest amount that is drawn."""
    series = (points for line in lines for points in (line.points, line.earlier))
    amounts = (amount for points in series for point in points for amount in (point.value, point.high))
    return max((float(amount) for amount in amounts if amount is not None), default=0.0)


def place(month: date, freq: str) -> date:
    """Where a period stands on the time line: in its middle, or at the end of a rolling window."""
    return add_months(month, -MIDDLE.get(freq, 0))
