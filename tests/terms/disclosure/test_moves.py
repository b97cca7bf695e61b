"""Moves: other tables that fit everything published, and the whole-number check that they do."""

from __future__ import annotations

import numpy as np
import pytest
from tests.terms.disclosure.tables import TWO_WAY, cells, named, sums

from tercet.terms.disclosure import moves
from tercet.terms.disclosure.model import Edition
from tercet.terms.disclosure.moves import Spread, push
from tercet.terms.disclosure.system import System, join

CORNERS = [named(name) for name in (("TX", "Jan"), ("TX", "Feb"), ("ON", "Jan"), ("ON", "Feb"))]


def world() -> tuple[System, list[int]]:
    """The two-way table as a system, and the numbers of four corners."""
    system = join([Edition("one", cells(TWO_WAY), sums(TWO_WAY))])
    return system, sorted(system.places[0][name] for name in CORNERS)


def test_a_move_keeps_every_sum() -> None:
    """What goes up in a row goes down beside it, and back in the other row."""
    system, corners = world()
    move = push(system, dict.fromkeys(corners, 1.0), {corners[0]: 5}, 1)
    assert sorted(move.values()) == [-5, -5, 5, 5]
    assert all(sum(move.get(part, 0) for part in parts) == move.get(total, 0) for total, parts in system.rows)


@pytest.mark.parametrize("wrong", [[5.0, -5.0, -5.0, 4.0], [-50.0, 50.0, 50.0, -50.0], [0.5, -0.5, -0.5, 2.5]])
def test_a_wrong_answer_of_the_solver_is_no_move(monkeypatch: pytest.MonkeyPatch, wrong: list[float]) -> None:
    """A move that breaks a sum, or makes a count negative, is no table that a reader could believe in."""
    system, corners = world()
    monkeypatch.setattr(moves, "_solve", lambda *_: np.array(wrong))
    assert push(system, dict.fromkeys(corners, 1.0), {corners[0]: 5}, 1) == {}


def test_bounds_are_as_far_apart_as_the_moves_reach_both_ways() -> None:
    """Two up and three down are five apart."""
    spread = Spread()
    spread.add({0: 2})
    assert not spread.holds(0, 5)
    assert spread.short(0, 5, -1) == 3
    spread.add({0: -3})
    assert spread.holds(0, 5)
    assert not spread.holds(0, 6)
    assert spread.moved() == {0}
