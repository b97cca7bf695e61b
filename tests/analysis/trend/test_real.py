"""The publisher's own file: the curve of overdose deaths flattened in 2023 and has fallen since."""

from __future__ import annotations

from pathlib import Path

import pytest

import tercet
from tercet.workspace import Workspace

pytestmark = pytest.mark.real
MONTHS = [f"{year}-{month:02}" for year in (2022, 2023, 2024) for month in range(1, 13)]


@pytest.fixture(scope="module")
def deaths(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with the deaths to February 2025."""
    workspace = tercet.init(tmp_path_factory.mktemp("deaths"))
    (outcome,) = workspace.ingest(shared_data / "cdc-vsrr" / "vsrr_2025-02.parquet", received="2025-07-17")
    assert outcome.error is None
    return workspace


def test_the_curve_was_flattening_to_september_2023(deaths: Workspace) -> None:
    """Three percent more in a year, after years of growth by a sixth and more."""
    (row,) = deaths.trend("overdose_deaths", "US", to="2023-09").records()
    assert row["verdict"] == "flattening"
    assert 0 < row["low"] < row["rate"] < row["high"] < 5
    assert row["reason"].startswith("Flattening: now +3")
    assert "ending 2015-09, 2016-09, 2017-09" in row["periods"]


def test_deaths_are_falling_with_all_that_is_known(deaths: Workspace) -> None:
    """A quarter fewer in a year, and the sentence says so."""
    (row,) = deaths.trend("overdose_deaths", "US").records()
    assert (row["verdict"], row["to"], row["close"]) == ("falling", "2025-02", "no")
    assert -30 < row["rate"] < -22
    assert row["reason"].startswith("Falling: -2")


def test_no_verdict_changes_from_month_to_month_without_saying_that_it_is_close(deaths: Workspace) -> None:
    """From May 2022 to May 2024 the verdict changes several times, each time announced on both sides."""
    found = [deaths.trend("overdose_deaths", "US", to=month).records()[0] for month in MONTHS[4:29]]
    changes = [(one, other) for one, other in zip(found, found[1:], strict=False) if one["verdict"] != other["verdict"]]
    assert len(changes) >= 3
    assert [(one["to"], one["close"], other["close"]) for one, other in changes] == [
        (one["to"], "yes", "yes") for one, _ in changes
    ]
