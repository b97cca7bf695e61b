"""What an edition holds back, and the check that stops one which gives a cell away."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.terms.disclosure.tables import RULE, TWO_WAY, Base, cells, edition, named, sums

from tercet.errors import TermsError
from tercet.terms.disclosure.attack import attack
from tercet.terms.disclosure.model import Cell, DisclosureError, Edition, Key, Relation, Rule, key
from tercet.terms.disclosure.protect import check, protect
from tercet.terms.disclosure.relations import relations

ONE = named(("TX", "Jan"))
SMALL: Base = {("TX", "Feb", "heroin"): 2, ("ON", "Mar", "fentanyl"): 1}
LARGE: Base = {
    (area, month, drug): 20 + 7 * a + 5 * m + 3 * d + a * m * d
    for a, area in enumerate(("TX", "CA", "ON"))
    for m, month in enumerate(("Jan", "Feb", "Mar"))
    for d, drug in enumerate(("fentanyl", "heroin"))
}
THREE_WAY: Base = {**LARGE, **SMALL}


def exposed(editions: list[Edition], rule: Rule = RULE) -> set[Key]:
    """The sensitive cells that an attacker bounds more tightly than the rule allows."""
    small = {c.key for one in editions for c in one.cells if 0 < c.value < rule.smallest}
    found = attack(editions, whole=True)
    return {name for (_, name), b in found.items() if name in small and b.width is not None and b.width < rule.width}


def recovered(editions: list[Edition]) -> set[Key]:
    """The suppressed cells that an attacker knows exactly."""
    return {name for (_, name), bound in attack(editions, whole=True).items() if bound.width == 0}


@pytest.mark.parametrize("base", [TWO_WAY, THREE_WAY], ids=["two-way", "three-way"])
def test_planted_cells_are_recovered_without_complementary_suppression_and_not_with_it(base: Base) -> None:
    """Blanking the small cells alone protects nobody where margins are published."""
    table, bound = cells(base), sums(base)
    found = protect(table, bound, RULE)
    assert found.primary == {cell.key for cell in table if 0 < cell.value < 5}
    naive = Edition("one", table, bound, found.primary)
    assert recovered([naive]) == exposed([naive]) == found.primary
    with pytest.raises(DisclosureError):
        check(table, bound, RULE, found.primary)
    safe = Edition("one", table, bound, found.suppressed)
    assert recovered([safe]) == exposed([safe]) == set()
    check(table, bound, RULE, found.suppressed)


def test_few_further_cells_are_lost() -> None:
    """One sensitive cell of a table of two dimensions needs three more: the corners of a rectangle."""
    found = protect(cells(TWO_WAY), sums(TWO_WAY), RULE)
    assert len(found.complementary) == 3
    assert found.already_out == frozenset()


def test_a_hierarchy_is_protected_on_every_level() -> None:
    """A county hidden among counties is known from its state, if the state is known from the country."""
    tree = {"area": [("US", ["TX", "CA"]), ("TX", ["TX-1", "TX-2"]), ("CA", ["CA-1", "CA-2"])]}
    values = {"US": 130, "TX": 43, "CA": 87, "TX-1": 3, "TX-2": 40, "CA-1": 50, "CA-2": 37}
    table = [Cell(key(area=area), value) for area, value in values.items()]
    found = protect(table, relations(table, tree), RULE)
    assert found.suppressed == {key(area="TX-1"), key(area="TX-2")}
    again = [*table, Cell(key(area="TX-2"), 40)]
    assert protect(again, relations(again, tree), RULE) == found
    told = [Cell(c.key, c.value, released=c.key == key(area="TX-2")) for c in table]
    assert key(area="TX") in protect(told, relations(told, tree), RULE).suppressed


def test_a_zero_is_never_held_back_for_others() -> None:
    """A reader may guess a zero, and then it hides nothing."""
    base: Base = {("a", "x"): 3, ("a", "y"): 40, ("a", "z"): 40, ("b", "x"): 50, ("b", "y"): 60, ("b", "z"): 0}
    found = protect(cells(base), sums(base), RULE)
    assert named(("b", "z")) not in found.suppressed
    assert len(found.complementary) == 3


def test_large_figures_of_few_contributors_get_bounds_as_a_share() -> None:
    """A mass that two laboratories sent must stay uncertain by a tenth of itself, to the microgram."""
    rule = Rule(contributors=3, share=Decimal("0.1"))
    values = {"a": 2_000_000_000_000_003, "b": 900_000_000_000_001, "c": 70}
    total = Cell("t", sum(values.values()), 50, counted=False)
    table = [*(Cell(n, v, 2 if n == "a" else 20, counted=False) for n, v in values.items()), total]
    bound = (Relation("t", ("a", "b", "c")),)
    found = protect(table, bound, rule)
    assert found.suppressed == {"a", "b"}
    width = attack([Edition("one", tuple(table), bound, found.suppressed)])["one", "a"].width
    assert width is not None
    assert width >= 200_000_000_000_000


def test_decimals_are_protected_as_exactly_as_whole_numbers() -> None:
    """Amounts with cents are counted in cents."""
    rule = Rule(contributors=3, width=10)
    table = [Cell("a", Decimal("12.50"), 1), Cell("b", Decimal("80.25"), 9), Cell("t", Decimal("92.75"), 10)]
    found = protect(table, [Relation("t", ("a", "b"))], rule)
    assert found.suppressed == {"a", "b"}
    check(table, [Relation("t", ("a", "b"))], rule, found.suppressed)


def test_released_figures_that_leave_no_way_are_a_refusal_without_values() -> None:
    """Where a publisher has told the total and all other parts, nothing that we hold back helps."""
    table = [Cell("a", 4), Cell("b", 31, released=True), Cell("t", 35, released=True)]
    with pytest.raises(DisclosureError, match="no choice of cells protects a:") as refusal:
        protect(table, [Relation("t", ("a", "b"))], RULE)
    assert not any(number in str(refusal.value) for number in ("4", "31", "35"))


def test_the_check_names_the_cell_and_not_its_value() -> None:
    """A message about a leak must not be one."""
    with pytest.raises(DisclosureError, match="d0=TX, d1=Jan") as refusal:
        check(cells(TWO_WAY), sums(TWO_WAY), RULE, {ONE})
    assert not any(mark.isdigit() for mark in str(refusal.value).replace("d0", "").replace("d1", ""))


def test_the_check_stops_a_sensitive_cell_that_is_published() -> None:
    """A cell that nobody held back needs no attack."""
    with pytest.raises(DisclosureError, match="sensitive, and published"):
        check(cells(TWO_WAY), sums(TWO_WAY), RULE, frozenset())


def test_the_check_stops_a_suppression_that_hides_nothing() -> None:
    """A cell that says Q and can be worked out misleads the reader about what is secret."""
    with pytest.raises(DisclosureError, match="d0=CA, d1=Feb"):
        check(cells(TWO_WAY), sums(TWO_WAY), Rule(), {named(("CA", "Feb"))})


def test_the_check_names_the_edition_whose_cell_a_later_one_gives_away() -> None:
    """A cell that was secret last month is a leak this month, even if it has changed since."""
    first = edition("one", TWO_WAY)
    later: Base = {**TWO_WAY, ("TX", "Jan"): 33}
    with pytest.raises(DisclosureError, match=r"d0=TX, d1=Jan \(edition one\)"):
        check(cells(later), sums(later), RULE, frozenset(), [first])


def test_the_check_refuses_keys_of_no_cell() -> None:
    """A key that fits no cell would hide nothing while everybody believes that it does."""
    with pytest.raises(DisclosureError, match="no cell: nowhere"):
        check(cells(TWO_WAY), sums(TWO_WAY), RULE, {"nowhere"})


def test_false_sums_are_refused() -> None:
    """An attack on sums that do not hold proves nothing."""
    with pytest.raises(TermsError, match="t is not the sum of its parts"):
        protect([Cell("a", 1), Cell("t", 2)], [Relation("t", ("a",))], RULE)
    with pytest.raises(TermsError, match="names b, which is no cell"):
        protect([Cell("a", 1), Cell("t", 1)], [Relation("t", ("a", "b"))], RULE)


@settings(max_examples=8, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_cells_and_sums_does_not_matter(random: Random) -> None:
    """The same figures are held back whoever asks, and every time."""
    table, bound = list(cells(THREE_WAY)), list(sums(THREE_WAY))
    found = protect(table, bound, RULE)
    random.shuffle(table)
    random.shuffle(bound)
    assert protect(table, [Relation(one.total, one.parts[::-1]) for one in bound], RULE) == found


def test_an_edition_after_another_does_not_tell_the_difference() -> None:
    """What is safe alone may be unsafe beside the edition before: figures that did not change fill the holes."""
    first = edition("one", TWO_WAY)
    held = sorted(first.suppressed - {ONE}, key=str)
    later: Base = {**TWO_WAY, ("ON", "Feb"): 10}
    table, bound = cells(later), sums(later)
    alone = {ONE, named(("TX", "Feb")), named(("CA", "Jan")), named(("CA", "Feb"))}
    other = {ONE, named(("TX", "Feb")), named(("ON", "Jan")), named(("ON", "Feb"))}
    unlike = frozenset(other if set(held) <= alone else alone)
    check(table, bound, RULE, unlike)
    with pytest.raises(DisclosureError, match="d0=TX, d1=Jan"):
        check(table, bound, RULE, unlike, [first])
    found = protect(table, bound, RULE, [first])
    check(table, bound, RULE, found.suppressed, [first], found.already_out)
    assert recovered([first, Edition("two", table, bound, found.suppressed)]).isdisjoint({ONE})


def test_a_cell_that_is_no_longer_small_does_not_give_away_what_it_was() -> None:
    """A cell that outgrew the rule is published, and the earlier edition's cells stay safe."""
    first = edition("one", TWO_WAY)
    later: Base = {**TWO_WAY, ("TX", "Jan"): 33}
    found = protect(cells(later), sums(later), RULE, [first])
    both = [first, Edition("two", cells(later), sums(later), found.suppressed)]
    assert exposed(both) == set()
    assert found.primary == frozenset()


def test_a_figure_that_was_secret_stays_so_while_it_does_not_change() -> None:
    """More contributors now do not tell who they were: the same figure is the secret of the earlier edition."""
    rule, bound = Rule(contributors=3, width=5), (Relation("t", ("a", "b")),)
    others = (Cell("b", 80, 9), Cell("t", 120, 10))
    first = Edition("one", (Cell("a", 40, 1), *others), bound, frozenset({"a", "b"}))
    now = (Cell("a", 40, 7), *others)
    assert protect(now, bound, rule).suppressed == frozenset()
    assert protect(now, bound, rule, [first]).suppressed == {"a", "b"}
    with pytest.raises(DisclosureError, match="these suppressed cells .* a"):
        check(now, bound, rule, frozenset(), [first])


def test_an_unchanged_edition_holds_back_the_same_cells() -> None:
    """Nothing new is told, and nothing more is hidden."""
    first = edition("one", THREE_WAY)
    assert edition("two", THREE_WAY, earlier=[first]).suppressed == first.suppressed


def test_what_an_earlier_edition_published_is_told_as_already_out() -> None:
    """A stricter rule can't call a figure back that everybody has."""
    first = edition("one", TWO_WAY)
    strict = Rule(smallest=26, width=5)
    grown = named(("CA", "Jan"))
    assert grown not in first.suppressed
    found = protect(cells(TWO_WAY), sums(TWO_WAY), strict, [first])
    assert found.already_out == {("one", grown)}
    assert grown not in found.suppressed
    with pytest.raises(DisclosureError, match="sensitive, and published"):
        check(cells(TWO_WAY), sums(TWO_WAY), strict, found.suppressed, [first])
    check(cells(TWO_WAY), sums(TWO_WAY), strict, found.suppressed, [first], found.already_out)


def test_what_earlier_editions_bound_is_told_as_already_out() -> None:
    """A cell that an earlier edition lets a reader work out can't be protected any more, and is still not printed."""
    careless = Edition("one", cells(TWO_WAY), sums(TWO_WAY), frozenset({ONE}))
    found = protect(cells(TWO_WAY), sums(TWO_WAY), RULE, [careless])
    assert found.already_out == {("one", ONE)}
    assert found.suppressed == {ONE}
    with pytest.raises(DisclosureError):
        check(cells(TWO_WAY), sums(TWO_WAY), RULE, found.suppressed, [careless])
    check(cells(TWO_WAY), sums(TWO_WAY), RULE, found.suppressed, [careless], found.already_out)


def test_what_was_given_away_does_not_stop_editions_for_ever() -> None:
    """A leak of the past is told with each new edition, and the cell that has changed since is judged by itself."""
    careless = Edition("one", cells(TWO_WAY), sums(TWO_WAY), frozenset({ONE}))
    later: Base = {**TWO_WAY, ("TX", "Jan"): 33}
    found = protect(cells(later), sums(later), RULE, [careless])
    assert found.already_out == {("one", ONE)}
    assert found.suppressed == frozenset()
    check(cells(later), sums(later), RULE, found.suppressed, [careless], found.already_out)


def test_editions_of_one_name_are_refused() -> None:
    """A message that names an edition must name one."""
    with pytest.raises(TermsError, match="same name"):
        protect(cells(TWO_WAY), sums(TWO_WAY), RULE, [edition("one", TWO_WAY), edition("one", TWO_WAY)])
