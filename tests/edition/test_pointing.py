"""What is pointed at is what is drawn: exact words, and a place on the line."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests.edition.made import APART, CATALOG, content, headline
from tests.edition.test_charts import line

from tercet.edition import charts
from tercet.edition.plot import Line, plot
from tercet.edition.pointing import pointing
from tercet.edition.points import Point
from tercet.edition.words import words

EN = words("en", CATALOG)


def pointed(lines: list[Line], freq: str = "M") -> dict[str, list[list[object]]]:
    """What the script is given for some lines."""
    within = charts.room(lines, freq, charts.WIDE, EN)
    return pointing(lines, within, replace(headline(APART), freq="M"), content(APART), EN)


@pytest.mark.parametrize("values", [[10, 25, 5, 40], [7, 7], [0, 3, None, 9]])
def test_the_places_are_those_of_the_drawing(values: list[int | None]) -> None:
    """The mark of a pointer lies on the line, not beside it."""
    one = line(values)
    within = charts.room([one], "M", charts.WIDE, EN)
    (path,) = re.findall(r'd="(M[^"]*)"[^>]*stroke-dasharray', charts.draw([one], within, EN, False, "name"))
    told = pointed([one])
    places = [place for place, *_ in told["periods"]]
    heights = [value[1] for value in told["lines"][0]["values"]]  # type: ignore[call-overload]
    known = [(place, height) for place, height in zip(places, heights, strict=True) if height is not None]
    corners = [(float(x), float(y)) for x, y in re.findall(r"([\d.]+),([\d.]+)", path)]
    for (x, y), (place, height) in zip(corners, known, strict=True):
        assert abs(x - float(str(place)) * within.room.width) < 0.1
        assert abs(y - (1 - float(str(height))) * within.room.height) < 0.1


def test_each_period_is_said_in_words_with_value_and_status() -> None:
    """No number is read off a grid."""
    told = pointed([line([1000, 2000], "P")])
    assert [words_ for _, words_, _ in told["periods"]] == ["January 2020", "February 2020"]
    (one,) = told["lines"]
    assert one["name"] == "United States"  # type: ignore[call-overload]
    assert [value[0::2] for value in one["values"]] == [["1,000", "normal value"], ["2,000", "provisional value"]]  # type: ignore[call-overload]


def test_a_gap_has_no_height_and_says_its_kind() -> None:
    """A missing month is not zero."""
    (one,) = pointed([line([1, None, 3], "OA")])["lines"]
    assert one["values"][1] == ["", None, "missing value"]  # type: ignore[call-overload]


def test_an_earlier_value_is_told_only_where_it_was_another_one() -> None:
    """What did not change is not called revised."""
    one = replace(line([1, 2, 3]), earlier=line([1, 2, 5]).points)
    (told,) = pointed([one])["lines"]
    assert [value[3:] for value in told["values"]] == [[], [], ["5"]]  # type: ignore[call-overload]


def test_two_series_have_all_periods_of_both() -> None:
    """Where one series has no such period, that is said and not drawn."""
    later = tuple(Point(one.period, one.month, one.value, one.status) for one in line([1, 2, 3]).points[1:])
    told = pointed([line([1, 2]), replace(line([1]), points=later, area="CA")])
    assert len(told["periods"]) == 3
    assert [[value is None for value in one["values"]] for one in told["lines"]] == [  # type: ignore[call-overload]
        [False, False, True],
        [True, False, False],
    ]


def test_the_command_of_a_period_is_made_of_what_stands_before_and_after_it() -> None:
    """A script puts the period in between and nothing else."""
    (one,) = pointed([line([1])])["lines"]
    before, after = one["walk"]  # type: ignore[call-overload]
    assert f"{before}2020-01{after}" == (
        "tercet explain opioid_deaths --area US --period 2020-01 --freq M --as-of 2023-04-05"
    )


def test_one_single_period_stands_in_the_middle() -> None:
    """A series of one point has no left and no right end."""
    only = [replace(line([1]), points=(Point("2020", date(2020, 12, 1), Decimal(4), "A"),))]
    within = plot(only, "A", charts.WIDE, 0, 0)
    share = within.across(date(2020, 7, 1))
    assert 0.48 < share < 0.52
    (x,) = re.findall(r'translate\(([\d.]+),[\d.]+\)" d="M3,0A', charts.draw(only, within, EN, False, "name"))
    assert abs(float(x) - share * within.room.width) < 0.1
