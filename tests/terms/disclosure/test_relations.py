"""Sums that a reader can check, found from the cells themselves."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tercet.errors import TermsError
from tercet.terms.disclosure.model import Cell, Relation, key
from tercet.terms.disclosure.relations import by_key, relations

US = {"area": [("US", ["US-TX", "US-CA"])]}


def area(code: str, value: int | str) -> Cell:
    """A cell of one area."""
    return Cell(key(area=code), Decimal(value))


def test_a_country_is_the_sum_of_its_states() -> None:
    """A total that is the sum of its parts is one, and every reader knows it."""
    found = relations([area("US", 7), area("US-TX", 4), area("US-CA", 3)], US)
    assert found == (Relation(key(area="US"), (key(area="US-CA"), key(area="US-TX"))),)


def test_a_total_that_holds_more_is_no_sum() -> None:
    """Seizures at sea are in the country and in no state, so nothing can be taken away from the total."""
    assert relations([area("US", 8), area("US-TX", 4), area("US-CA", 3)], US) == ()


def test_parts_that_are_not_shown_leave_the_sum_only_if_they_are_nothing() -> None:
    """A state without a figure either had none, and then the sum holds, or it is missing from the sum."""
    assert len(relations([area("US", 4), area("US-TX", 4)], US)) == 1
    assert relations([area("US", 7), area("US-TX", 4)], US) == ()


def test_a_year_is_made_of_quarters_and_of_months() -> None:
    """One total may be made up in two ways, and both are checked."""
    ways = {"period": [("2023", ["2023-Q1", "2023-Q2"]), ("2023", ["2023-01", "2023-04"])]}
    cells = [
        Cell(key(period=p), v) for p, v in {"2023": 9, "2023-Q1": 4, "2023-Q2": 5, "2023-01": 4, "2023-04": 5}.items()
    ]
    assert len(relations(cells, ways)) == 2


def test_each_dimension_has_its_sums() -> None:
    """In a table of two dimensions rows and columns add up, and so do the margins."""
    cells = [
        Cell(key(area=a, period=p), v)
        for a, p, v in [
            ("US", "all", 10), ("US", "1", 4), ("US", "2", 6), ("US-TX", "all", 3), ("US-TX", "1", 1),
            ("US-TX", "2", 2), ("US-CA", "all", 7), ("US-CA", "1", 3), ("US-CA", "2", 4),
        ]
    ]  # fmt: skip
    assert len(relations(cells, {**US, "period": [("all", ["1", "2"])]})) == 6


def test_decimals_add_up_exactly() -> None:
    """A tenth and two tenths are three tenths."""
    assert len(relations([area("US", "0.3"), area("US-TX", "0.1"), area("US-CA", "0.2")], US)) == 1


def test_one_key_with_two_values_is_a_mistake() -> None:
    """Two figures under one name can't be told apart, so neither can be guarded."""
    with pytest.raises(TermsError, match="area=US has two values"):
        by_key([area("US", 1), area("US", 2)])
