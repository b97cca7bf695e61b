"""Claims against the publishers' own files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from tests.analysis.claims.saying import claim

import tercet
from tercet.catalog.load import Catalog
from tercet.edition.words import words
from tercet.workspace import Workspace

FILES = (
    ("cdc-vsrr/vsrr_2018-09.csv", date(2019, 4, 24)),
    ("cdc-vsrr/vsrr_2025-02.parquet", date(2025, 7, 17)),
    ("cbp-drug-seizures/nationwide-drugs-fy19-fy22.csv", date(2022, 11, 1)),
    ("cbp-drug-seizures/nationwide-drugs-fy20-fy23.csv", date(2023, 11, 1)),
    ("cbp-drug-seizures/nationwide-drugs-fy23-fy26-apr.csv", date(2026, 5, 20)),
    ("cbp-encounters/nationwide-encounters-fy21-fy24-state.csv", date(2024, 11, 1)),
)


SAID = ("said", "by", "metric", "window", "found", "reason", "checks", "rule", "flips", "note")
# What CDC's page had in May 2019 for the twelve months to September 2018; the file of 2025 has 68,421.
SPOKEN = {
    "metric": {"id": "deaths", "name": "Deaths", "agency": "CDC", "revised": True},
    "value": 67152,
    "unit": "deaths",
    "said": "2019-05-01",
    "readings": [{"measure": "overdose_deaths", "area": "US", "freq": "R12", "period": "2018-09"}],
}


@pytest.fixture(scope="module")
def workspace(shared_data: Path) -> Iterator[Workspace]:
    """A workspace with the files that most claims are about."""
    with TemporaryDirectory(prefix="tercet-claims-") as folder:
        ws = tercet.init(Path(folder) / "ws")
        own = Path(folder) / "ws" / "catalog" / "claims"
        own.mkdir(parents=True)
        (own / "V.yml").write_text(yaml.safe_dump(claim("V", **SPOKEN)), "utf-8")
        for name, received in FILES:
            ws.ingest(shared_data / name, received=received)
        yield ws


@pytest.fixture(scope="module")
def rows(workspace: Workspace) -> dict[str, dict[str, Any]]:
    """Every claim by its id."""
    return {record["id"]: record for record in workspace.claims().records()}


@pytest.mark.parametrize("lang", ["es", "fr"])
def test_every_finding_is_said_in_every_language(rows: dict[str, dict[str, Any]], lang: str) -> None:
    """Whoever reads Spanish or French reads why a figure stands or falls, and not only that it does."""
    spoken = words(lang, Catalog.open())
    told = {row[name] for key, row in rows.items() if key != "V" for name in SAID if row[name]}
    assert {text for text in told if spoken.said(str(text)).lang != lang} == set()


@pytest.mark.parametrize("lang", ["es", "fr"])
def test_every_verdict_on_a_promise_is_said_in_every_language(workspace: Workspace, lang: str) -> None:
    """The parties read the same reason, each in its own language."""
    spoken, found = words(lang, Catalog.open()), workspace.commitments()
    told = {row[name] for row in found.records() for name in ("reason", "needed", "note") if row[name]} | {*found.notes}
    assert {text for text in told if spoken.said(text).lang != lang} == set()


def test_the_words_of_8_february_2024_fit_the_series(rows: dict[str, dict[str, Any]]) -> None:
    """Deaths were nearing 110,000 and about 70 percent of them synthetic, in every window that was out."""
    for name in ("Q002", "Q003"):
        assert rows[name]["verdict"] == "consistent with the wording"
        assert "9 of the 9 windows tried fit" in rows[name]["reason"]
    assert "111,466 deaths (the 12 months to 2023-06)" in rows["Q002"]["found"]
    assert "69.7 % (the 12 months to 2023-06)" in rows["Q003"]["found"]


@pytest.mark.parametrize("name", ["Q019", "Q064", "Q065", "Q066", "Q067", "Q068"])
def test_figures_with_all_their_digits_are_reproduced(rows: dict[str, dict[str, Any]], name: str) -> None:
    """What was copied from a publication is found in it, to the last digit."""
    assert rows[name]["verdict"] == "reproduced"


def test_all_deaths_and_not_only_by_synthetic_opioids(rows: dict[str, dict[str, Any]]) -> None:
    """216,294 is every overdose death of two years; those by synthetic opioids are 148,920 of them."""
    assert "216,294 deaths (2022 to 2023)" in rows["Q019"]["found"] and "148,920" in rows["Q019"]["found"]


@pytest.mark.parametrize("name", ["Q004", "Q005", "Q010", "Q013", "Q014", "Q018", "Q155", "Q156", "Q157"])
def test_another_vintage_is_not_a_contradiction(rows: dict[str, dict[str, Any]], name: str) -> None:
    """A figure of an earlier day lies within what its publisher revises; the reason says by how much."""
    assert rows[name]["verdict"] == "consistent with the wording"
    assert "No file of that day is here" in rows[name]["reason"]


def test_a_figure_is_found_in_the_file_of_its_day(rows: dict[str, dict[str, Any]]) -> None:
    """67,152 was right in 2019; the file that was kept shows it, whatever later files say."""
    row = rows["V"]
    assert row["verdict"] == "reproduced"
    assert "received by 2019-05-01 have 67,152" in row["reason"] and "68,421" in row["reason"]


def test_doses_of_fiscal_2023_are_explained_by_rule_and_purity(rows: dict[str, dict[str, Any]]) -> None:
    """1.2 billion are 27,023 lb at 19.5 %; by pure weight 6.13 billion, and for the calendar year 1.09."""
    row = rows["Q073"]
    assert row["verdict"] == "consistent with the wording" and "1.195 billion" in row["reason"]
    assert "6.129 billion" in row["flips"] and "1.09 billion" in row["found"]


def test_two_scopes_of_one_year_are_both_looked_up(rows: dict[str, dict[str, Any]]) -> None:
    """Fiscal 2022 is 14,700 lb with the Border Patrol and 12,493 lb without; 2,545 lb in 2019 is neither."""
    assert "12,493.059 lb" in rows["Q065"]["found"] and "14,699.879 lb" in rows["Q065"]["found"]
    assert rows["Q063"]["verdict"] == "two official figures disagree"


def test_as_of_the_day_of_the_statement_less_is_known(workspace: Workspace) -> None:
    """On 11 April 2023 the file of November 2022 was here, and nothing on deaths."""
    rows = {record["id"]: record for record in workspace.claims(as_of="2023-04-11").records()}
    assert rows["Q065"]["verdict"] == "reproduced" and "Q066" not in rows
    assert rows["Q001"]["verdict"] == "not checkable"
