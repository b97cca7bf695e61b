"""What is missing, by kind of gap: areas without a series, and periods whose value is not settled or not there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from tercet.edition import walk
from tercet.edition.content import Absence, Content, Headline, Series
from tercet.edition.figures import title
from tercet.edition.findings import short
from tercet.edition.points import Point, points, with_holes
from tercet.edition.reasons import why
from tercet.edition.words import Said, Words

NORMAL = "A"
HOLE = "O"  # the mark of a period that should have a value and has none


@dataclass(frozen=True, slots=True)
class Gap:
    """One kind of gap in one series, or instead of one: which periods, how many, why, and the command."""

    measure: str
    title: str
    id: str
    area: str
    kind: str
    mark: str
    periods: str = ""
    count: str = ""
    reason: Said | None = None
    walk: str = ""


def gaps(content: Content, order: Sequence[str], words: Words) -> list[Gap]:
    """Every gap, by measure and area."""
    found = [gap for headline in content.headlines for gap in _of(content, headline, words)]
    measures = [one.measure.id for one in content.headlines]
    return sorted(found, key=lambda gap: (measures.index(gap.measure), order.index(gap.id), gap.mark))


def _of(content: Content, headline: Headline, words: Words) -> Iterator[Gap]:
    """The gaps of one measure: areas without a series, then what is not settled in the others."""
    for absence in headline.absent:
        yield replace(_absent(headline, absence, words), walk=walk.measure(content, headline, [absence.area]))
    for series in headline.series:
        for gap in _marked(headline, series, words):
            yield replace(gap, walk=walk.measure(content, headline, [series.area]))


def _absent(headline: Headline, absence: Absence, words: Words) -> Gap:
    """An area without a series."""
    kind = words.code("gap", absence.gap) if absence.gap else words("missing")
    name, area = title(headline, words), words.area(absence.area)
    return Gap(headline.measure.id, name, absence.area, area, kind, "", words("whole_series"), "", why(absence, words))


def _marked(headline: Headline, series: Series, words: Words) -> Iterator[Gap]:
    """The periods of a series that carry a mark, each mark once."""
    shown = points(series.answer)
    for mark in sorted({point.status for point in shown} - {NORMAL}):
        marked = [point for point in shown if point.status == mark]
        periods = _periods(marked, headline.freq, words)
        yield _within(headline, series, mark, periods, words.number(len(marked)), words)
    full = with_holes(shown)
    for before, point, after in zip(full, full[1:], full[2:], strict=False):
        if not point.period:
            first, last = short(before, headline.freq, words), short(after, headline.freq, words)
            yield _within(headline, series, HOLE, words("hole", first=first, last=last), "", words)


def _within(headline: Headline, series: Series, mark: str, periods: str, count: str, words: Words) -> Gap:
    """A gap within a series."""
    name, area = title(headline, words), words.area(series.area)
    return Gap(headline.measure.id, name, series.area, area, words.code("status", mark), mark, periods, count)


def _periods(found: Sequence[Point], freq: str, words: Words) -> str:
    """The first and the last of some periods."""
    if not found:
        return ""
    if freq == "R12":  # a range of windows, told by the months in which they end
        first, last = words.month(found[0].month), words.month(found[-1].month)
    else:
        first, last = short(found[0], freq, words), short(found[-1], freq, words)
    return first if first == last else words("first_last", first=first, last=last)


def by_kind(found: Sequence[Gap]) -> list[tuple[str, list[Gap]]]:
    """Gaps of areas without a series first by kind; then those within series."""
    key = sorted(found, key=lambda gap: (bool(gap.mark), gap.mark or gap.kind))
    return [(kind, list(group)) for kind, group in groupby(key, key=lambda gap: gap.kind)]
