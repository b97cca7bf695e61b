"""Figures begin at zero, say what is provisional, and need nothing from outside."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from tests.edition.made import CATALOG

from tercet.edition import charts
from tercet.edition.plot import Line, Size
from tercet.edition.points import Point, add_months, changed
from tercet.edition.words import Words, words

EN, FR = words("en", CATALOG), words("fr", CATALOG)
BLUE = "#0072b2"


def line(values: list[int | None], statuses: str = "", label: str = "12") -> Line:
    """A line by month from January 2020 on."""
    letters = statuses.rjust(len(values), "A")
    months = [add_months(date(2020, 1, 1), at) for at in range(len(values))]
    points = (
        Point(f"{month:%Y-%m}", month, None if value is None else Decimal(value), letter)
        for month, value, letter in zip(months, values, letters, strict=True)
    )
    return Line(tuple(points), BLUE, (label,), "US")


def draw(one: Line, sample: bool = False) -> str:
    """The line alone in a small figure."""
    return drawn([one], sample=sample)


def drawn(lines: list[Line], size: Size = charts.NARROW, told: Words = EN, sample: bool = False) -> str:
    """Lines by month in one figure."""
    return charts.draw(lines, charts.room(lines, "M", size, told), told, sample, "name")


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
    svg = drawn([line([4000, 12000])], told=FR)
    assert "10\u202f000" in texts(svg)


def test_sample_stands_in_the_figure_itself() -> None:
    """A picture taken of a figure still says that it is made up."""
    assert "SAMPLE" in texts(draw(line([1, 2]), sample=True))
    assert "SAMPLE" not in texts(draw(line([1, 2])))


def test_two_names_at_one_height_do_not_lie_on_one_another() -> None:
    """Lines that end together are labelled apart."""
    pair = [line([1, 5], label="one"), line([2, 5], label="two")]
    svg = drawn(pair, charts.WIDE)
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


def test_what_was_known_earlier_is_drawn_faint_and_only_where_it_was_something_else() -> None:
    """A reader sees how far figures were revised; where nothing changed there is no second line."""
    now = line([10, 20, 30, 40, 50])
    before = line([10, 20, 30, 35, 44]).points
    faint = changed(before, now.points)
    assert [None if one.value is None else int(one.value) for one in faint] == [None, None, 30, 35, 44]
    svg = draw(replace(now, earlier=faint))
    assert re.search(rf'<g data-before="0"><path [^>]*stroke="{BLUE}"[^>]* opacity="0.45"', svg)
    assert changed(now.points, now.points) == ()
    assert "data-before" not in draw(now)


def test_a_new_definition_is_a_rule_with_a_word() -> None:
    """What stands on both sides of it is not one series."""
    svg = draw(line([10, 20, 30, 40], "BAA"))
    assert "new definition" in texts(svg)
    assert re.search(rf'<line [^>]*y2="{charts.NARROW.height - 38}" stroke="{charts.FAINT}"', svg)
    assert "new definition" not in texts(draw(line([10, 20, 30, 40])))


def test_words_of_breaks_do_not_lie_on_one_another() -> None:
    """Two changes in a row have two rules and one word."""
    assert texts(draw(line([10, 20, 30, 40, 50, 60], "BBAA"))).count("new definition") == 1


def test_the_kind_of_a_gap_stands_in_it_where_there_is_room() -> None:
    """A gap has a name; in a narrow one it is a circle."""
    missing: list[int | None] = [None] * 9
    assert "missing value" in texts(drawn([line([1, 2, *missing, 4, 5], "O" * 9 + "AA")], charts.WIDE))
    narrow: list[int | None] = [*([1] * 30), None, 4, 5]
    assert "\u25cb" in texts(draw(line(narrow, "OAA")))


def test_the_bounds_of_an_estimate_are_a_band() -> None:
    """How far the truth may lie from the line is in the picture."""
    one = line([10, 20, 30, 40], "EE")
    sure = tuple(replace(point, low=point.value - 5, high=point.value + 5) for point in one.points if point.value)
    assert 'opacity="0.18"' in draw(replace(one, points=sure))
    assert 'opacity="0.18"' not in draw(one)


def test_the_axis_reaches_above_the_highest_bound() -> None:
    """No band and no earlier line leaves the picture."""
    one = line([10, 20])
    high = tuple(replace(point, low=point.value, high=Decimal(90)) for point in one.points if point.value)
    assert charts.room([replace(one, points=high)], "M", charts.NARROW, EN).most == 90
    assert charts.room([replace(one, earlier=line([70, 20]).points)], "M", charts.NARROW, EN).most == 70


def test_ids_in_a_drawing_are_its_own() -> None:
    """Two figures on one page never share an id, and none is numbered by what was drawn before."""
    assert re.findall(r' id="([^"]+)"', draw(line([1, 2]))) == []
    clipped = '<clipPath id="clip7"/><g clip-path="url(#clip7)"/><clipPath id="clip8"/>'
    assert charts._named(clipped, "a") == '<clipPath id="a-0"/><g clip-path="url(#a-0)"/><clipPath id="a-1"/>'


def test_a_figure_does_not_depend_on_where_the_machine_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Same inputs, same bytes, in Mexico City as in Ottawa."""
    code = (
        "from tests.edition.test_charts import draw, line; from hashlib import sha256;"
        "print(sha256(draw(line([1, 2, 3, 4] * 6)).encode()).hexdigest())"
    )
    found = set()
    for zone in ("America/Mexico_City", "Asia/Tokyo"):
        monkeypatch.setenv("TZ", zone)
        found.add(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout)
    assert len(found) == 1


def test_the_drawing_says_no_english_words_of_its_engine() -> None:
    """A French figure in a file of its own is French."""
    assert not re.search(r"aria-label|aria-roledescription", draw(line([1, 2])))
