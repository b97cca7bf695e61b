"""The panels of a figure: one axis each, drawn and in words, with how every number of it is walked back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tercet.edition import charts, walk
from tercet.edition.content import Absence, Content, Headline, Series
from tercet.edition.findings import finding, short, span
from tercet.edition.front import Front
from tercet.edition.plot import Line, Plot, Size
from tercet.edition.pointing import amount, pointing
from tercet.edition.points import Point, changed, latest, points, yearly
from tercet.edition.reasons import why
from tercet.edition.verdicts import Trend, trend
from tercet.edition.words import Said, Words

SHOWN = 6  # rows of a table under a figure; the data link has all of them
FOLDER = "figures"  # where the drawings lie as files of their own


@dataclass(frozen=True, slots=True)
class Extra:
    """What goes with a row of a table: how to walk its value back, and what was known earlier."""

    walk: str
    earlier: str = ""
    earlier_walk: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The latest years of one series, in words: period, value and status, with an extra for each row.

    `since` is the day of the edition before, where a value has changed since then.
    """

    caption: str
    rows: tuple[tuple[str, str, str], ...]
    extras: tuple[Extra, ...] = ()
    since: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """One axis of a figure, with the findings above it and the numbers below it; or a gap and its reason.

    `walks` and `trend_walks` are the commands behind the findings and the trends, in their order. `remarks` say what
    dashes, bands, rules and faint lines mean. `file` is the drawing as a file of its own, with `sources` behind it.
    `plots` say where the lines stand in the narrow and the wide drawing; `chart` is what a script points at.
    """

    areas: tuple[str, ...]
    names: tuple[str, ...]
    findings: tuple[str, ...] = ()
    narrow: str = ""
    wide: str = ""
    alt: str = ""
    dashed: bool = False
    tables: tuple[Table, ...] = ()
    gap: str = ""
    reason: Said | None = None
    trends: tuple[Trend, ...] = ()
    walks: tuple[str, ...] = ()
    trend_walks: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    file: str = ""
    sources: tuple[str, ...] = ()
    plots: tuple[str, str] = ("", "")
    chart: Mapping[str, Any] | None = None


def panel(
    group: Sequence[Series], headline: Headline, front: Front, words: Words, content: Content, wide: bool
) -> Panel:
    """The series of one axis."""
    unit, freq = headline.measure.unit, headline.freq
    of_series = {one.area: points(one.answer) for one in group}
    found = tuple(finding(area, series, freq, unit, words) for area, series in of_series.items())
    lines = [_line(one, front, words, alone=len(group) == 1) for one in group]
    sizes = (charts.NARROW, charts.WIDE) if wide or len(group) > 1 else (charts.NARROW,)
    drawn = [_drawn(lines, size, headline, words, content.sample) for size in sizes]
    months = [point.month for series in of_series.values() for point in series]
    described = words("chart", unit=words.unit(unit), span=span(min(months), max(months), words))
    return Panel(
        areas=tuple(of_series),
        names=tuple(words.area(area) for area in of_series),
        findings=found,
        narrow=drawn[0][0],
        wide=drawn[1][0] if len(drawn) > 1 else "",
        alt=" ".join([*found, described]),
        dashed=any(point.provisional for series in of_series.values() for point in series),
        tables=tuple(_table(one, headline, words, content) for one in group),
        trends=trends(group, words),
        walks=tuple(_latest_walk(one, headline, content) for one in group),
        trend_walks=trend_walks(group, headline, content),
        remarks=tuple(_remarks(lines, headline, content, words)),
        file=f"{FOLDER}/{headline.measure.id}.{'_'.join(of_series)}.{words.lang}.svg",
        sources=tuple(dict.fromkeys(name for one in group for name in one.behind.files)),
        plots=(drawn[0][1].shares(), drawn[-1][1].shares()),
        chart=pointing(lines, drawn[0][1], headline, content, words),
    )


def absent(absence: Absence, words: Words) -> Panel:
    """An area without a series: what kind of gap, and why."""
    kind = words.code("gap", absence.gap) if absence.gap else words("missing")
    return Panel((absence.area,), (words.area(absence.area),), gap=kind, reason=why(absence, words))


def trends(group: Sequence[Series], words: Words) -> tuple[Trend, ...]:
    """Where the series are going, as far as their measure says what counts as flat."""
    return tuple(found for one in group if (found := trend(one, words)) is not None)


def trend_walks(group: Sequence[Series], headline: Headline, content: Content) -> tuple[str, ...]:
    """The commands behind the trends, in the same order."""
    return tuple(walk.trend(content, headline, one.area) for one in group if one.trend is not None)


def _drawn(lines: Sequence[Line], size: Size, headline: Headline, words: Words, sample: bool) -> tuple[str, Plot]:
    """The drawing of a size, and where its lines stand in it."""
    within = charts.room(lines, headline.freq, size, words)
    name = "-".join((headline.measure.id, *(line.area for line in lines), str(size.width)))
    return charts.draw(lines, within, words, sample, name), within


def _line(one: Series, front: Front, words: Words, alone: bool) -> Line:
    """A series with its colour; alone on its axis it is named by the heading, otherwise at its end."""
    series = points(one.answer)
    end = latest(series)
    value = "" if end is None else amount(end, words)
    colour = front.colours[one.area][0] if one.area in front.colours else charts.INK
    label = (value,) if alone else (words.area(one.area), value)
    before = changed(points(one.earlier), series) if one.earlier is not None else ()
    return Line(series, colour, label, one.area, before)


def _table(one: Series, headline: Headline, words: Words, content: Content) -> Table:
    """The same period of each year, newest first."""
    series = points(one.answer)
    end = latest(series)
    rows = yearly(series, end, SHOWN) if end is not None else ()
    extras = tuple(_extra(row, one, headline, words, content) for row in rows)
    told = any(extra.earlier for extra in extras) and content.since is not None
    return Table(
        words("table_caption", area=words.area(one.area), unit=words.unit(headline.measure.unit)),
        tuple((short(row, headline.freq, words), amount(row, words), words.code("status", row.status)) for row in rows),
        extras,
        words.day(content.since) if told and content.since is not None else "",
    )


def _extra(row: Point, one: Series, headline: Headline, words: Words, content: Content) -> Extra:
    """How a row is walked back; and the value of the edition before, the same one as well."""
    command = walk.explain(content, headline, one.area, row.period)
    if one.earlier is None or content.since is None:
        return Extra(command)
    before = next((point for point in points(one.earlier) if point.period == row.period), None)
    if before is None or before.value is None:
        return Extra(command)
    return Extra(command, amount(before, words), walk.explain(content, headline, one.area, row.period, content.since))


def _latest_walk(one: Series, headline: Headline, content: Content) -> str:
    """The command behind the latest number of a series."""
    end = latest(points(one.answer))
    return "" if end is None else walk.explain(content, headline, one.area, end.period)


def _remarks(lines: Sequence[Line], headline: Headline, content: Content, words: Words) -> list[str]:
    """What the marks of a figure mean, as far as it has them."""
    found = [point for line in lines for point in line.points]
    said = [words("rolling" if headline.freq == "R12" else "not_rolling")]
    if any(point.provisional for point in found):
        said.append(words("dashed"))
    if any(point.low is not None and point.high is not None for point in found):
        said.append(words("banded"))
    if any(point.status == charts.BREAK for point in found):
        said.append(words("broken"))
    if content.since is not None and any(line.earlier for line in lines):
        said.append(words("faint", day=words.day(content.since)))
    return said
