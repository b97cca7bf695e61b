"""Chance that can be repeated, and that means what it says."""

from __future__ import annotations

from statistics import mean

import pytest

from tercet.sample.dice import Dice, level, months_of_fiscal_year
from tercet.sample.sheet import Sheet


def test_dice_of_the_same_names_fall_alike() -> None:
    """Each thing has chance of its own, so that one more file changes no other."""
    one, same, other = (Dice(1, name).wobble(0.3) for name in ("x", "x", "y"))
    assert one == same != other


@pytest.mark.parametrize("expected", [0.2, 3.0, 80.0])
def test_counts_are_right_on_average(expected: float) -> None:
    """Rare and frequent events come as often as they should."""
    dice = Dice("counts", expected)
    assert mean(dice.count(expected) for _ in range(4000)) == pytest.approx(expected, rel=0.08)


def test_wobbles_are_around_one() -> None:
    """A level that wobbles stays the level."""
    dice = Dice("wobbles")
    assert mean(dice.wobble(0.3) for _ in range(4000)) == pytest.approx(1, rel=0.03)


def test_picks_follow_their_weights() -> None:
    """What is never likely never comes."""
    dice = Dice("picks")
    picks = [dice.pick({"a": 3.0, "b": 1.0, "c": 0.0}) for _ in range(2000)]
    assert picks.count("a") == pytest.approx(1500, rel=0.08)
    assert "c" not in picks


def test_a_level_follows_its_points() -> None:
    """Before the first and after the last point nothing is made up."""
    points = ((2020.0, 10.0), (2021.0, 20.0), (2022.0, 0.0))
    assert [level(points, at) for at in (2019, 2020.5, 2021.5, 2030)] == [10, 15, 10, 0]


def test_a_fiscal_year_begins_in_october_of_the_year_before() -> None:
    """Fiscal year 2026 is October 2025 to September 2026."""
    months = months_of_fiscal_year(2026)
    assert (months[0], months[-1], len(months)) == ((2025, 10), (2026, 9), 12)


def test_a_fault_knows_the_row_that_a_spreadsheet_shows() -> None:
    """Row 1 is the header, so the second row of data is row 3."""
    sheet = Sheet(("a", "b"), [("1", "x"), ("2", "y")])
    sheet.insert(0.5, ("?", "z"), "not a number", "bad_number")
    assert sheet.rows[1] == ("?", "z")
    sheet.spoil(0.9, "a", "2O", "a letter", "bad_number")
    assert sheet.rows[2] == ("2O", "y")
    assert [fault.row for fault in sheet.faults] == [3, 4]
