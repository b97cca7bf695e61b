"""What changed since the edition before: figures that publishers revised, with the old and the new value."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from tercet.edition import walk
from tercet.edition.content import Content, Headline, Series
from tercet.edition.figures import title
from tercet.edition.findings import short
from tercet.edition.points import Point, points
from tercet.edition.words import Words


@dataclass(frozen=True, slots=True)
class Revision:
    """One figure that is another one now; either value may be missing, and is then called so.

    `walk` are the commands behind both, line by line.
    """

    period: str
    old: str
    new: str
    change: str
    walk: str


@dataclass(frozen=True, slots=True)
class Revised:
    """One series with its revised figures, newest first, and the periods that it has gained since."""

    measure: str
    title: str
    area: str
    summary: str
    rows: tuple[Revision, ...]
    walk: str


def revisions(content: Content, words: Words) -> list[Revised]:
    """The series of which figures changed since the edition before, in the order of the edition."""
    found = (
        _revised(content, headline, series, words)
        for headline in content.headlines
        for series in headline.series
        if series.earlier is not None
    )
    return [one for one in found if one is not None]


def _revised(content: Content, headline: Headline, series: Series, words: Words) -> Revised | None:
    """One series; None where nothing of it changed after all."""
    before = {one.period: one for one in points(series.earlier)} if series.earlier is not None else {}
    now = points(series.answer)
    gained = [one for one in now if one.period not in before]
    both = partial(_both, content, headline, series.area)
    rows = tuple(_rows(before, now, headline.freq, words, both))
    if not rows and not gained:
        return None
    return Revised(
        headline.measure.id,
        title(headline, words),
        words.area(series.area),
        words("revised_summary", revised=words.number(len(rows)), gained=words.number(len(gained))),
        rows[::-1],
        both(None),
    )


def _both(content: Content, headline: Headline, area: str, period: str | None) -> str:
    """The commands behind a figure, or a whole series, as of the edition before and as of this one."""
    days = (content.since, None)
    if period is None:
        return "\n".join(walk.measure(content, headline, [area], day) for day in days)
    return "\n".join(walk.explain(content, headline, area, period, day) for day in days)


def _rows(
    before: dict[str, Point], now: tuple[Point, ...], freq: str, words: Words, both: Callable[[str], str]
) -> Iterator[Revision]:
    """The periods of which the value is another one; one that is gone counts as well."""
    for one in now:
        if one.period in before and before[one.period].value != one.value:
            yield _revision(before[one.period], one, freq, words, both(one.period))
    left = {one.period for one in now}
    for period in sorted(before.keys() - left):
        yield _revision(before[period], None, freq, words, both(period))


def _revision(old: Point, new: Point | None, freq: str, words: Words, call: str) -> Revision:
    """One revised figure; the change in percent where there are two values to make it from."""
    after = new.value if new else None
    change = words.signed((after / old.value - 1) * 100) if after is not None and old.value else ""
    return Revision(short(old, freq, words), _value(old, words), _value(new, words), change, call)


def _value(point: Point | None, words: Words) -> str:
    return words("no_value") if point is None or point.value is None else words.number(point.value)
