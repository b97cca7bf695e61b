"""Figures as SVG: Vega-Lite specifications made with Altair, drawn with vl-convert. No network and no script is needed.

Colours are put in as plain ones and named in the page's style sheet, which exchanges them in the dark.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tercet.edition.points import Point, add_months, latest, with_holes
from tercet.edition.words import Words

if TYPE_CHECKING:
    import altair as alt

INK, FAINT, GRID = "#333333", "#767676", "#e0e0e0"  # what page.css exchanges in the dark
ROW = 15  # pixels that a row of a label takes
HEADROOM = 1.08  # how far the axis reaches above the largest value
VEGA_LITE = "6.1"
ANNUAL = frozenset({"A", "FY"})
MIDDLE = {"A": 5, "FY": 5, "S": 2, "Q": 1}  # months from the last month of a period back to its middle


@dataclass(frozen=True, slots=True)
class Line:
    """One series in a figure: its points, its colour, and what stands at its end."""

    points: tuple[Point, ...]
    colour: str
    label: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Size:
    """The whole figure in pixels; what the labels leave of it is for the lines."""

    width: int
    height: int


NARROW, WIDE = Size(334, 208), Size(738, 258)
LETTER, AXIS_LETTER = 7.4, 6.4  # pixels that a letter takes, generously, at the line's end and on the axis


def draw(lines: Sequence[Line], freq: str, size: Size, words: Words, sample: bool) -> str:
    """The figure as SVG, without a size of its own: the page scales it."""
    import altair as alt
    import vl_convert

    top = max((float(point.value) for line in lines for point in line.points if point.value is not None), default=0.0)
    left = 10 + AXIS_LETTER * len(words.number(round(top)))
    right = 16 + LETTER * max(len(text) for line in lines for text in line.label)
    padding = {"left": left, "right": right, "top": 14, "bottom": 24}
    plot = Size(round(size.width - left - right), size.height - 38)
    axes = _axes(top, freq, _years(lines, plot))
    layers = [*_marked(words, plot, sample), *(layer for line in lines for layer in _line(line, freq, axes))]
    layers += _labels(lines, freq, top * HEADROOM / plot.height)
    chart = (
        alt.layer(*layers)
        .properties(
            width=plot.width,
            height=plot.height,
            autosize=alt.AutoSizeParams(type="none"),
            padding=padding,
            background="transparent",
        )
        .configure(font="sans-serif")
        .configure_view(stroke=None)
    )
    svg = vl_convert.vegalite_to_svg(chart.to_dict(), vl_version=VEGA_LITE, format_locale=words.locale())
    return _scalable(svg)


def _axes(top: float, freq: str, years: Sequence[int]) -> dict[str, Any]:
    """Time to the right, amounts up from zero. A year is marked at its start, or in the middle of annual figures."""
    import altair as alt

    style: dict[str, Any] = {
        "labelColor": INK,
        "tickColor": GRID,
        "domainColor": FAINT,
        "labelFontSize": 11,
        "labelFlush": False,
    }
    marks = [alt.DateTime(year=year, month=7 if freq in ANNUAL else 1) for year in years]
    x = alt.Axis(title=None, grid=False, format="%Y", values=marks, **style)
    y = alt.Axis(title=None, gridColor=GRID, tickCount=4, domain=False, ticks=False, format=_format(top), **style)
    return {
        "x": alt.X("month:T", axis=x, scale=alt.Scale(nice=False)),
        "y": alt.Y("value:Q", axis=y, scale=alt.Scale(domain=[0, top * HEADROOM or 1], nice=False)),
    }


def _format(top: float) -> str:
    """Whole numbers, unless the amounts are too small for them."""
    return ",.0f" if top >= 10 else ",.1f"


def _line(line: Line, freq: str, axes: Mapping[str, Any]) -> list[alt.Chart]:
    """The settled part solid, the provisional part dashed, and a dot at the end."""
    import altair as alt

    drawn = []
    for part, dash in zip(parts(with_holes(line.points)), ([1, 0], [4, 3]), strict=True):
        if part:
            data = alt.InlineData(values=[_row(point, freq) for point in part])
            drawn.append(alt.Chart(data).mark_line(color=line.colour, strokeWidth=2.2, strokeDash=dash).encode(**axes))
    end = latest(line.points)
    if end is not None:
        data = alt.InlineData(values=[_row(end, freq)])
        drawn.append(alt.Chart(data).mark_point(color=line.colour, filled=True, size=36, opacity=1).encode(**axes))
    return drawn


def parts(series: Sequence[Point]) -> tuple[list[Point], list[Point]]:
    """Settled and provisional points; the two parts share a point, so that the line does not break between them."""
    first = next((at for at, point in enumerate(series) if point.value is not None and point.provisional), len(series))
    if any(not point.provisional for point in series[first:] if point.value is not None):
        return list(series), []  # provisional here and there: no part of the line is
    return list(series[:first]), list(series[max(0, first - 1) :]) if first < len(series) else []


def _row(point: Point, freq: str) -> dict[str, Any]:
    """A point for drawing; no published number is made from it."""
    return {"month": _place(point, freq), "value": None if point.value is None else float(point.value)}


def _place(point: Point, freq: str) -> str:
    """Where a period stands on the time line: in its middle, or at the end of a rolling window."""
    return add_months(point.month, -MIDDLE.get(freq, 0)).isoformat()


def _years(lines: Sequence[Line], size: Size) -> list[int]:
    """The years to name on the axis: as many as there is room for, the last one among them."""
    months = [point.month for line in lines for point in line.points]
    first, last = min(months).year, max(months).year
    step = max(1, -(-(last - first + 1) * 38 // size.width))
    return [*range(last, first - 1, -step)][::-1]


def _labels(lines: Sequence[Line], freq: str, pixel: float) -> list[alt.Chart]:
    """Each line's name at its end, moved apart where two would lie on one another or on the axis.

    `pixel` is the amount that one pixel stands for.
    """
    import altair as alt

    ends = [(line, end) for line in lines if (end := latest(line.points)) is not None and end.value is not None]
    placed: list[alt.Chart] = []
    free = 0.0  # up to where the room is taken
    for line, end in sorted(ends, key=lambda pair: float(pair[1].value or 0)):
        half = ROW * pixel * len(line.label) / 2
        height = max(float(end.value or 0), free + half)
        free = height + half
        data = alt.InlineData(values=[{"month": _place(end, freq), "value": height, "label": list(line.label)}])
        mark = alt.Chart(data).mark_text(align="left", baseline="middle", dx=8, fontSize=12, fontWeight=600, color=INK)
        placed.append(mark.encode(x="month:T", y="value:Q", text="label:N"))
    return placed


def _marked(words: Words, size: Size, sample: bool) -> list[alt.Chart]:
    """SAMPLE behind the lines, so that a picture taken of the figure says what it is."""
    import altair as alt

    if not sample:
        return []
    data = alt.InlineData(values=[{"text": words("sample_mark")}])
    mark = alt.Chart(data).mark_text(fontSize=size.width // 7, fontWeight=700, color=FAINT, opacity=0.14)
    return [mark.encode(x=alt.value(size.width / 2), y=alt.value(size.height / 2), text="text:N")]


def _scalable(svg: str) -> str:
    """The drawing without a fixed size, and hidden from readers of text, who get the finding instead."""
    sized = re.sub(r'<svg ([^>]*?)width="[\d.]+" height="[\d.]+"', r"<svg \1", svg, count=1)
    return sized.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)
