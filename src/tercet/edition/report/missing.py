"""What is missing, by kind of gap: measures without a series, and periods without a value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from tercet.edition.content import Content, Headline, Series
from tercet.edition.figures import title
from tercet.edition.findings import short
from tercet.edition.points import points
from tercet.edition.words import Words

NONE = "none"  # no kind is known: no file has come in


@dataclass(frozen=True, slots=True)
class Missing:
    """One measure without a series in one area, and why (in English)."""

    measure: str
    area: str
    reason: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of gap, what it means, and what is missing for it."""

    name: str
    meaning: str
    caption: str
    rows: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class Hole:
    """Periods of a series without a value, all with one status."""

    measure: str
    area: str
    status: str
    periods: str
    span: str


def kinds(content: Content, words: Words) -> list[Kind]:
    """The kinds of gap in the order of their list, those without one last; each with its measures and areas."""
    order = [*words.catalog.codelists["gap"].codes, NONE]
    found: dict[str, list[Missing]] = {}
    for one in content.headlines:
        for gap in one.absent:
            row = Missing(title(one, words), words.area(gap.area), gap.reason)
            found.setdefault(gap.gap or NONE, []).append(row)
    return [_kind(kind, found[kind], words) for kind in order if kind in found]


def _kind(kind: str, rows: Sequence[Missing], words: Words) -> Kind:
    name = words("missing") if kind == NONE else words.code("gap", kind)
    return Kind(name, words(f"report_gap_{kind}"), words("report_gap_caption", kind=name), tuple(rows))


def holes(content: Content, words: Words) -> list[Hole]:
    """Periods without a value, by measure, area and status."""
    return [hole for one in content.headlines for series in one.series for hole in _holes(one, series, words)]


def _holes(headline: Headline, series: Series, words: Words) -> Iterator[Hole]:
    empty = [point for point in points(series.answer) if point.value is None]
    for status, group in groupby(sorted(empty, key=lambda point: (point.status, point.month)), lambda one: one.status):
        found = list(group)
        first, last = (short(one, headline.freq, words) for one in (found[0], found[-1]))
        yield Hole(
            title(headline, words),
            words.area(series.area),
            words.code("status", status),
            words.number(len(found)),
            first if len(found) == 1 else words("span", first=first, last=last),
        )
