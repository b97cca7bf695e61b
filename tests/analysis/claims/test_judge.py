"""The verdict on a claim: what the data say, as of which day, and what is said where there are none."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.analysis.claims.saying import (
    catalog_with,
    claim,
    figures,
    nothing,
    packaged,
    rows_of,
    without_data,
    year,
)

from tercet.analysis.claims.judge import judge
from tercet.analysis.claims.rows import COLUMNS
from tercet.analysis.claims.verdicts import CONSISTENT, CONTRADICTED, DISAGREE, NOT_CHECKABLE, REPRODUCED
from tercet.errors import CatalogError
from tercet.question import Ask

VERDICTS = {
    "reproduced",
    "consistent with the wording",
    "contradicted",
    "two official figures disagree",
    "not checkable",
}
DEATHS = {"measure": "overdose_deaths", "area": "US", "freq": "R12"}
SEIZED = {"measure": "fentanyl_seized_mass", "area": "US", "freq": "FY", "unit": "lb"}


def deaths(values: dict[str, str], measure: str = "overdose_deaths") -> Ask:
    """A workspace with one series of twelve-month deaths."""
    return figures({(measure, "R12", ()): values})


def one(folder: Path, ask: Ask, **more: Any) -> dict[str, Any]:
    """The row of one invented claim about real series."""
    options = {name: more.pop(name) for name in ("sample", "then", "as_of") if name in more}
    return rows_of(catalog_with(folder, claim("A", **more)), ask, name="A", **options)["A"]


@pytest.mark.parametrize(
    ("word", "value", "verdict"),
    [
        ("stated", 110037, REPRODUCED),
        ("predicted", 110037, REPRODUCED),
        ("nearly", 112000, CONSISTENT),
        ("about", 108000, CONSISTENT),
        ("stated", 110000, CONSISTENT),  # rounded
        ("stated", 110500, CONSISTENT),  # within what CDC revises
        ("stated", 125000, CONTRADICTED),
        ("more than", 120000, CONTRADICTED),
        ("about", 90000, CONTRADICTED),
    ],
)
def test_data_decide_by_the_word(tmp_path: Path, word: str, value: int, verdict: str) -> None:
    """One series bears out some phrases and contradicts others; an exact word promises digits."""
    reading = {**DEATHS, "period": "2023-12"}
    row = one(tmp_path, deaths({"2023-12": "110037"}), value=value, unit="deaths", word=word, readings=[reading])
    assert row["verdict"] == verdict
    assert "110,037 deaths" in row["found"] and "2023-12" in row["reason"]


def test_an_office_against_its_own_file_is_a_disagreement(tmp_path: Path) -> None:
    """What CDC said and what CDC's file says are two official figures; nobody has misquoted anybody."""
    reading = {**DEATHS, "period": "2023-12"}
    row = one(tmp_path, deaths({"2023-12": "110037"}), value=125000, unit="deaths", issuer="CDC", readings=[reading])
    assert row["verdict"] == DISAGREE and "CDC itself" in row["reason"]


def test_a_file_of_the_day_reproduces_what_later_files_changed(tmp_path: Path) -> None:
    """A figure is judged by what was known when it was said, where the file of that day was kept."""
    reading = {**DEATHS, "period": "2023-12"}
    said: dict[str, Any] = {"value": 107543, "unit": "deaths", "word": "provisional", "readings": [reading]}
    newest, older = deaths({"2023-12": "110037"}), deaths({"2023-12": "107543"})
    asked: list[date] = []

    def then(day: date) -> Ask:
        asked.append(day)
        return older

    assert one(tmp_path, newest, **said)["verdict"] == CONSISTENT
    row = one(tmp_path, newest, then=then, **said)
    assert row["verdict"] == REPRODUCED and "received by 2024-03-01" in row["reason"] and "110,037" in row["reason"]
    assert asked == [date(2024, 3, 1)]


def test_a_series_that_was_not_revised_allows_for_no_revision(tmp_path: Path) -> None:
    """Where the file of the day has the same value as the newest, a near miss is a miss."""
    ask = deaths({"2023-12": "110037"})
    said: dict[str, Any] = {"value": 110500, "unit": "deaths", "readings": [{**DEATHS, "period": "2023-12"}]}
    assert one(tmp_path, ask, **said)["verdict"] == CONSISTENT
    assert one(tmp_path, ask, then=lambda day: ask, **said)["verdict"] == CONTRADICTED


def test_without_a_window_every_candidate_is_tried_and_named(tmp_path: Path) -> None:
    """An official who names no window may mean any that was out; the answer says which of them fit."""
    months = {"2023-01": "90000", "2023-02": "109800", "2023-03": "110700", "2023-04": "130000"}
    reading = {**DEATHS, "candidates": {"from": "2023-01", "to": "2023-04", "why": "these were out"}}
    said: dict[str, Any] = {"metric": {"revised": True}, "value": 110000, "unit": "deaths", "word": "nearing"}
    row = one(tmp_path, deaths(months), readings=[reading], **said)
    assert row["verdict"] == CONSISTENT
    assert "2 of the 4 windows tried (2023-02, 2023-03) fit" in row["reason"]
    assert "these were out" in row["checks"] and row["window"] == ""
    far = one(tmp_path, deaths({"2023-01": "90000"}), readings=[reading], **said)
    assert far["verdict"] == CONTRADICTED


def test_shares_and_changes_are_computed_from_two_series(tmp_path: Path) -> None:
    """A share is one measure of another for the same months; a change is of one measure over time."""
    ask = figures(
        {
            ("overdose_deaths", "R12", ()): {"2023-06": "111000", "2022-06": "100000"},
            ("synthetic_opioid_deaths", "R12", ()): {"2023-06": "77700"},
        }
    )
    share = {**DEATHS, "measure": "synthetic_opioid_deaths", "of": "overdose_deaths", "period": "2023-06"}
    row = one(tmp_path, ask, value=70, unit="percent", readings=[share])
    assert row["verdict"] == REPRODUCED and "70 %" in row["found"]
    change = {**DEATHS, "period": "2023-06", "against": "2022-06"}
    row = one(tmp_path, ask, value=11, unit="percent", readings=[change])
    assert row["verdict"] == REPRODUCED and "2023-06 against 2022-06" in row["found"]


def test_conditions_pick_one_value_of_a_dimension(tmp_path: Path) -> None:
    """What the field offices seized is one figure of several; the whole series is asked for once."""
    ask = figures(
        {
            ("fentanyl_seized_mass", "FY", (("agency", "OFO"),)): {"FY2022": "12493.058"},
            ("fentanyl_seized_mass", "FY", (("agency", "USBP"),)): {"FY2022": "2206.820"},
        }
    )
    reading = {**SEIZED, "where": {"agency": "OFO"}, "period": "FY2022"}
    row = one(tmp_path, ask, value=12493, unit="lb", readings=[reading])
    assert row["verdict"] == REPRODUCED and "12,493.058 lb" in row["found"]


def test_a_figure_is_never_compared_with_another_kind_of_number(tmp_path: Path) -> None:
    """Kilograms are not pounds, and a count is not a percentage: such a reading checks nothing."""
    ask = figures({("fentanyl_seized_mass", "FY", ()): {"FY2022": "100", "FY2021": "50"}})
    reading = {**SEIZED, "period": "FY2022"}
    assert one(tmp_path, ask, value=100, unit="kg", readings=[reading])["verdict"] == NOT_CHECKABLE
    change = {**reading, "against": "FY2021"}
    assert one(tmp_path, ask, value=100, unit="lb", readings=[change])["verdict"] == NOT_CHECKABLE
    assert one(tmp_path, ask, value=100, unit="percent", readings=[change])["verdict"] == REPRODUCED


def test_a_gap_in_a_span_is_no_value(tmp_path: Path) -> None:
    """A sum with a hole is too low, and says nothing about what was claimed."""
    months = {f"2022-{month:02}": "10" for month in range(1, 13)}
    reading = {**SEIZED, "freq": "M", "span": {"from": "2022-01", "to": "2022-12"}}

    def row(values: dict[str, str], compute: str, value: int) -> dict[str, Any]:
        ask = figures({("fentanyl_seized_mass", "M", ()): values})
        return one(tmp_path, ask, value=value, unit="lb", readings=[{**reading, "compute": compute}])

    assert row(months, "sum", 120)["verdict"] == REPRODUCED
    assert row(months, "mean", 10)["verdict"] == REPRODUCED
    holed = row({period: value for period, value in months.items() if period != "2022-07"}, "sum", 110)
    assert holed["verdict"] == NOT_CHECKABLE and "2022-07" in holed["reason"]


def test_a_period_that_is_covered_in_part_is_no_value(tmp_path: Path) -> None:
    """A fiscal year to date is not a fiscal year."""
    ask = figures({("fentanyl_seized_mass", "FY", ()): {"FY2026": "6725"}}, ("US FY2026: 7 of 12 months",))
    row = one(tmp_path, ask, value=6725, unit="lb", readings=[{**SEIZED, "period": "FY2026"}])
    assert row["verdict"] == NOT_CHECKABLE


def test_a_contradicted_figure_of_a_statement_is_named(tmp_path: Path) -> None:
    """A total may be right and a part of it wrong; then the statement is not right."""
    ask = deaths({"2023-12": "1000", "2022-12": "900"})
    part = {"id": "before", "what": "the year before", "value": 500, "unit": "deaths"}
    part["readings"] = [{**DEATHS, "period": "2022-12"}]
    said: dict[str, Any] = {"value": 1000, "unit": "deaths", "readings": [{**DEATHS, "period": "2023-12"}]}
    row = one(tmp_path, ask, **said, **{"with": [part]})
    assert row["verdict"] == CONTRADICTED
    assert row["reason"].startswith("The year before: contradicted.") and "The main figure: reproduced" in row["reason"]


def test_a_reading_that_does_not_decide_is_shown_only(tmp_path: Path) -> None:
    """Another year that would fit does not make a figure for this year right."""
    other = {**DEATHS, "period": "2022-12", "decides": False, "label": "the year before"}
    reading = {**DEATHS, "period": "2023-12"}
    row = one(tmp_path, deaths({"2022-12": "100"}), value=100, unit="deaths", readings=[reading, other])
    assert row["verdict"] == NOT_CHECKABLE and "the year before" in row["reason"] and "2023-12" in row["reason"]


def test_made_up_figures_never_check_a_real_claim(tmp_path: Path) -> None:
    """A sample world proves nothing about what an official said, and an invented claim proves nothing anywhere else."""
    ask = deaths({"2023-12": "100"})
    said: dict[str, Any] = {"value": 100, "unit": "deaths", "readings": [{**DEATHS, "period": "2023-12"}]}
    real, invented = one(tmp_path, ask, sample=True, **said), one(tmp_path, ask, **said)
    assert real["verdict"] == NOT_CHECKABLE and "made-up figures" in real["reason"]
    assert invented["verdict"] == REPRODUCED
    catalog = catalog_with(tmp_path, claim("A", **{**said, "sample": True}))
    assert rows_of(catalog, ask, sample=True)["A"]["verdict"] == REPRODUCED
    elsewhere = rows_of(catalog, ask)["A"]
    assert elsewhere["verdict"] == NOT_CHECKABLE and "invented claim" in elsewhere["reason"]


def test_claims_made_later_are_left_out_and_counted(tmp_path: Path) -> None:
    """As of a day, nobody had said what was said afterwards; a month counts from its end."""
    claims = [claim("A"), claim("B", said="2024-05"), claim("C", said=None, window=year(2024)), claim("D", said="2025")]
    catalog = catalog_with(tmp_path, *claims)
    kept = rows_of(catalog, as_of=date(2024, 5, 30))
    assert "A" in kept and not {"B", "C", "D"} & kept.keys()
    assert "B" in rows_of(catalog, as_of=date(2024, 5, 31))
    answer = judge(packaged(), nothing, date(2024, 2, 8), False)
    assert f"{165 - len(answer)} claims were made after 2024-02-08 and are left out." in answer.notes
    assert answer.title == "Claims as of 2024-02-08"


def test_a_weight_that_was_stated_later_is_not_used_before() -> None:
    """The fiscal 2023 weight was quoted in 2025, so it explains nothing as of 2024 where there are no data."""
    assert rows_of(packaged(), as_of=date(2024, 12, 31))["Q073"]["verdict"] == NOT_CHECKABLE
    assert rows_of(packaged(), as_of=date(2025, 12, 31))["Q073"]["verdict"] == CONSISTENT


def test_one_claim_can_be_asked_for() -> None:
    """A reader looks up one claim; a wrong id is answered with near ones."""
    answer = judge(packaged(), nothing, None, False, "Q073")
    assert [row[0] for row in answer] == ["Q073"]
    with pytest.raises(CatalogError, match="Q073"):
        judge(packaged(), nothing, None, False, "Q73")


def test_without_data_every_claim_has_a_verdict_and_a_reason() -> None:
    """An empty workspace says what it lacks, claim by claim, and checks what needs no data."""
    rows = without_data()
    assert len(rows) == len(packaged().claims) == 165
    for row in rows.values():
        assert tuple(row) == COLUMNS
        assert row["verdict"] in VERDICTS and row["reason"] and row["reason"].endswith((".", "?")), row["id"]
        assert all(value is None or isinstance(value, (str, int, date)) for value in row.values())
    assert "ingest a file first" in rows["Q002"]["reason"].lower()


def test_doses_from_stated_weights_need_no_data() -> None:
    """307,762,423 doses follow from the stated 1,357 lb to the dose, and 1.2 billion from the stated 27,023 lb."""
    old, new = without_data()["Q062"], without_data()["Q073"]
    assert old["verdict"] == REPRODUCED and old["rule"] == "pure_weight_2mg"
    assert "307,762,423 doses" in old["said"] and "= 307,762,423" in old["found"]
    assert "does not hold by purity_adjusted with 19.2 %" in old["flips"] and "59,090,385" in old["flips"]
    assert new["verdict"] == CONSISTENT and "27,023 lb" in new["found"] and "1.195 billion" in new["reason"]
    assert "pure_weight_2mg (6.129 billion)" in new["flips"] and new["rule"].endswith("19.5 % of fiscal year 2023")


def weight(rule: str, value: int, pounds: int, **more: Any) -> dict[str, Any]:
    """A number of doses with the weight that it was made of."""
    masses = [{"label": "the window", **year(2023), "stated": "with:weight"}]
    weights = [{"id": "weight", "what": "the weight", "value": pounds, "unit": "lb"}]
    return claim("A", value=value, unit="doses", doses={"rule": rule, "masses": masses}, **{"with": weights}, **more)


def test_doses_by_weight_are_contradicted_by_weight(tmp_path: Path) -> None:
    """1,000 lb make 226.8 million doses at most; 300 million cannot be had from them by any rule."""
    for rule in ("pure_weight_2mg", "purity_adjusted"):
        row = rows_of(catalog_with(tmp_path, weight(rule, 300_000_000, 1000)))["A"]
        assert row["verdict"] == CONTRADICTED, rule


def test_a_purity_explains_and_never_contradicts(tmp_path: Path) -> None:
    """The purity in use is not published, so another number than by the measured ones is not checkable."""
    row = rows_of(catalog_with(tmp_path, weight("purity_adjusted", 100_000_000, 1000)))["A"]
    assert row["verdict"] == NOT_CHECKABLE and "needs a purity of 44.1 %" in row["reason"]
    row = rows_of(catalog_with(tmp_path, weight("purity_adjusted", 43_500_000, 1000, word="about")))["A"]
    assert row["verdict"] == CONSISTENT and "19.2 % of calendar 2023" in row["rule"]
