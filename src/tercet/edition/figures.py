"""A headline as panels: series that may be compared share an axis, all others stand side by side, gaps have a name."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tercet.answers import Answer
from tercet.edition import charts
from tercet.edition.content import Absence, Content, Headline, Series
from tercet.edition.findings import finding, short, span
from tercet.edition.fingerprint import fingerprint
from tercet.edition.front import Front
from tercet.edition.points import Point, latest, points, yearly
from tercet.edition.reasons import Reason, reasons
from tercet.edition.signed import Signed, signatures, signed
from tercet.edition.verdicts import Trend, trend
from tercet.edition.words import Words

COMPARABLE = "comparable"
SHOWN = 6  # rows of a table under a figure; the data link has all of them


@dataclass(frozen=True, slots=True)
class Table:
    """The latest years of one series, in words."""

    caption: str
    rows: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """One axis of a figure, with the findings above it and the numbers below it; or a gap and its reason."""

    areas: tuple[str, ...]
    names: tuple[str, ...]
    findings: tuple[str, ...] = ()
    narrow: str = ""
    wide: str = ""
    alt: str = ""
    dashed: bool = False
    tables: tuple[Table, ...] = ()
    gap: str = ""
    reason: str = ""
    trends: tuple[Trend, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """Data of one series, inside the page itself."""

    text: str
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure with all that stands around it."""

    id: str
    title: str
    unit: str
    rolling: bool
    panels: tuple[Panel, ...]
    apart: tuple[Reason, ...]
    together: tuple[Reason, ...]
    definition: str
    caveat: str
    trends: tuple[Trend, ...]
    notes: tuple[str, ...]
    behind: tuple[str, ...]
    commands: tuple[str, ...]
    data: tuple[Link, ...]
    fingerprint: str = ""
    signatures: tuple[Signed, ...] = ()


def figures(content: Content, front: Front, words: Words) -> tuple[Figure, ...]:
    """Every headline in the words of one language: drawn once, for the site and for the report."""
    return tuple(
        with_signatures(figure(one, front, words, content.sample), one, content, words) for one in content.headlines
    )


def with_signatures(drawn: Figure, headline: Headline, content: Content, words: Words) -> Figure:
    """A figure with its fingerprint, and what partners say of it."""
    said = signed(signatures(headline, content), words)
    return replace(drawn, fingerprint=fingerprint(headline), signatures=said)


def figure(headline: Headline, front: Front, words: Words, sample: bool) -> Figure:
    """A headline in the words of one language."""
    measure = headline.measure
    of_area = {one.area: one for one in headline.series}
    groups = grouped([area for area in front.areas if area in of_area], headline.comparison)
    wide = len(groups) == 1  # what stands alone has room
    drawn = {
        group[0]: _panel([of_area[area] for area in group], headline, front, words, sample, wide) for group in groups
    }
    absent = {one.area: _gap(one, words) for one in headline.absent}
    apart, together = _reasons(headline.comparison, groups, front, words)
    return Figure(
        id=measure.id,
        title=title(headline, words),
        unit=words.unit(measure.unit),
        rolling=headline.freq == "R12",
        panels=tuple({**drawn, **absent}[area] for area in front.areas if area in drawn or area in absent),
        apart=apart,
        together=together,
        definition=measure.definition.strip(),
        caveat=measure.caveat.strip(),
        trends=_trends(headline.series, words),
        notes=tuple(dict.fromkeys(note for one in headline.series for note in one.answer.notes)),
        behind=tuple(_behind(one, words) for one in headline.series),
        commands=tuple(_commands(headline)),
        data=tuple(_link(one, measure.id, words, sample) for one in headline.series),
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


def _panel(group: Sequence[Series], headline: Headline, front: Front, words: Words, sample: bool, wide: bool) -> Panel:
    """The series of one axis."""
    unit, freq = headline.measure.unit, headline.freq
    of_series = {one.area: points(one.answer) for one in group}
    found = tuple(finding(area, series, freq, unit, words) for area, series in of_series.items())
    lines = [_line(area, series, front, words, alone=len(group) == 1) for area, series in of_series.items()]
    months = [point.month for series in of_series.values() for point in series]
    described = words("chart", unit=words.unit(unit), span=span(min(months), max(months), words))
    return Panel(
        areas=tuple(of_series),
        names=tuple(words.area(area) for area in of_series),
        findings=found,
        trends=_trends(group, words),
        narrow=charts.draw(lines, freq, charts.NARROW, words, sample),
        wide=charts.draw(lines, freq, charts.WIDE, words, sample) if wide or len(group) > 1 else "",
        alt=" ".join([*found, described]),
        dashed=any(point.provisional for series in of_series.values() for point in series),
        tables=tuple(_table(area, series, freq, unit, words) for area, series in of_series.items()),
    )


def _trends(group: Sequence[Series], words: Words) -> tuple[Trend, ...]:
    """Where the series are going, as far as their measure says what counts as flat."""
    return tuple(found for one in group if (found := trend(one, words)) is not None)


def _line(area: str, series: tuple[Point, ...], front: Front, words: Words, alone: bool) -> charts.Line:
    """A series with its colour; alone on its axis it is named by the heading, otherwise at its end."""
    end = latest(series)
    value = words.number(end.value) if end is not None and end.value is not None else ""
    colour = front.colours[area][0] if area in front.colours else charts.INK
    return charts.Line(series, colour, (value,) if alone else (words.area(area), value))


def _table(area: str, series: tuple[Point, ...], freq: str, unit: str, words: Words) -> Table:
    """The same period of each year, newest first."""
    end = latest(series)
    rows = yearly(series, end, SHOWN) if end is not None else ()
    return Table(
        words("table_caption", area=words.area(area), unit=words.unit(unit)),
        tuple((short(one, freq, words), _value(one, words), words.code("status", one.status)) for one in rows),
    )


def _value(point: Point, words: Words) -> str:
    return "" if point.value is None else words.number(point.value)


def _gap(absence: Absence, words: Words) -> Panel:
    """An area without a series: what kind of gap, and why."""
    kind = words.code("gap", absence.gap) if absence.gap else words("missing")
    return Panel((absence.area,), (words.area(absence.area),), gap=kind, reason=absence.reason)


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


def _commands(headline: Headline) -> Iterator[str]:
    """How to walk the latest numbers back."""
    for one in headline.series:
        end = latest(points(one.answer))
        if end is not None:
            where = "".join(f" --where {name}={value}" for name, value in headline.where.items())
            call = f"tercet explain {headline.measure.id} --area {one.area} --period {end.period}"
            yield f"{call} --freq {headline.freq}{where}"


def _link(series: Series, measure: str, words: Words, sample: bool) -> Link:
    """All values of a series, as CSV inside the page."""
    text = series.answer.to_csv() + (f"# {words('sample_ribbon')}\n" if sample else "")
    address = "data:text/csv;charset=utf-8;base64," + base64.b64encode(text.encode()).decode()
    name = f"{'SAMPLE_' if sample else ''}{measure}_{series.area}.csv"
    return Link(words("data", area=words.area(series.area)), name, address)
