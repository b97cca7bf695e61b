"""A headline as panels: series that may be compared share an axis, all others stand side by side, gaps have a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tercet.answers import Answer
from tercet.edition import walk
from tercet.edition.content import Content, Headline, Series
from tercet.edition.fingerprint import fingerprint
from tercet.edition.front import Front
from tercet.edition.geography import Mapped, maps
from tercet.edition.opendata import addresses
from tercet.edition.panels import Panel, absent, panel, trend_walks, trends
from tercet.edition.points import latest, points
from tercet.edition.reasons import Reason, reasons
from tercet.edition.signed import Signed, signatures, signed
from tercet.edition.verdicts import Trend
from tercet.edition.words import Said, Words

COMPARABLE = "comparable"


@dataclass(frozen=True, slots=True)
class Link:
    """The data of a figure in one form, and where they are."""

    form: str
    address: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure with all that stands around it.

    `commands` walk the latest numbers back, one for each line of `behind`; `trend_walks` go with `trends`.
    """

    id: str
    title: str
    unit: str
    rolling: bool
    panels: tuple[Panel, ...]
    apart: tuple[Reason, ...]
    together: tuple[Reason, ...]
    definition: Said
    caveat: Said
    trends: tuple[Trend, ...]
    notes: tuple[Said, ...]
    behind: tuple[str, ...]
    commands: tuple[str, ...]
    data: tuple[Link, ...]
    trend_walks: tuple[str, ...]
    notes_walk: str
    compare_walk: str
    maps: tuple[Mapped, ...] = ()
    fingerprint: str = ""
    signatures: tuple[Signed, ...] = ()


def figures(content: Content, front: Front, words: Words) -> tuple[Figure, ...]:
    """Every headline in the words of one language: drawn once, for the site and for the report."""
    return tuple(with_signatures(figure(one, front, words, content), one, content, words) for one in content.headlines)


def with_signatures(drawn: Figure, headline: Headline, content: Content, words: Words) -> Figure:
    """A figure with its fingerprint, and what partners say of it."""
    said = signed(signatures(headline, content), words)
    return replace(drawn, fingerprint=fingerprint(headline), signatures=said)


def figure(headline: Headline, front: Front, words: Words, content: Content) -> Figure:
    """A headline in the words of one language."""
    measure = headline.measure
    of_area = {one.area: one for one in headline.series}
    groups = grouped([area for area in front.areas if area in of_area], headline.comparison)
    wide = len(groups) == 1  # what stands alone has room
    drawn = {
        group[0]: panel([of_area[area] for area in group], headline, front, words, content, wide) for group in groups
    }
    missing = {one.area: absent(one, words) for one in headline.absent}
    apart, together = _reasons(headline.comparison, groups, front, words)
    return Figure(
        id=measure.id,
        title=title(headline, words),
        unit=words.unit(measure.unit),
        rolling=headline.freq == "R12",
        panels=tuple({**drawn, **missing}[area] for area in front.areas if area in drawn or area in missing),
        apart=apart,
        together=together,
        definition=words.said(measure.definition),
        caveat=words.said(measure.caveat),
        trends=trends(headline.series, words),
        notes=tuple(dict.fromkeys(note for one in headline.series for note in words.notes(one.answer))),
        behind=tuple(_behind(one, words) for one in headline.series),
        commands=tuple(_commands(headline, content)),
        data=tuple(Link(*one) for one in addresses(headline, content.sample).items()) if headline.series else (),
        trend_walks=trend_walks(headline.series, headline, content),
        notes_walk=walk.measure(content, headline, [one.area for one in headline.series]),
        compare_walk=walk.compare(content, headline, [one.area for one in headline.series]),
        maps=maps(headline, groups, content, front, words),
    )


def title(headline: Headline, words: Words) -> str:
    """The name of the measure, with what it was narrowed to."""
    name = words.name(headline.measure.names)
    narrowed = ", ".join(words.value(field, code) for field, code in headline.where.items())
    return f"{name} ({narrowed})" if narrowed else name


def grouped(areas: Sequence[str], comparison: Answer) -> list[tuple[str, ...]]:
    """Areas that may share an axis: every two of a group are comparable as they are."""
    verdicts = {frozenset((row["a"], row["b"])): row["verdict"] for row in comparison.records()}
    groups: list[tuple[str, ...]] = []
    for area in areas:
        for at, group in enumerate(groups):
            if all(verdicts.get(frozenset((area, other))) == COMPARABLE for other in group):
                groups[at] = (*group, area)
                break
        else:
            groups.append((area,))
    return groups


def _reasons(
    comparison: Answer, groups: Sequence[tuple[str, ...]], front: Front, words: Words
) -> tuple[tuple[Reason, ...], tuple[Reason, ...]]:
    """Why axes are apart, and why series share one."""
    axis = {area: at for at, group in enumerate(groups) for area in group}
    drawn = [row for row in comparison.records() if row["a"] in axis and row["b"] in axis]
    apart = [row for row in drawn if axis[row["a"]] != axis[row["b"]]]
    together = [row for row in drawn if axis[row["a"]] == axis[row["b"]]]
    return reasons(apart, front.areas, words).differing, reasons(together, front.areas, words).agreed


def _behind(series: Series, words: Words) -> str:
    """The files and the number of rows behind the latest number."""
    rows, area, files = series.behind.rows, words.area(series.area), ", ".join(series.behind.files)
    if rows is None:
        return words("behind_files", area=area, files=files)
    return words("behind", area=area, rows=words.number(rows), files=files)


def _commands(headline: Headline, content: Content) -> Iterator[str]:
    """How to walk the latest numbers back."""
    for one in headline.series:
        end = latest(points(one.answer))
        if end is not None:
            yield walk.explain(content, headline, one.area, end.period)
