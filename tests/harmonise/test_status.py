"""A value that is absent has a named reason, and a value that is there has a status."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.world import DAY, Row, codes, records, source

GAPS = {
    "Suppr.": "suppressed",
    "n/a": "not_applicable",
    "*": "not_yet_reported",
    "..": "not_published",
    "9999": "unknown",
}
OF_GAP = {"suppressed": "Q", "not_applicable": "M", "not_published": "L"}
RULES = [
    {"field": "flag", "match": "^prov", "status": "P"},
    {"field": "flag", "match": "(?i)estimate", "status": "E"},
    {"field": "flag", "match": "prov", "status": "B"},
    {"field": "flag", "match": "small", "status": "Q", "gap": "suppressed"},
    {"field": "flag", "match": "late", "status": "O", "gap": "not_yet_reported"},
]


def stated(cells: list[tuple[str | None, str | None]], **more: Any) -> list[Row]:
    """Published figures with a flag beside each."""
    one = source(
        columns={"day": "date", "n": "value", "flag": "flag"},
        **{"record": "observation", "unit": "deaths", "constants": {"indicator": "drug_overdose_deaths"}, **more},
    )
    return records(one, ("day", "n", "flag"), [(DAY, value, flag) for value, flag in cells])


@given(
    st.lists(
        st.one_of(st.none(), st.just("  "), st.sampled_from(sorted(GAPS)), st.integers(0, 99).map(str)), min_size=20
    )
)
@settings(max_examples=8)
def test_a_word_in_the_place_of_a_value_is_a_named_gap(texts: list[str | None]) -> None:
    """Suppressed is not missing, and neither is zero: every word that a publisher uses keeps its meaning."""
    rows = stated([(text, None) for text in texts], gaps=GAPS)
    for row, text in zip(rows, texts, strict=True):
        blank = text is None or not text.strip()
        gap = "missing" if blank else GAPS.get(str(text))
        assert row["_ok"] and row["gap"] == gap
        assert row["value"] == (None if gap else int(str(text)))
        assert row["status"] == ("A" if gap is None else OF_GAP.get(gap, "O"))


def test_a_gap_word_is_no_number_even_where_it_looks_like_one() -> None:
    """A publisher who writes 9999 for unknown has not counted 9,999 deaths."""
    (row,) = stated([("9999", None)], gaps=GAPS)
    assert (row["value"], row["gap"], row["status"]) == (None, "unknown", "O")


def test_a_word_that_is_no_declared_gap_is_put_aside() -> None:
    """A new word in the place of a value is not taken for a gap that it may not be."""
    (row,) = stated([("confidential", None)], gaps=GAPS)
    assert codes(row) == ["bad_number"]


@pytest.mark.parametrize(
    ("value", "flag", "status", "gap"),
    [
        ("5", None, "A", None),
        ("5", "", "A", None),
        ("5", "provisional", "P", None),
        ("5", "an Estimate", "E", None),
        ("5", "provisional estimate", "P", None),
        ("5", "improvised", "B", None),
        ("5", "small numbers", "A", None),
        (None, "small numbers", "Q", "suppressed"),
        (None, "late", "O", "not_yet_reported"),
        (None, "late and small", "Q", "suppressed"),
        (None, "provisional", "O", "missing"),
        (None, None, "O", "missing"),
        ("Suppr.", "late", "O", "not_yet_reported"),
    ],
)
def test_the_first_status_rule_that_matches_wins(value: str, flag: str, status: str, gap: str | None) -> None:
    """A footnote on a value says what kind of value it is; a footnote on an empty cell says why it is empty."""
    (row,) = stated([(value, flag)], status=RULES, gaps=GAPS)
    assert (row["status"], row["gap"]) == (status, gap)


def test_a_status_may_stand_in_its_own_column_or_hold_for_all() -> None:
    """A publisher who marks each figure is believed; one whose figures are all provisional says so once."""
    one = source(columns={"day": "date", "amount": "quantity", "s": "status"})
    rows = records(
        one, ("day", "amount", "s"), [(DAY, "1", "P"), (DAY, "1", " e "), (DAY, "1", None), (DAY, None, "P")]
    )
    assert [row["status"] for row in rows] == ["P", "E", "A", "O"]
    one = source(columns={"day": "date", "amount": "quantity"}, constants={"status": "P"})
    rows = records(one, ("day", "amount"), [(DAY, "1"), (DAY, None)])
    assert [(row["status"], row["gap"]) for row in rows] == [("P", None), ("O", "missing")]


def test_a_missing_amount_of_a_counted_event_is_a_gap() -> None:
    """A seizure event without a weight is kept: the event is counted, the weight is missing."""
    one = source(columns={"day": "date", "n": "events", "amount": "quantity"})
    (row,) = records(one, ("day", "n", "amount"), [(DAY, "2", None)])
    assert (row["events"], row["mass"], row["gap"]) == (2, None, "missing")
