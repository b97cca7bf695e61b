"""The publishers' own files, edition by edition: what was estimated then, against what is known now."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import tercet
from tercet.errors import QuestionError
from tercet.workspace import Workspace

# Newest first, and all on one day but the first two: neither matters, because editions are ordered by their reach.
FILES = (
    ("cdc-vsrr/vsrr_2018-09_nothousands.csv", "2019-04-24"),
    ("cdc-vsrr/vsrr_2018-03_altlayout.csv", "2018-10-15"),
    ("cdc-vsrr/vsrr_2026-01_T404only.csv", "2026-07-01"),
    ("cdc-vsrr/vsrr_2025-02.parquet", "2026-07-01"),
    ("cdc-vsrr/vsrr_2019-02.csv", "2026-07-01"),
    ("cdc-vsrr/vsrr_2018-09.csv", "2026-07-01"),
    ("cdc-vsrr/vsrr_2017-07.xlsx", "2026-07-01"),
    ("cdc-vsrr/vsrr_2017-05.csv", "2026-07-01"),
    ("phac-substance-harms/SubstanceHarmsData_to2022-06_layoutB.csv", "2022-12-15"),
    ("phac-substance-harms/SubstanceHarmsData_to2025-09_layoutC.csv", "2026-03-25"),
)


@pytest.fixture(scope="module")
def real(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A workspace with the vintages of two publishers."""
    ws = tercet.init(tmp_path_factory.mktemp("vintages") / "ws")
    for name, received in FILES:
        ws.ingest(shared_data / name, received=received)
    yield ws


def row(answer: Any, **where: Any) -> dict[str, Any]:
    """The one row of an answer with these values."""
    [found] = [row for row in answer.records() if all(row[name] == value for name, value in where.items())]
    return dict(found)


@pytest.mark.parametrize("measure", ["overdose_deaths", "synthetic_opioid_deaths"])
def test_estimates_are_nearer_than_the_reported_count_and_the_publishers_prediction(
    real: Workspace, measure: str
) -> None:
    """Deaths by overdose are short at first, and the prediction allows for records that stay pending for good."""
    answer = real.nowcast(measure, ["US"], score=True)
    for area in ("US", "median"):
        found = row(answer, area=area, vintage="all")
        assert found["nowcast_error"] < found["reported_error"] < found["predicted_error"]
        assert 80 <= found["coverage"] <= 97
    scored = [one for one in answer.records() if one["area"] == "US" and one["vintage"] != "all"]
    assert [one["vintage"] for one in scored][:5] == ["2017-05", "2017-07", "2018-03", "2018-09", "2019-02"]
    held_out = [one for one in scored if one["vintage"] in {"2018-09", "2019-02", "2025-02"} and one["periods"]]
    assert len(held_out) >= 2
    assert all(one["nowcast_error"] < one["reported_error"] for one in held_out)


def test_the_past_is_estimated_from_what_was_there(real: Workspace) -> None:
    """In October 2018 there was one file, with a prediction; the official count became 69,364."""
    answer = real.nowcast("overdose_deaths", ["US", "US-NY", "US-WY"], as_of="2018-12-31")
    last = row(answer, area="US", period="2018-03")
    assert (last["reported"], last["predicted"], last["status"]) == (68690, 71073, "E")
    assert last["reported"] < last["estimate"] < last["predicted"]
    assert last["low"] <= 69364 <= last["high"]
    assert row(answer, area="US-NY", period="2018-03")["reported"] == 3793


def test_canada_is_estimated_by_the_ages_of_its_figures(real: Workspace) -> None:
    """Two editions, no prediction: quarters are revised down as well as up, and little is claimed."""
    answer = real.nowcast("opioid_toxicity_deaths", ["CA"])
    assert [one["period"] for one in answer.records()] == ["2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3"]
    assert {one["method"] for one in answer.records()} == {"chain ladder, 1 earlier file"}
    assert all(one["low"] < one["estimate"] < one["high"] for one in answer.records())
    with pytest.raises(QuestionError, match="one file only"):
        real.nowcast("opioid_toxicity_deaths", ["CA"], as_of="2023-01-01")
