"""What holds for every table, tried on many small ones."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.terms.disclosure.tables import RULE, Base, cells, edition, hierarchy, sums

from tercet.answers import Answer
from tercet.terms.disclosure.attack import attack
from tercet.terms.disclosure.certify import unproven
from tercet.terms.disclosure.marks import by_columns, suppressed
from tercet.terms.disclosure.model import Cell, Edition, Rule, need
from tercet.terms.disclosure.moves import Spread
from tercet.terms.disclosure.primary import is_sensitive
from tercet.terms.disclosure.protect import check, protect
from tercet.terms.disclosure.relations import relations
from tercet.terms.disclosure.system import join

COUNTS = st.one_of(st.integers(0, 6), st.integers(0, 60))


@st.composite
def tables(draw: st.DrawFn) -> Base:
    """A small table of two or three dimensions."""
    shape = draw(st.sampled_from([(2, 2), (2, 3), (3, 4), (2, 2, 2), (3, 2, 3)]))
    names = list(product(*([f"{at}{code}" for code in range(size)] for at, size in enumerate(shape))))
    return {name: draw(COUNTS) for name in names}


def too_tight(editions: list[Edition], rule: Rule = RULE) -> list[object]:
    """The suppressed cells that are bounded too tightly; those held back for others must not be known exactly."""
    found = attack(editions, whole=True)
    tight: list[object] = []
    for one in editions:
        for cell in one.cells:
            if cell.key in one.suppressed:
                width = found[one.name, cell.key].width
                wanted = need(cell, rule) if is_sensitive(cell, rule) else one is editions[-1]
                tight += [cell.key] if width is not None and width < wanted else []
    return tight


@settings(max_examples=60, deadline=None)
@given(tables(), st.sampled_from([RULE, Rule(smallest=3, width=8), Rule(smallest=5, width=5, zeros=True)]))
def test_what_is_protected_withstands_the_attack(base: Base, rule: Rule) -> None:
    """The attacker knows nothing of the proof, and comes to the same end."""
    table, bound = cells(base), sums(base)
    found = protect(table, bound, rule)
    assert too_tight([Edition("one", table, bound, found.suppressed)], rule) == []
    check(table, bound, rule, found.suppressed)
    assert found.already_out == frozenset()


@settings(max_examples=40, deadline=None)
@given(tables(), st.data())
def test_two_editions_together_withstand_the_attack(base: Base, data: st.DataObject) -> None:
    """A revised table beside the one before tells no more than each is allowed to."""
    first = edition("one", base)
    revised = dict(base)
    for name in data.draw(st.lists(st.sampled_from(sorted(base)), min_size=1, max_size=3)):
        revised[name] = data.draw(COUNTS)
    table, bound = cells(revised), sums(revised)
    found = protect(table, bound, RULE, [first])
    check(table, bound, RULE, found.suppressed, [first], found.already_out)
    second = Edition("two", table, bound, found.suppressed)
    assert set(too_tight([first, second])) <= {name for _, name in found.already_out}


@settings(max_examples=40, deadline=None)
@given(tables())
def test_what_is_published_still_adds_up(base: Base) -> None:
    """Holding back changes no figure: where a total and all its parts are shown, the sum holds."""
    table, bound = cells(base), sums(base)
    names = tuple(hierarchy(base))
    held = protect(table, bound, RULE).suppressed
    rows = [(*(code for _, code in cell.key), cell.value, "A") for cell in table if not isinstance(cell.key, str)]
    shown = suppressed(Answer((*names, "value", "status"), rows), held, by_columns(*names))
    marks = {tuple(row[:-2]): row[-1] for row in shown}
    assert sum(mark == "Q" for mark in marks.values()) == len(held)
    told = [Cell(by_columns(*names)(record), record["value"]) for record in shown.records() if record["status"] == "A"]
    values = {cell.key: cell.value for cell in told}
    whole = [one for one in bound if values.keys() >= {one.total, *one.parts}]
    assert set(whole) <= set(relations(told, hierarchy(base)))


@settings(max_examples=60, deadline=None)
@given(tables(), st.data())
def test_what_the_proof_finds_unsafe_the_attack_finds_too(base: Base, data: st.DataObject) -> None:
    """The check stops a build only for a cell that an attacker does bound too tightly, and for each of them."""
    table, bound = cells(base), sums(base)
    hidden = data.draw(st.frozensets(st.sampled_from([cell.key for cell in table]), max_size=8))
    one = Edition("one", table, bound, hidden)
    system = join([one])
    place = system.places[0]
    left = unproven(system, {place[name] for name in hidden}, {place[name]: 5 for name in hidden}, Spread())
    found = attack([one], whole=True)
    tight = {place[name] for (_, name), b in found.items() if b.width is not None and b.width < 5}
    assert set(left) == tight
