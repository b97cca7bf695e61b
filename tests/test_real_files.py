"""The publishers' own files, read as they are, give the figures that the publishers and others have quoted."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

import tercet
from tercet.errors import QuestionError
from tercet.workspace import Workspace

pytestmark = pytest.mark.real

FILES = (
    ("cbp-drug-seizures/nationwide-drugs-fy19-fy22.csv", "2022-11-01"),
    ("cbp-drug-seizures/nationwide-drugs-fy20-fy23.csv", "2023-11-01"),
    ("cbp-drug-seizures/nationwide-drugs-fy23-fy26-dec.csv", "2026-01-20"),
    ("cbp-drug-seizures/nationwide-drugs-fy23-fy26-apr.csv", "2026-05-20"),
    ("cbp-drug-seizures/amo-drug-seizures-fy20-fy23.csv", "2023-11-01"),
    ("cbp-encounters/nationwide-encounters-fy21-fy24-state.csv", "2024-11-01"),
    ("cdc-vsrr/vsrr_2018-09.csv", "2019-04-30"),
    ("cdc-vsrr/vsrr_2025-02.parquet", "2025-07-17"),
    ("phac-substance-harms/SubstanceHarmsData_to2022-06_layoutB.csv", "2022-12-15"),
    ("phac-substance-harms/SubstanceHarmsData_to2025-09_layoutC.csv", "2026-03-25"),
    ("sesnsp-fuero-federal/Fuero_federal_2012-2026_abr2026.csv", "2026-06-01"),
    ("sesnsp-idefc/IDEFC_NM_jun22.csv", "2022-07-21"),
    ("dea-nflis/NFLIS_Drug_DQS_2026_03_03_13_26_55.csv", "2026-03-03"),
    ("atf-trace/final_source_recovery_by_state-cy_2010.xlsx", "2017-11-05"),
    ("atf-trace/final_source_recovery_by_state-cy_2013.xlsx", "2017-11-05"),
    ("atf-trace/final_source_recovery_by_state-cy_2017.xlsx", "2018-09-25"),
)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A workspace that holds one file of each publisher, with the days on which they came."""
    shared = Path(__file__).parents[2] / "shared" / "data"
    if not shared.is_dir():
        pytest.skip("the publishers' files are not here")
    workspace = tercet.init(tmp_path_factory.mktemp("real"))
    for name, received in FILES:
        (outcome,) = workspace.ingest(shared / name, received=received)
        assert outcome.error is None, outcome.error
        assert outcome.batch is not None
        assert outcome.batch.rejected == 0, name
    yield workspace


def value(workspace: Workspace, measure: str, area: str, period: str, **question: Any) -> Decimal:
    """The one figure that a question about one area and period gives."""
    (row,) = workspace.measure(measure, area, from_=period, to=period, **question).records()
    found = row["value"]
    assert isinstance(found, Decimal)
    return found


@pytest.mark.parametrize(
    ("year", "pounds"),
    [
        ("FY2019", "2803.597"),
        ("FY2020", "4791.061"),
        ("FY2021", "11201.324"),
        ("FY2022", "14699.879"),
        ("FY2023", "27022.851"),
        ("FY2025", "12027.278"),
    ],
)
def test_fentanyl_at_the_us_border_is_what_cbp_published(real: Workspace, year: str, pounds: str) -> None:
    """Pounds by fiscal year come back to the third decimal after their way through micrograms."""
    found = value(real, "fentanyl_seized_mass", "US", year, freq="FY", unit="lb")
    assert round(found, 3) == Decimal(pounds)


def test_air_and_marine_seizures_are_another_series(real: Workspace) -> None:
    """Agencies may count the same seizure, so the one is had by asking for it, and never added to the other."""
    where = {"agency": "AMO"}
    found = value(real, "fentanyl_seized_mass", "US", "FY2023", freq="FY", unit="lb", where=where)
    assert round(found) == 1453


@pytest.mark.parametrize(
    ("measure", "area", "period", "freq", "where", "figure"),
    [
        ("seizure_events", "US", "FY2023", "FY", {"substance": "fentanyl"}, 1351),
        ("overdose_deaths", "US", "2023-06", "R12", {}, 111466),
        ("overdose_deaths_predicted", "US", "2023-06", "R12", {}, 112952),
        ("synthetic_opioid_deaths", "US", "2023-06", "R12", {}, 77695),
        ("synthetic_opioid_deaths_predicted", "US", "2023-06", "R12", {}, 78700),
        ("opioid_toxicity_deaths", "CA", "2023", "A", {}, 8020),
        ("opioid_toxicity_deaths", "CA", "2024", "A", {}, 7313),
        ("drug_offence_case_files", "MX", "2025", "A", {}, 6644),
        ("drug_offence_case_files", "MX", "2021", "A", {"source": "mx_sesnsp_state_crime"}, 82271),
        ("migration_encounters", "US", "FY2023", "FY", {}, 3201144),
        ("traced_firearms", "US", "2010", "A", {}, 145604),
        ("traced_firearms", "US", "2017", "A", {}, 239175),
        ("lab_drug_reports", "US", "2023", "A", {"substance": "fentanyl"}, 178862),
    ],
)
def test_a_published_count_comes_back_exactly(
    real: Workspace, measure: str, area: str, period: str, freq: str, where: dict[str, str], figure: int
) -> None:
    """A figure that others have quoted is the first thing that an analyst looks up."""
    assert value(real, measure, area, period, freq=freq, where=where) == figure


def test_the_older_vintage_is_what_was_known_then(real: Workspace) -> None:
    """Deaths to September 2018 as they stood in April 2019, reported and predicted."""
    asked = {"freq": "R12", "as_of": "2020-01-01"}
    assert value(real, "overdose_deaths", "US", "2018-09", **asked) == 67152
    assert value(real, "overdose_deaths_predicted", "US", "2018-09", **asked) == 69894


def test_the_fiscal_year_to_date_grows_with_its_vintages(real: Workspace) -> None:
    """Between the files of January and May the older one answers, and says which file that was."""
    older = value(real, "fentanyl_seized_mass", "US", "FY2026", freq="FY", as_of="2026-03-01")
    newer = value(real, "fentanyl_seized_mass", "US", "FY2026", freq="FY")
    assert older < newer
    explained = str(real.explain("fentanyl_seized_mass", "US", "2025-12", as_of="2026-03-01"))
    assert "fy26-dec.csv" in explained
    assert "fy26-apr.csv" not in explained


def test_the_order_of_ingest_does_not_matter(shared_data: Path, tmp_path: Path) -> None:
    """Four overlapping files of one publisher give the same bytes in any order, and no month is counted twice."""
    files = [(name, received) for name, received in FILES if "nationwide-drugs" in name]
    seen = set()
    for number, order in enumerate(list(permutations(files))[::5]):
        workspace = tercet.init(tmp_path / str(number))
        for name, received in order:
            workspace.ingest(shared_data / name, received=received)
        seen.add(workspace.measure("seized_mass", by=("substance", "region")).to_csv())
    assert len(seen) == 1


def test_a_rolling_sum_is_not_taken_apart(real: Workspace) -> None:
    """A sum over twelve months does not say what one month was; a window that ends in December is a year."""
    with pytest.raises(QuestionError, match="rolling sum cannot be taken apart"):
        real.measure("overdose_deaths", freq="M")
    years = [row["period"] for row in real.measure("overdose_deaths", "US", freq="A").records()]
    assert years[0] == "2015"
    assert value(real, "overdose_deaths", "US", "2023", freq="A") == value(
        real, "overdose_deaths", "US", "2023-12", freq="R12"
    )


def test_two_counts_of_opioid_deaths_are_not_comparable(real: Workspace) -> None:
    """What counts, how the cause is decided and how sure it is differ; Mexico publishes no such series."""
    pairs = {(row["a"], row["b"]): row for row in real.compare("opioid_deaths").records()}
    canada = pairs["CA", "US"]
    assert canada["verdict"] == "not comparable"
    for word in ("coroner", "ICD-10", "provisional", "apparent"):
        assert word in canada["reasons"]
    assert "A" in canada["freq"]
    assert canada["window"] == "2016 to 2024"
    assert pairs["MX", "US"]["verdict"] == "not published"


def test_a_form_without_a_year_is_refused_with_its_reason(shared_data: Path, tmp_path: Path) -> None:
    """Rows that name no year cannot be placed in time, so the file is refused rather than guessed at."""
    workspace = tercet.init(tmp_path / "w")
    folder = shared_data / "phac-substance-harms"
    (outcome,) = workspace.ingest(folder / "SubstanceHarmsData_to2020-09_layoutA.csv")
    assert outcome.batch is None
    assert "no column that names the year" in str(outcome.error)
    assert len(workspace.batches()) == 0
