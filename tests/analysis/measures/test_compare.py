"""Comparing: each pair with a verdict, its reasons and the common ground."""

from __future__ import annotations

from typing import Any

import pytest
from tests.analysis.measures.world import World, catalog, deaths, figure, measure, month, months, seizure, source, world

from tercet.analysis.measures.compare import compare
from tercet.catalog.models import Measure
from tercet.errors import QuestionError

SAME = {"event": "seizure event", "basis": "gross weight", "time": "date of seizure"}
NET = {**SAME, "basis": "net weight"}
ASKED = measure(must_match=("event", "basis"))


def verdicts(declared: dict[str, dict[str, Any]], asked: Measure = ASKED, **rows: Any) -> dict[str, dict[str, Any]]:
    """The verdict on each pair of countries with a source each; a month's kilogram in 2023 unless rows are given."""
    names = {"US": "us_source", "MX": "mx_source", "CA": "ca_source"}
    known = catalog(*(source(names[area], area, **found) for area, found in declared.items()))
    usual = [seizure(month(2023, n), 1) for n in range(1, 13)]
    view = world(known, {names[area]: rows.get(area, usual) for area in declared})
    answer = compare(view, asked, known)
    return {f"{record['a']}-{record['b']}": record for record in answer.records()}


def test_matching_declarations_are_comparable_with_reasons_and_ground() -> None:
    """Two countries that mean the same can be compared, and it is said over what."""
    found = verdicts({"US": {"declares": SAME}, "CA": {"declares": SAME}})["CA-US"]
    assert found["verdict"] == "comparable"
    assert found["reasons"] == "what is counted: both seizure event; basis of the amount: both gross weight"
    assert (found["freq"], found["window"]) == ("M, Q, A, R12", "2023-01 to 2023-12")
    assert found["scope"] == (
        "basis of the amount: gross weight; what is counted: seizure event; date that counts: date of seizure"
    )


def test_a_difference_is_named_in_plain_words() -> None:
    """Gross and net weight are not compared in silence."""
    found = verdicts({"US": {"declares": SAME}, "CA": {"declares": NET}})["CA-US"]
    assert found["verdict"] == "not comparable"
    assert "basis of the amount: CA net weight; US gross weight" in found["reasons"]
    assert "basis" not in found["scope"]


def test_a_named_conversion_bridges_a_difference() -> None:
    """What differs and can be converted is comparable with that conversion, by name."""
    bridge = {"id": "packaging", "declaration": "basis", "between": ("gross weight", "net weight"), "by": "share"}
    asked = measure(must_match=("event", "basis"), bridges=(bridge,))
    found = verdicts({"US": {"declares": SAME}, "CA": {"declares": NET}}, asked)["CA-US"]
    assert found["verdict"] == "comparable with conversion"
    assert "bridged by packaging: share" in found["reasons"]


def test_what_is_not_said_is_not_comparable() -> None:
    """Silence is not agreement, on one side or on both."""
    found = verdicts({"US": {"declares": SAME}, "MX": {"declares": {"event": "seizure event"}}, "CA": {}})
    assert found["MX-US"]["verdict"] == "not comparable"
    assert "MX does not say; US gross weight" in found["MX-US"]["reasons"]
    assert "CA does not say; MX does not say" in found["CA-MX"]["reasons"]


def test_lists_of_agencies_agree_whatever_their_order() -> None:
    """A declaration may have several values."""
    asked = measure(must_match=("agencies",))
    one, other = {"agencies": ("OFO", "USBP")}, {"agencies": ("USBP", "OFO")}
    assert verdicts({"US": {"declares": one}, "CA": {"declares": other}}, asked)["CA-US"]["verdict"] == "comparable"


def test_declarations_of_some_rows_count_where_the_measure_takes_only_those() -> None:
    """What a source says of its fentanyl holds for a measure of fentanyl, not for one of all drugs."""
    special = ({"where": {"substance": ("fentanyl", "heroin")}, "declares": {"basis": "net weight"}},)
    declared: dict[str, dict[str, Any]] = {"US": {"declares": NET}, "CA": {"declares": SAME, "declares_for": special}}
    assert verdicts(declared)["CA-US"]["verdict"] == "comparable"
    everything = measure("seized_mass", where={}, must_match=("event", "basis"))
    assert verdicts(declared, everything)["CA-US"]["verdict"] == "not comparable"


def test_a_country_without_data_or_without_a_series_has_its_own_verdict() -> None:
    """No data and not published are different answers."""
    asked = measure(coverage={"MX": {"gap": "not_published", "note": "No such figures."}})
    found = verdicts({"US": {"declares": SAME}}, asked)
    assert found["CA-US"]["verdict"] == "no data"
    assert found["MX-US"]["verdict"] == "not published"
    assert found["MX-US"]["reasons"] == "MX: not published (No such figures)"
    assert found["CA-MX"]["verdict"] == "not published"


def test_the_window_holds_whole_periods_of_both() -> None:
    """A window ends with the last month that both have whole, at the first frequency that both give."""
    late = [figure(month(2023, n), 1, 3, "Q") for n in (1, 4, 7)]
    known = catalog(
        source("us_source", record="observation", declares=SAME),
        source("ca_source", "CA", record="observation", declares=SAME),
    )
    rows = {"us_source": [figure(month(2023, n), 1) for n in range(2, 13)], "ca_source": late}
    asked = deaths()
    record = compare(world(known, rows), asked, known, ("US", "Canada")).records()[0]
    assert (record["freq"], record["window"]) == ("Q", "2023-Q2 to 2023-Q3")


def test_series_that_never_meet_are_not_comparable() -> None:
    """The same definition in different years is no comparison."""
    early = [seizure(month(2010, n), 1) for n in range(1, 13)]
    found = verdicts({"US": {"declares": SAME}, "CA": {"declares": SAME}}, CA=early)["CA-US"]
    assert found["verdict"] == "not comparable"
    assert "there is no whole period that both give" in found["reasons"]


def test_fiscal_years_are_common_ground_only_where_they_are_the_same_months() -> None:
    """FY2023 of Canada begins in April, of the United States in October."""
    found = verdicts({"US": {"declares": SAME}, "CA": {"declares": SAME}}, measure(freqs=("FY",)))["CA-US"]
    assert found["verdict"] == "not comparable"
    assert "there is no frequency that both give" in found["reasons"]


def test_one_area_is_no_comparison() -> None:
    """It takes two."""
    known = catalog(source("us_source"))
    view: World = world(known, {"us_source": [seizure(month(2023, 1), 1)]}, us_source=months(2023, 1, 1))
    with pytest.raises(QuestionError, match="Only US was named"):
        compare(view, ASKED, known, ("US", "United States"))
