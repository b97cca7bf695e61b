"""The attacker: what a reader can work out from published figures and sums."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.terms.disclosure.tables import TWO_WAY, cells, named, sums

from tercet.terms.disclosure.attack import Bounds, attack, bounds
from tercet.terms.disclosure.model import Cell, DisclosureError, Edition, Key, Relation

ONE = named(("TX", "Jan"))


def ends(bound: Bounds) -> tuple[int, int | None]:
    """Bounds as plain numbers."""
    return int(bound.low), None if bound.high is None else int(bound.high)


def hide(*names: tuple[str, ...]) -> Edition:
    """The two-way table with these cells held back."""
    return Edition("one", cells(TWO_WAY), sums(TWO_WAY), frozenset(map(named, names)))


def test_a_single_hole_is_filled_by_subtraction() -> None:
    """Who knows a sum and all its parts but one knows that part too."""
    bound = attack([hide(("TX", "Jan"))])["one", ONE]
    assert ends(bound) == (3, 3)
    assert bound.width == 0


def test_two_holes_in_a_row_are_filled_by_the_columns() -> None:
    """Hiding a second cell of the row helps nothing while the columns tell both."""
    found = attack([hide(("TX", "Jan"), ("TX", "Feb"))])
    assert [bound.width for bound in found.values()] == [0, 0]


def test_four_corners_leave_room() -> None:
    """Four cells at the corners of a rectangle can shift against one another, as far as the least of them allows."""
    found = attack([hide(("TX", "Jan"), ("TX", "Feb"), ("ON", "Jan"), ("ON", "Feb"))])
    assert ends(found["one", ONE]) == (0, 21)  # up by the 18 of ON in January


def test_a_cell_in_no_sum_has_no_upper_bound() -> None:
    """Where nothing is said of a cell, it can be anything that is not negative."""
    lone = Edition("one", (Cell("alone", 3),), (), frozenset({"alone"}))
    bound = attack([lone])["one", "alone"]
    assert ends(bound) == (0, None)
    assert bound.width is None


def test_an_unpublished_total_has_a_lower_bound_only() -> None:
    """A total is at least what its published parts make together."""
    parts = (Cell("a", 3), Cell("b", 50), Cell("t", 53))
    found = attack([Edition("one", parts, (Relation("t", ("a", "b")),), frozenset({"a", "t"}))])
    assert ends(found["one", "t"]) == (50, None)


def test_what_the_publisher_released_is_known() -> None:
    """A cell that its own publisher has released is no secret, whatever we do with it."""
    told = Edition("one", (Cell("a", 3, released=True),), (), frozenset({"a"}))
    assert attack([told])["one", "a"].width == 0


def test_a_later_edition_fills_the_hole_of_an_earlier_one() -> None:
    """A cell that did not change is known from whichever edition tells it."""
    corners = hide(("TX", "Jan"), ("TX", "Feb"), ("ON", "Jan"), ("ON", "Feb"))
    later = Edition("two", corners.cells, corners.relations, frozenset({ONE}))
    assert attack([corners, later])["one", ONE].width == 0


def test_the_difference_of_two_editions_is_an_attack() -> None:
    """Two totals of which one has a cell more give that cell away, though each alone is safe."""
    first = (Cell("a", 40), Cell("b", 31), Cell("t", 71))
    second = (*first[:2], Cell("c", 3), Cell("t", 74))
    one = Edition("one", first, (Relation("t", ("a", "b")),), frozenset({"a", "b"}))
    two = Edition("two", second, (Relation("t", ("a", "b", "c")),), frozenset({"a", "b", "c"}))
    assert attack([two])["two", "c"].high == 74
    assert attack([one, two])["two", "c"].width == 0


def test_whole_numbers_can_tell_more() -> None:
    """Between 0 and 1.5 a count can only be 0 or 1."""
    rows = [(0, (2, 3)), (1, (3, 4)), (5, (2, 4))]  # a+b, b+c and a+c are 1: each would be a half
    with pytest.raises(DisclosureError, match="contradict"):
        bounds(rows, {0: 1, 1: 1, 5: 1}, whole=True)
    assert bounds([(0, (1, 2)), (0, (1, 3))], {0: 1}, whole=True)[1] == (0, 1)


def test_masses_in_micrograms_are_bounded_exactly() -> None:
    """Sums of tonnes in micrograms are beyond the solver's digits, and subtraction needs none."""
    mass = 3_000_000_000_000_001
    parts = (Cell("a", 7), Cell("b", mass), Cell("t", mass + 7))
    found = attack([Edition("one", parts, (Relation("t", ("a", "b")),), frozenset({"a"}))])
    assert ends(found["one", "a"]) == (7, 7)


def holes(side: int, most: int) -> st.SearchStrategy[tuple[dict[tuple[str, ...], int], frozenset[Key]]]:
    """A small square table and some cells that are held back."""
    names = [(str(a), str(b)) for a, b in product(range(side), repeat=2)]
    table = st.fixed_dictionaries({name: st.integers(0, most) for name in names})
    every = [named(name) for name in product([*map(str, range(side)), "all"], repeat=2)]
    return st.tuples(table, st.frozensets(st.sampled_from(every), max_size=7))


FOUR = tuple(product(("0", "1"), repeat=2))
EVERY = [
    {cell.key: int(cell.value) for cell in cells(dict(zip(FOUR, values, strict=True)))}
    for values in product(range(6), repeat=4)
]


@settings(max_examples=25, deadline=None)
@given(holes(2, 1))
def test_bounds_agree_with_trying_every_table(world: tuple[dict[tuple[str, ...], int], frozenset[Key]]) -> None:
    """The bounds are the least and the most over all tables that fit what is published."""
    base, hidden = world
    table = {cell.key: int(cell.value) for cell in cells(base)}
    told = {name: value for name, value in table.items() if name not in hidden}
    fits = [other for other in EVERY if all(other[name] == value for name, value in told.items())]
    found = attack([Edition("one", cells(base), sums(base), hidden)], whole=True)
    for (_, name), bound in found.items():
        assert bound.low == min(one[name] for one in fits)
        if bound.high is not None:
            assert bound.high == max(one[name] for one in fits)


@settings(max_examples=40, deadline=None)
@given(holes(3, 4), st.data())
def test_publishing_one_cell_more_never_widens_bounds(
    world: tuple[dict[tuple[str, ...], int], frozenset[Key]], data: st.DataObject
) -> None:
    """Whoever is told more can't know less."""
    base, hidden = world
    if not hidden:
        return
    told = data.draw(st.sampled_from(sorted(hidden, key=str)))
    before = attack([Edition("one", cells(base), sums(base), hidden)])
    after = attack([Edition("one", cells(base), sums(base), hidden - {told})])
    for name, bound in after.items():
        assert bound.low >= before[name].low
        high = before[name].high
        assert high is None or (bound.high is not None and bound.high <= high)


def test_masses_are_followed_through_several_sums_exactly() -> None:
    """A step of subtraction loses no microgram, however many there are and whatever stands between."""
    mass = 3_000_000_000_000_001
    parts = (Cell("a", 7), Cell("b", mass), Cell("t", mass + 7), Cell("c", mass), Cell("u", 2 * mass + 7))
    bound = (Relation("t", ("a", "b")), Relation("u", ("t", "c")))
    assert ends(attack([Edition("one", parts, bound, frozenset({"a", "t"}))])["one", "a"]) == (7, 7)
