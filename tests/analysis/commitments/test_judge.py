"""The list of commitments: what a secretariat asks for, on the packaged promises and without any data."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.analysis.commitments.made import Asked, catalog, promise
from tests.world import packaged

from tercet.analysis.commitments.judge import COLUMNS, judge
from tercet.analysis.commitments.verdict import WORST_FIRST
from tercet.catalog.promises import Commitment
from tercet.errors import CatalogError

EVE = date(2024, 12, 31)
ALL = list(packaged().commitments.values())
ROWS: dict[str, dict[str, Any]] = {
    row["id"]: row for row in judge(packaged(), Asked(), date(2026, 8, 31), False).records()
}


def eve() -> dict[str, dict[str, Any]]:
    """Every commitment as of the end of 2024."""
    return {row["id"]: row for row in judge(packaged(), Asked(), EVE, False).records()}


def test_the_end_of_2024_reads_as_the_record_does() -> None:
    """The promises that everybody asks about."""
    rows = eve()
    verdicts = {name: row["verdict"] for name, row in rows.items()}
    assert verdicts["TFC4-11"] == "no public evidence"
    assert (verdicts["BIL0323-02"], rows["BIL0323-02"]["days"]) == ("met", 26)
    assert (verdicts["ATF23-01"], rows["ATF23-01"]["days"]) == ("overdue", -366)
    assert "18 of 32 states" in rows["ATF23-01"]["reason"]
    assert (verdicts["ATF23-03"], rows["ATF23-03"]["days"]) == ("late", -95)
    met = {name for name, word in verdicts.items() if word == "met"}
    assert met == {
        *("BIL0323-02", "HL21-03", "HL21-05", "HL21-07", "NALS23-01"),
        *("MIG-02", "TFC1-04", "TFC1-07", "TFC2-01", "TFC3-01"),
    }


def test_a_promise_of_a_later_day_is_left_out_and_counted() -> None:
    """Nobody could have kept in 2024 what was promised in 2025."""
    answer = judge(packaged(), Asked(), EVE, False)
    late = [one for one in ALL if one.made > EVE]
    assert len(answer) == len(ALL) - len(late) and late
    assert any(f"{len(late)} commitments made after {EVE} left out" in note for note in answer.notes)
    assert answer.title == "Commitments as of 2024-12-31"


def test_the_list_is_in_the_order_of_the_promises() -> None:
    """A secretariat reads a record from its beginning."""
    found = judge(packaged(), Asked(), EVE, False).records()
    assert [(row["made"], row["id"]) for row in found] == sorted((row["made"], row["id"]) for row in found)
    assert tuple(found[0]) == COLUMNS


@pytest.mark.parametrize("commitment", ALL, ids=lambda one: one.id)
def test_a_row_is_whole(commitment: Commitment) -> None:
    """Every promise has a verdict in the words of the list, a reason, its words, its document and its source."""
    row = ROWS[commitment.id]
    assert row["verdict"] in WORST_FIRST
    for name in ("reason", "commitment", "made", "parties", "owners", "verb", "document", "theme", "basis", "source"):
        assert row[name], name
    assert bool(row["needed"]) == (row["verdict"] not in {"met", "late"})
    assert row["due"] == (commitment.due.stated if commitment.due else None)
    assert all(isinstance(value, str | int | date | None) for value in row.values())
    assert row["reason"][0].isupper() or row["reason"][0] == '"'
    assert row["reason"].endswith((".", ")")) and ".." not in row["reason"].replace("...", "")


@pytest.mark.parametrize("commitment", ALL, ids=lambda one: one.id)
def test_without_a_due_date_and_a_measure_it_cannot_be_judged(commitment: Commitment) -> None:
    """We never make a test of our own from vague wording."""
    if commitment.due is None and commitment.measure_stated is None:
        assert (ROWS[commitment.id]["verdict"], bool(ROWS[commitment.id]["needed"])) == ("cannot be judged", True)


@pytest.mark.parametrize("commitment", ALL, ids=lambda one: one.id)
def test_days_are_counted_only_where_the_words_have_them(commitment: Commitment) -> None:
    """Vague words give no number of days, and days early need a due day."""
    days = ROWS[commitment.id]["days"]
    if days is not None:
        assert commitment.due and not commitment.due.vague
        assert commitment.exact or days < 0


@pytest.mark.parametrize("commitment", ALL, ids=lambda one: one.id)
def test_every_source_and_basis_is_shown(commitment: Commitment) -> None:
    """Whoever doubts a verdict can go to the document."""
    row = ROWS[commitment.id]
    assert all(one.source in row["source"] for one in commitment.statements)
    for one in commitment.evidence:
        assert all(source in row["evidence"] for source in one.sources)
        assert f"[{one.basis}]" in row["evidence"] and one.dated in row["evidence"]


def test_one_commitment_can_be_asked_for_and_a_wrong_id_gets_the_near_ones() -> None:
    """A typing error is answered with what was probably meant."""
    assert [row["id"] for row in judge(packaged(), Asked(), EVE, False, "TFC4-11").records()] == ["TFC4-11"]
    with pytest.raises(CatalogError, match="TFC4-11"):
        judge(packaged(), Asked(), EVE, False, "TFC411")


def test_a_promise_asked_for_before_it_was_made_is_an_empty_list_that_says_so() -> None:
    """On that day there was no such promise."""
    answer = judge(packaged(), Asked(), date(2023, 1, 1), False, "TFC4-11")
    assert len(answer) == 0 and "left out: TFC4-11" in answer.notes[0]


def test_no_commitments_at_all_is_a_list_without_rows() -> None:
    """A catalog of nothing has nothing to judge."""
    assert len(judge(catalog(), Asked(), EVE, False)) == 0
    assert len(judge(catalog(promise()), Asked(), EVE, False)) == 1
