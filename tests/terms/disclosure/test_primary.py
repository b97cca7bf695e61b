"""Which cells are sensitive by themselves."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tercet.errors import TermsError
from tercet.terms.disclosure.model import Cell, Rule, need
from tercet.terms.disclosure.primary import is_sensitive, primary

RULE = Rule(smallest=5, contributors=3)


@pytest.mark.parametrize(("value", "sensitive"), [(0, False), (1, True), (4, True), (5, False), (900, False)])
def test_small_counts_are_sensitive(value: int, sensitive: bool) -> None:
    """From one up to the threshold a count may be a person; none is nobody."""
    assert is_sensitive(Cell("a", value), RULE) is sensitive


def test_a_zero_is_sensitive_where_the_rule_says_so() -> None:
    """In some tables it says something of everybody that nobody was counted."""
    assert is_sensitive(Cell("a", 0), Rule(zeros=True))


@pytest.mark.parametrize(("contributors", "sensitive"), [(1, True), (2, True), (3, False), (None, False)])
def test_few_contributors_are_sensitive(contributors: int | None, sensitive: bool) -> None:
    """A large figure from two laboratories tells each of them what the other has."""
    assert is_sensitive(Cell("a", 500, contributors), RULE) is sensitive


def test_a_small_mass_is_not_a_small_count() -> None:
    """Three kilograms from many seizures name nobody."""
    assert not is_sensitive(Cell("a", 3, contributors=40, counted=False), RULE)
    assert is_sensitive(Cell("a", 3, contributors=2, counted=False), RULE)


def test_what_its_publisher_released_is_not_sensitive() -> None:
    """What everybody can read elsewhere is no secret here."""
    assert primary([Cell("a", 1, 1, released=True), Cell("b", 1)], RULE) == {"b"}


def test_bounds_must_be_apart_by_the_larger_of_number_and_share() -> None:
    """A tenth of a large figure is more than the least distance, of a small one it is less."""
    rule = Rule(width=5, share=Decimal("0.1"))
    assert [need(Cell("a", value), rule) for value in (3, 50, 51, 1000)] == [5, 5, 6, 100]


@pytest.mark.parametrize("value", [-1, Decimal("NaN"), 0.5, True])
def test_values_that_cannot_be_guarded_are_refused(value: object) -> None:
    """What is negative, no number or not exact has no bounds that could be proven."""
    with pytest.raises(TermsError, match="cell a"):
        Cell("a", value)  # type: ignore[arg-type]


def test_a_rule_that_protects_nothing_is_refused() -> None:
    """Bounds that may be nothing apart would let every cell be known."""
    with pytest.raises(TermsError, match="disclosure rule"):
        Rule(width=0)
