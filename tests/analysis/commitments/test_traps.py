"""Contradictions found in real statements: each is kept and shown, none is settled in silence."""

from __future__ import annotations

from datetime import date

import pytest
from tests.analysis.commitments.made import Asked, judged, packaged_row, promise
from tests.world import packaged

EVE = "2024-12-31"


def test_t04_two_accounts_of_one_meeting_are_both_shown_with_a_status_for_each_country() -> None:
    """The press call says that two countries commit staff; the communique that one is invited and one is there."""
    row = packaged_row("TFC4-10", EVE)
    press, joint = row["accounts"].split(" | ")
    assert press.startswith("press call: ") and "Both Mexico and Canada committed" in press
    assert joint.startswith("joint communique: ") and "invited Mexico" in joint and "already embedded" in joint
    assert row["verdict"] == "no public evidence"
    canada, mexico = row["reason"].split(" Mexico: ")
    assert canada.startswith("Canada: Met;") and "already embedded" in canada
    assert mexico.startswith("No public record was found of staff embedded")


def test_t05_the_strength_of_the_wording_is_kept_with_the_class_of_the_document() -> None:
    """To plan to convene is less than to commit, and to have expanded is no promise at all."""
    forum, scope = packaged_row("TFC4-06", EVE), packaged_row("TFC4-07", EVE)
    assert "joint communique: plan to convene" in forum["verb"] and "press call: committed to" in forum["verb"]
    assert "joint communique: have expanded" in scope["verb"]
    assert forum["document"] == scope["document"] == "press call; joint communique"


@pytest.mark.parametrize(("name", "part"), [("TFC4-02", "Closing gaps"), ("TFC4-03", "Legal risks")])
def test_t05_what_only_the_press_call_says_is_marked_as_such(name: str, part: str) -> None:
    """Half a promise may have been read out and not written down."""
    press, joint = packaged_row(name, EVE)["accounts"].split(" | ")
    assert f"{part} " in joint and joint.endswith("not mentioned.")
    assert part.split()[-1].lower() in press.lower()


def test_t07_the_same_number_on_two_baselines_is_two_predicates() -> None:
    """40 % more traces in a year and 40 % more since 2017 are two promises."""
    about = {"measure": "traced_firearms", "area": "US", "freq": "A", "direction": "more", "percent": "40"}
    ids = {
        packaged_id(**about, baseline="2021"),
        packaged_id(**about, baseline="2017"),
        packaged_id(**about, baseline="2017", denominator={"measure": "seizure_events"}),
        packaged_id(**about, baseline="2017", where={"source": "x"}),
    }
    assert len(ids) == 4
    assert packaged_id(**about, baseline="2017") in ids


def packaged_id(**predicate: object) -> str:
    """What the list shows as the id of a predicate."""
    return str(judged(promise(shown_by={"predicate": predicate}), EVE)["shown_by"])


def test_t27_a_due_date_counted_from_the_memorandum_is_derived_and_says_so() -> None:
    """Five days from 31 July is 5 August; whoever quotes the date must know that it was computed."""
    days = {1: 5, 2: 15, 3: 15, 4: 15, 5: 30, 6: 30, 7: 60, 8: 90}
    for number, after in days.items():
        commitment = packaged().commitments[f"NSM24-0{number}"]
        assert commitment.due and commitment.due.derived and commitment.due_by
        assert (commitment.due_by - commitment.made).days == after
        assert f"({commitment.due_by})" in commitment.due.stated
        assert "Counted from the day of the memorandum" in packaged_row(commitment.id, EVE)["note"]


def test_t27_a_rule_in_force_days_after_publication_has_both_dates() -> None:
    """The Canadian rule was published on 5 June 2024 and is in force 90 days later."""
    (entry,) = packaged().commitments["TFC4-01"].evidence
    assert (entry.dated, entry.effective) == ("2024-06-05", date(2024, 9, 3))
    shown = packaged_row("TFC4-01", EVE)["evidence"]
    assert shown.startswith("2024-06-05") and "In force 2024-09-03, derived" in shown


def test_t28_a_due_date_without_any_record_is_not_a_failure() -> None:
    """Nobody published that the fifth meeting took place; nobody published that it did not."""
    row = packaged_row("TFC4-11", EVE)
    assert (row["verdict"], row["due"], row["due_by"], row["days"]) == (
        "no public evidence",
        "spring 2024",
        date(2024, 6, 20),
        None,
    )
    assert "fail" not in row["reason"].lower()
    assert packaged_row("TFC4-11", "2026-08-31")["verdict"] == "no public evidence"


def test_t29_a_promise_kept_early_has_its_days() -> None:
    """Due within two months, met after 35 days: 26 days early."""
    row = packaged_row("BIL0323-02", EVE)
    assert (row["verdict"], row["days"], row["due_by"]) == ("met", 26, date(2023, 5, 9))
    assert "26 days early, 35 days after it was made" in row["reason"]


def test_made_up_figures_are_never_asked_about_a_real_promise() -> None:
    """A sample workspace says nothing about what governments did."""
    ask = Asked({"migration_encounters": {"2024-04": 100, "2024-09": 1}})
    row = packaged_row("MIG-03", EVE, ask, sample=True)
    assert ask.questions == [] and "made up" in row["evidence"]
    assert "100 encounters in 2024-04; 1 encounters in 2024-09" in packaged_row("MIG-03", EVE, ask)["evidence"]
