"""Figures begin at zero, say what is provisional, and need nothing from outside."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

from tests.edition.made import CATALOG

from tercet.edition import charts
from tercet.edition.points import Point, add_months
from tercet.edition.words import words

EN, FR = words("en", CATALOG), words("fr", CATALOG)
BLUE = "#0072b2"


def line(values: list[int | None], statuses: str = "", label: str = "12") -> charts.Line:
    """A line by month from January 2020 on."""
    letters = statuses.rjust(len(values), "A")
    months = [add_months(date(2020, 1, 1), at) for at in range(len(values))]
    points = (
        Point(f"{month:%Y-%m}", month, None if value is None else Decimal(value), letter)
        for month, value, letter in zip(months, values, letters, strict=True)
    )
    return charts.Line(tuple(points), BLUE, (label,))


def draw(one: charts.Line, sample: bool = False) -> str:
    """The line alone in a small figure."""
    return charts.draw([one], "M", charts.NARROW, EN, sample)


def texts(svg: str) -> list[str]:
    """Whatever can be read in a figure."""
    root = ElementTree.fromstring(svg)  # noqa: S314 (drawn by us)
    return ["".join(one.itertext()) for one in root.iter("{http://www.w3.org/2000/svg}text")]


def test_amounts_begin_at_zero() -> None:
    """A cut axis makes a small change look large."""
    assert "0" in texts(draw(line([1000, 1010, 1005])))


def test_the_end_of_the_line_is_labelled() -> None:
    """Nobody has to look for a legend."""
    assert "12" in texts(draw(line([10, 11, 12])))


def test_the_provisional_part_is_dashed_and_joins_the_settled_part() -> None:
    """What will be revised looks it, and the line is not broken where it begins."""
    settled, provisional = charts.parts(line([1, 2, 3, 4], "PP").points)
    assert [point.value for point in settled] == [1, 2]
    assert [point.value for point in provisional] == [2, 3, 4]
    assert "stroke-dasharray" in draw(line([1, 2, 3, 4], "PP"))


def test_provisional_points_here_and_there_make_no_dashed_part() -> None:
    """Dashes from the first estimate on would call settled years provisional."""
    settled, provisional = charts.parts(line([1, 2, 3, 4], "PAPA").points)
    assert len(settled) == 4
    assert provisional == []


def test_a_gap_breaks_the_line() -> None:
    """Two strokes: before and after the missing month."""
    paths = re.findall(rf'<path[^>]* d="([^"]*)"[^>]*stroke="{BLUE}"', draw(line([1, 2, None, 4, 5])))
    assert paths
    assert paths[0].count("M") == 2


def test_numbers_on_the_axis_have_the_form_of_the_language() -> None:
    """Page and figure write the same number in the same way."""
    svg = charts.draw([line([4000, 12000])], "M", charts.NARROW, FR, False)
    assert "10\u202f000" in texts(svg)


def test_sample_stands_in_the_figure_itself() -> None:
    """A picture taken of a figure still says that it is made up."""
    assert "SAMPLE" in texts(draw(line([1, 2]), sample=True))
    assert "SAMPLE" not in texts(draw(line([1, 2])))


def test_two_names_at_one_height_do_not_lie_on_one_another() -> None:
    """Lines that end together are labelled apart."""
    pair = [line([1, 5], label="one"), line([2, 5], label="two")]
    svg = charts.draw(pair, "M", charts.WIDE, EN, False)
    heights = re.findall(r'translate\([\d.]+,([\d.]+)\)"[^>]*>(?:one|two)<', svg)
    assert len(heights) == 2
    assert abs(float(heights[0]) - float(heights[1])) >= charts.ROW - 1


def test_a_figure_needs_nothing_from_outside() -> None:
    """It opens without a network, and scales with the page."""
    svg = draw(line([1, 2]))
    assert not re.search(r"<script|<image|href=|url\(http", svg)
    assert not re.match(r"<svg [^>]*\b(?:width|height)=", svg)


def test_the_same_line_gives_the_same_figure() -> None:
    """Same inputs, same bytes."""
    assert draw(line([3, 1, 2], "P")) == draw(line([3, 1, 2], "P"))


def test_a_series_of_zeros_can_be_drawn() -> None:
    """Nothing seized in a year is a finding too."""
    assert "0" in texts(draw(line([0, 0, 0], label="0")))
