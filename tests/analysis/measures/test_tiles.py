"""Published spans: which of them make up a period."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tercet.analysis.measures.tiles import Tile, Tiling, covered_tiles, fits, tile_of
from tercet.ledger.batch import Span
from tercet.periods import containing, parse

YEAR = parse("2023")


def monthly(*numbers: int) -> list[Tile]:
    """Published months of 2023."""
    return [tile_of(date(2023, number, 1), 1, "M") for number in numbers]


def quarterly(*numbers: int) -> list[Tile]:
    """Published quarters of 2023."""
    return [tile_of(date(2023, number * 3 - 2, 1), 3, "Q") for number in numbers]


def test_a_published_year_wins_over_its_months() -> None:
    """A publisher's own total is not replaced by a sum, and never added to one."""
    year = tile_of(date(2023, 1, 1), 12, "A")
    assert Tiling([*monthly(*range(1, 13)), year]).of(YEAR).tiles == (year,)


def test_longer_spans_are_completed_by_shorter_ones() -> None:
    """A half-year, a quarter and three months make a year."""
    half = tile_of(date(2023, 1, 1), 6, "S")
    choice = Tiling([*monthly(*range(1, 13)), *quarterly(3), half]).of(YEAR)
    assert choice.whole
    assert choice.tiles == (half, *quarterly(3), *monthly(10, 11, 12))


def test_months_win_where_the_publishers_own_year_is_cut_short() -> None:
    """Nine months of a year say less than twelve months do."""
    short = tile_of(date(2023, 1, 1), 9, "A")
    tiling = Tiling([short, *quarterly(1, 2, 3)])
    assert tiling.of(YEAR).tiles == (short,)
    assert tiling.of(YEAR).covered == "9 of 12 months"
    assert Tiling([tile_of(date(2023, 3, 1), 9, "A"), *quarterly(1, 2, 3, 4)]).of(YEAR).whole


def test_a_rolling_sum_is_part_of_nothing_shorter_than_a_year() -> None:
    """Twelve months to December are the year; twelve months to June are no part of any year."""
    december, june = tile_of(date(2023, 1, 1), 12, "R12"), tile_of(date(2022, 7, 1), 12, "R12")
    assert fits(december, "A", 1) and not fits(june, "A", 1)
    assert not any(fits(tile, freq, 1) for tile in (december, june) for freq in ("M", "Q", "S", "D"))
    assert fits(tile_of(date(2022, 10, 1), 12, "R12"), "FY", 10)


def test_days_of_a_file_cover_months_in_part() -> None:
    """A file that starts on 10 January does not cover January."""
    tiles = covered_tiles(
        [Span("D", date(2023, 1, 10), date(2023, 2, 3)), Span("D", date(2023, 2, 4), date(2023, 3, 31))], daily=False
    )
    assert {(tile.first.month, tile.days) for tile in tiles} == {(1, 22), (2, 28), (3, 31)}
    choice = Tiling(tiles).of(parse("2023-01"))
    assert (choice.whole, choice.covered) == (False, "22 of 31 days")


@given(st.sets(st.integers(1, 12)), st.sets(st.integers(1, 4)), st.booleans())
def test_no_day_is_ever_counted_twice(months: set[int], quarters: set[int], year: bool) -> None:
    """Whatever a publisher gives, the spans that are added up do not overlap and lie inside the period."""
    own = [tile_of(date(2023, 1, 1), 12, "A")] if year else []
    choice = Tiling([*monthly(*months), *quarterly(*quarters), *own]).of(YEAR)
    days = [day for tile in choice.tiles for day in range(tile.first.toordinal(), tile.last.toordinal() + 1)]
    assert len(days) == len(set(days))
    assert all(YEAR.holds(tile.first, tile.last) for tile in choice.tiles)
    everything = months | {month for quarter in quarters for month in range(quarter * 3 - 2, quarter * 3 + 1)}
    assert choice.whole == (year or everything == set(range(1, 13)))


@pytest.mark.parametrize("freq", ["M", "Q", "S", "A", "FY", "R12"])
@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_a_span_fits_where_its_period_holds_it(freq: str, day: date) -> None:
    """A month is part of one period of every longer frequency."""
    month = containing(day, "M")
    assert fits(tile_of(month.first, 1, "M"), freq, 10)
