"""What changed since the edition before: figures that publishers revised, with the old and the new value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tercet.edition.content import Content, Headline, Series
from tercet.edition.figures import title
from tercet.edition.findings import short
from tercet.edition.points import Point, points
from tercet.edition.words import Words


@dataclass(frozen=True, slots=True)
class Revision:
    """One figure that is another one now; either value may be missing, and is then called so."""

    period: str
    old: str
    new: str
    change: str


@dataclass(frozen=True, slots=True)
class Revised:
    """One series with its revised figures, newest first, and the periods that it has gained since."""

    measure: str
    title: str
    area: str
    summary: str
    rows: tuple[Revision, ...]


def revisions(content: Content, words: Words) -> list[Revised]:
    """The series of which figures changed since the edition before, in the order of the edition."""
    found = (
        _revised(headline, series, words)
        for headline in content.headlines
        for series in headline.series
        if series.earlier is not None
    )
    return [one for one in found if one is not None]


def _revised(headline: Headline, series: Series, words: Words) -> Revised | None:
    """One series; None where nothing of it changed after all."""
    before = {one.period: one for one in points(series.earlier)} if series.earlier is not None else {}
    now = points(series.answer)
    gained = [one for one in now if one.period not in before]
    rows = tuple(_rows(before, now, headline.freq, words))
    if not rows and not gained:
        return None
    return Revised(
        headline.measure.id,
        title(headline, words),
        words.area(series.area),
        words("revised_summary", revised=words.number(len(rows)), gained=words.number(len(gained))),
        rows[::-1],
    )


def _rows(before: dict[str, Point], now: tuple[Point, ...], freq: str, words: Words) -> Iterator[Revision]:
    """The periods of which the value is another one; one that is gone counts as well."""
    for one in now:
        if one.period in before and before[one.period].value != one.value:
            yield _revision(before[one.period], one, freq, words)
    left = {one.period for one in now}
    for period in sorted(before.keys() - left):
        yield _revision(before[period], None, freq, words)


def _revision(old: Point, new: Point | None, freq: str, words: Words) -> Revision:
    """One revised figure; the change in percent where there are two values to make it from."""
    after = new.value if new else None
    change = words.signed((after / old.value - 1) * 100) if after is not None and old.value else ""
    return Revision(short(old, freq, words), _value(old, words), _value(new, words), change)


def _value(point: Point | None, words: Words) -> str:
    return words("no_value") if point is None or point.value is None else words.number(point.value)
