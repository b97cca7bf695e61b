"""Figures as SVG: Vega-Lite specifications made with Altair, drawn with vl-convert. No network and no script is needed.

Colours are put in as plain ones and named in the page's style sheet, which exchanges them in the dark.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from tercet.edition.plot import BOTTOM, TOP, Line, Plot, Size, place, plot
from tercet.edition.points import Point, holes, latest, with_holes
from tercet.edition.words import Words

if TYPE_CHECKING:
    import altair as alt

INK, FAINT, GRID = "#333333", "#767676", "#e0e0e0"  # what page.css exchanges in the dark
ROW = 15  # pixels that a row of a label takes
VEGA_LITE = "6.1"
ANNUAL = frozenset({"A", "FY"})
BREAK = "B"  # the status of the first value after a change of definition
NARROW, WIDE = Size(334, 208), Size(738, 258)
LETTER, AXIS_LETTER, SMALL_LETTER = 7.4, 6.4, 5.6  # pixels that a letter takes: line's end, axis, remarks


def room(lines: Sequence[Line], freq: str, size: Size, words: Words) -> Plot:
    """What the labels leave of a figure for the lines."""
    longest = max(len(text) for line in lines for text in line.label)
    free = plot(lines, freq, size, 0, 0)
    return plot(lines, freq, size, 10 + AXIS_LETTER * len(words.number(round(free.most))), 16 + LETTER * longest)


def draw(lines: Sequence[Line], within: Plot, words: Words, sample: bool, name: str) -> str:
    """The figure as SVG, without a size of its own: the page scales it. `name` is its own on its page."""
    import altair as alt
    import vl_convert

    axes = _axes(within)
    layers = [*_marked(words, within.room, sample), *_breaks(lines, within, words), *_gaps(lines, within, words)]
    for at, line in enumerate(lines):
        layers += _kept(_before(line, within.freq, axes), f"before_{at}")
    for at, line in enumerate(lines):
        layers += _kept(_line(line, within.freq, axes), f"line_{at}")
    for line, label in _labels(lines, within):
        layers += _kept([label], f"line_{lines.index(line)}_label")
    padding = {"left": within.left, "right": within.right, "top": TOP, "bottom": BOTTOM}
    chart = (
        alt.layer(*layers)
        .properties(
            width=within.room.width,
            height=within.room.height,
            autosize=alt.AutoSizeParams(type="none"),
            padding=padding,
            background="transparent",
        )
        .configure(font="sans-serif")
        .configure_view(stroke=None)
    )
    svg = vl_convert.vegalite_to_svg(chart.to_dict(), vl_version=VEGA_LITE, format_locale=words.locale())
    return _scalable(_told(_named(svg, name)))


def _axes(within: Plot) -> dict[str, Any]:
    """Time to the right, amounts up from zero. A year is marked at its start, or in the middle of annual figures.

    Time is counted in UTC: a machine in another zone must draw the same figure.
    """
    import altair as alt

    style: dict[str, Any] = {
        "labelColor": INK,
        "tickColor": GRID,
        "domainColor": FAINT,
        "labelFontSize": 11,
        "labelFlush": False,
    }
    month = 7 if within.freq in ANNUAL else 1
    marks = [alt.DateTime(year=year, month=month, date=1, utc=True) for year in _years(within)]
    time = [alt.DateTime(year=day.year, month=day.month, date=1, utc=True) for day in (within.first, within.last)]
    x = alt.Axis(title=None, grid=False, format="%Y", values=marks, **style)
    format_ = _format(within.most)
    y = alt.Axis(title=None, gridColor=GRID, tickCount=4, domain=False, ticks=False, format=format_, **style)
    up = alt.Scale(domain=[0, within.top], nice=False)
    return {
        "x": alt.X("month:T", axis=x, scale=alt.Scale(type="utc", domain=time, nice=False)),
        "y": alt.Y("value:Q", axis=y, scale=up),
        "low": alt.Y("low:Q", axis=y, scale=up),
    }


def _format(top: float) -> str:
    """Whole numbers, unless the amounts are too small for them."""
    return ",.0f" if top >= 10 else ",.1f"


def _line(line: Line, freq: str, axes: Mapping[str, Any]) -> list[alt.Chart]:
    """The band of an estimate, the settled part solid, the provisional part dashed, and a dot at the end."""

    drawn = []
    band = [_row(point, freq) for point in line.points if point.low is not None and point.high is not None]
    if band:
        area = _chart(band).mark_area(color=line.colour, opacity=0.18)
        drawn.append(area.encode(x=axes["x"], y=axes["low"], y2="high:Q"))
    for part, dash in zip(parts(with_holes(line.points)), ([1, 0], [4, 3]), strict=True):
        if part:
            chart = _chart([_row(point, freq) for point in part])
            mark = chart.mark_line(color=line.colour, strokeWidth=2.2, strokeDash=dash)
            drawn.append(mark.encode(x=axes["x"], y=axes["y"]))
    end = latest(line.points)
    if end is not None:
        chart = _chart([_row(end, freq)])
        mark = chart.mark_point(color=line.colour, filled=True, size=36, opacity=1)
        drawn.append(mark.encode(x=axes["x"], y=axes["y"]))
    return drawn


def _before(line: Line, freq: str, axes: Mapping[str, Any]) -> list[alt.Chart]:
    """What was known in the edition before, faint."""
    if not line.earlier:
        return []
    chart = _chart([_row(point, freq) for point in line.earlier])
    return [chart.mark_line(color=line.colour, strokeWidth=1.6, opacity=0.45).encode(x=axes["x"], y=axes["y"])]


def _chart(rows: Sequence[Mapping[str, Any]]) -> alt.Chart:
    """Rows to be drawn."""
    import altair as alt

    return alt.Chart(alt.InlineData(values=list(rows)))


def _kept(layers: Sequence[alt.Chart], name: str) -> list[alt.Chart]:
    """Layers whose marks keep a name in the drawing, by which a script finds what belongs to a line."""
    return [layer.properties(name=f"{name}_{at}") for at, layer in enumerate(layers)]


def parts(series: Sequence[Point]) -> tuple[list[Point], list[Point]]:
    """Settled and provisional points; the two parts share a point, so that the line does not break between them."""
    first = next((at for at, point in enumerate(series) if point.value is not None and point.provisional), len(series))
    if any(not point.provisional for point in series[first:] if point.value is not None):
        return list(series), []  # provisional here and there: no part of the line is
    return list(series[:first]), list(series[max(0, first - 1) :]) if first < len(series) else []


def _row(point: Point, freq: str) -> dict[str, Any]:
    """A point for drawing; no published number is made from it."""
    amounts = {"value": point.value, "low": point.low, "high": point.high}
    drawn = {name: float(amount) for name, amount in amounts.items() if amount is not None}
    return {"month": place(point.month, freq).isoformat(), "value": None, **drawn}


def _years(within: Plot) -> list[int]:
    """The years to name on the axis: as many as there is room for, the last one among them."""
    first, last = within.first.year, within.last.year
    step = max(1, -(-(last - first + 1) * 38 // within.room.width))
    years = range(last, first - 1, -step)
    month = 7 if within.freq in ANNUAL else 1
    inside = [year for year in years if 0 <= within.across(date(year, month, 1)) <= 1]
    return inside[::-1] or [last]


def _labels(lines: Sequence[Line], within: Plot) -> list[tuple[Line, alt.Chart]]:
    """Each line's name at its end, moved apart where two would lie on one another or on the axis."""
    pixel = within.top / within.room.height  # the amount that one pixel stands for
    ends = [(line, end) for line in lines if (end := latest(line.points)) is not None and end.value is not None]
    placed: list[tuple[Line, alt.Chart]] = []
    free = 0.0  # up to where the room is taken
    for line, end in sorted(ends, key=lambda pair: float(pair[1].value or 0)):
        half = ROW * pixel * len(line.label) / 2
        height = max(float(end.value or 0), free + half)
        free = height + half
        month = place(end.month, within.freq).isoformat()
        chart = _chart([{"month": month, "value": height, "label": list(line.label)}])
        mark = chart.mark_text(align="left", baseline="middle", dx=8, fontSize=12, fontWeight=600, color=INK)
        placed.append((line, mark.encode(x="month:T", y="value:Q", text="label:N")))
    return placed


def _breaks(lines: Sequence[Line], within: Plot, words: Words) -> list[alt.Chart]:
    """A rule with a word where a definition changes; words that would lie on one another are said once."""
    import altair as alt

    breaks = {place(point.month, within.freq) for line in lines for point in line.points if point.status == BREAK}
    drawn: list[alt.Chart] = []
    free = -1.0  # up to where the room for words is taken, from the left
    for day in sorted(breaks):
        at = within.across(day) * within.room.width
        data = alt.InlineData(values=[{"text": words("break_mark")}])
        drawn.append(alt.Chart(data).mark_rule(color=FAINT, strokeWidth=1).encode(x=alt.value(at)))
        if at < free:
            continue
        free = at + SMALL_LETTER * len(words("break_mark")) + 8
        left = free <= within.room.width
        mark = alt.Chart(data).mark_text(
            align="left" if left else "right", dx=4 if left else -4, fontSize=10, color=INK, baseline="top"
        )
        drawn.append(mark.encode(x=alt.value(at), y=alt.value(0), text="text:N"))
    return drawn


def _gaps(lines: Sequence[Line], within: Plot, words: Words) -> list[alt.Chart]:
    """The kind of each gap in a line, at the foot of it; a circle where there is no room for the word."""
    import altair as alt

    drawn = []
    for before, after, kind in (hole for line in lines for hole in holes(line.points)):
        ends = [within.across(place(point.month, within.freq)) * within.room.width for point in (before, after)]
        word = words.code("status", kind)
        text = word if SMALL_LETTER * len(word) < ends[1] - ends[0] else "\u25cb"
        mark = alt.Chart(alt.InlineData(values=[{"text": text}])).mark_text(fontSize=10, color=INK, fontStyle="italic")
        place_ = {"x": alt.value(sum(ends) / 2), "y": alt.value(within.room.height - 8)}
        drawn.append(mark.encode(**place_, text="text:N"))
    return drawn


def _marked(words: Words, size: Size, sample: bool) -> list[alt.Chart]:
    """SAMPLE behind the lines, so that a picture taken of the figure says what it is."""
    import altair as alt

    if not sample:
        return []
    data = alt.InlineData(values=[{"text": words("sample_mark")}])
    mark = alt.Chart(data).mark_text(fontSize=size.width // 7, fontWeight=700, color=FAINT, opacity=0.14)
    return [mark.encode(x=alt.value(size.width / 2), y=alt.value(size.height / 2), text="text:N")]


def _named(svg: str, name: str) -> str:
    """The drawing with ids of its own: vl-convert numbers them on from figure to figure."""
    found = list(dict.fromkeys(re.findall(r' id="([^"]+)"', svg)))
    for number, one in enumerate(found):
        svg = svg.replace(f'id="{one}"', f'id="{name}-{number}"').replace(f"url(#{one})", f"url(#{name}-{number})")
    return svg


def _told(svg: str) -> str:
    """The drawing without the engine's own words on it, which are English; marks keep the name of their line."""
    bare = re.sub(r' (?:aria-[a-z]+|role|pointer-events)="[^"]*"', "", svg)
    bare = re.sub(r' class="mark-[a-z]+ role-mark (line|before)_([0-9]+)_\w+"', r' data-\1="\2"', bare)
    return re.sub(r' class="[^"]*"', "", bare)


def _scalable(svg: str) -> str:
    """The drawing without a fixed size, and hidden from readers of text, who get the finding instead."""
    sized = re.sub(r'<svg ([^>]*?)width="[\d.]+" height="[\d.]+"', r"<svg \1", svg, count=1)
    return sized.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)
