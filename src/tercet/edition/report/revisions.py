"""What has changed since the edition before: the old and the new value of every figure that is another one now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tercet.edition.content import Content, Headline, Series
from tercet.edition.figures import title
from tercet.edition.findings import short
from tercet.edition.points import Point, points
from tercet.edition.words import Words

MISSING = "O"  # the status of a period that is not in the newer file any more
MOST = 24  # changes of one series that are printed, the newest periods; the others are counted


@dataclass(frozen=True, slots=True)
class Change:
    """One period whose value is another one, or that has gained or lost its value."""

    period: str
    old: str
    new: str
    percent: str


@dataclass(frozen=True, slots=True)
class Revised:
    """A series with its changes, newest first, and a sentence on those that are not printed."""

    caption: str
    changes: tuple[Change, ...]
    more: str


def revisions(content: Content, words: Words) -> list[Revised]:
    """Every series that was revised, in the order of the headlines."""
    found = (_revised(one, series, words) for one in content.headlines for series in one.series)
    return [one for one in found if one is not None]


def _revised(headline: Headline, series: Series, words: Words) -> Revised | None:
    if series.earlier is None:
        return None
    changes = list(_changes(points(series.earlier), points(series.answer), headline.freq, words))[::-1]
    if not changes:
        return None
    said = {"measure": title(headline, words), "area": words.area(series.area)}
    caption = words("report_revised_caption", **said, unit=words.unit(headline.measure.unit))
    beyond = len(changes) - MOST
    more = words("report_revised_more", count=words.number(beyond)) if beyond > 0 else ""
    return Revised(caption, tuple(changes[:MOST]), more)


def _changes(before: Sequence[Point], now: Sequence[Point], freq: str, words: Words) -> Iterator[Change]:
    """The periods of the edition before whose value is another one now; a period that is new is no revision."""
    found = {point.period: point for point in now}
    for old in before:
        new = found.get(old.period, replace(old, value=None, status=MISSING))
        if new.value != old.value:
            yield Change(short(old, freq, words), _value(old, words), _value(new, words), _percent(old, new, words))


def _value(point: Point, words: Words) -> str:
    return words.code("status", point.status) if point.value is None else words.number(point.value)


def _percent(old: Point, new: Point, words: Words) -> str:
    """The change with its sign; none from or to nothing."""
    if not old.value or new.value is None:
        return ""
    change = (new.value / old.value - 1) * 100
    sign = "+" if change > 0 else "\u2212"
    return f"{sign}{words('percent', number=words.number(abs(change)))}"
