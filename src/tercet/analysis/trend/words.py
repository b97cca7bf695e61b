"""A verdict in words: one sentence with the numbers, and the stretches."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from math import expm1

from tercet.analysis.trend.calendar import named
from tercet.analysis.trend.segments import Segment
from tercet.analysis.trend.usable import Usable
from tercet.analysis.trend.verdict import FLATTENING, UNKNOWN, Judgement
from tercet.answers import plain

TENTH = Decimal("0.1")
PERIODS = {"M": "month", "R12": "month", "Q": "quarter", "S": "half-year", "A": "year", "FY": "fiscal year"}


def percent(rate: float) -> Decimal:
    """A rate on the log scale as percent a year, to a tenth."""
    return Decimal(100 * expm1(min(rate, 12.0))).quantize(TENTH, ROUND_HALF_EVEN)


def signed(rate: float) -> str:
    """A rate with its sign, as it is read: +3.1 %."""
    return f"{percent(rate):+} %"


def range_of(found: Judgement) -> str:
    """The interval in words."""
    return f"90 % interval {percent(found.low):+} to {percent(found.high):+} %"


def place(series: Usable, index: int) -> str:
    """The name of a period of the fit; a window goes by its last month."""
    if series.freq == "R12":
        return named(int(series.points.index[-1]) + 12 * index, "R12")
    return named(index, series.freq)


def stretches(series: Usable, found: Sequence[Segment]) -> str:
    """Every stretch with its dates and rate; a change of level is said where it comes."""
    texts = []
    for one in found:
        step = f"step of {signed(one.step)} at {place(series, one.first)}; " if one.step else ""
        texts.append(f"{step}{stretch(series, one)}: {signed(one.rate)} a year")
    return "; ".join(texts)


def stretch(series: Usable, one: Segment) -> str:
    """From when to when."""
    return f"{place(series, one.first)} to {place(series, one.last)}"


def reason(series: Usable, found: Judgement, tolerance: Decimal, close: Sequence[tuple[str, str]]) -> str:
    """Why the verdict is what it is, in one sentence."""
    if found.lacking:
        return f"{UNKNOWN.capitalize()}: {found.lacking}."
    return f"{_why(series, found, plain(tolerance))}{_hangs(close, series)}."


def _why(series: Usable, found: Judgement, limit: str) -> str:
    """The comparison with the tolerance."""
    rate, interval = f"{signed(found.rate)} a year", range_of(found)
    if found.verdict == FLATTENING and found.before:
        earlier = f"{signed(found.before.rate)} a year from {stretch(series, found.before)}"
        return f"Flattening: now {rate} ({interval}), wholly within {limit} % either way, after {earlier}"
    if found.verdict == UNKNOWN:
        return f"Cannot be judged: {rate}, but the {interval} {_crosses(found, limit)}"
    if found.verdict == "flat":
        return f"Flat: {rate} ({interval}), wholly within {limit} % a year either way"
    return f"{found.verdict.capitalize()}: {rate} ({interval}), all of it beyond {limit} % a year"


def _crosses(found: Judgement, limit: str) -> str:
    """What the interval reaches across, and what would be needed."""
    low, high, edge = percent(found.low), percent(found.high), Decimal(limit)
    crossed = [f"{line:+}" for line in (-edge, edge) if low <= line <= high]
    lines = " and ".join(crossed) or f"{edge:+}"
    middle = percent(found.rate)
    room = max(min(abs(middle - edge), abs(middle + edge)), TENTH)
    wide = max(high - middle, middle - low)
    needed = f"a verdict on this rate would need at most {room}"
    return f"reaches across {lines} %: it is up to {wide} points wide on one side, and {needed}"


def _hangs(close: Sequence[tuple[str, str]], series: Usable) -> str:
    """That the verdict hangs on a period at the edge."""
    if not close:
        return ""
    word = PERIODS[series.freq]
    texts = [f"{what.replace('period', word)} it {_would(verdict)}" for what, verdict in close]
    return f"; close to the line: {', '.join(texts)}"


def _would(verdict: str) -> str:
    """What would be said instead."""
    return "could not be judged" if verdict == UNKNOWN else f"would be {verdict}"


def used(series: Usable, found: Judgement) -> list[str]:
    """The names of the periods, or of the windows, that the rate rests on."""
    if series.freq == "R12" and found.used is not None:
        return [place(series, int(index)) for index in found.used.index]
    return series.names


def periods(series: Usable, found: Judgement) -> str:
    """Which periods were used: how many, from when to when, with gaps; windows by name."""
    names = used(series, found)
    if not names:
        return "none"
    if series.freq == "R12":
        return f"{len(names)} windows of twelve months that do not overlap, ending {', '.join(names)}"
    gaps = series.points.span - len(series.points)
    holes = f", {gaps} without a figure in between" if gaps else ""
    word = PERIODS[series.freq] + ("" if len(names) == 1 else "s")
    return f"{len(names)} {word}, {names[0]} to {names[-1]}{holes}"
