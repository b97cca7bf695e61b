"""From a workspace to an edition: the same files give the same page, whoever builds it and whenever."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from tests.samples import folder, ingested

import tercet
from tercet.build import build
from tercet.edition.content import Content, Wanted
from tercet.edition.front import front
from tercet.errors import CatalogError, LedgerError, TermsError
from tercet.gather import gather, seen
from tercet.gather.headlines import Views, headline
from tercet.workspace import Workspace

SOME = ("SAMPLE_us_cdc_vsrr_to_2025_11.csv", "SAMPLE_us_dea_nflis_dqs_2026_03_03.csv")


@pytest.fixture(scope="module")
def gathered() -> Content:
    """What an edition of the sample world says."""
    ws, _ = ingested()
    return gather(Wanted("internal"), ws.ledger, ws.catalog)


def small(path: Path, names: tuple[str, ...]) -> Workspace:
    """A workspace with some sample files, in this order."""
    ws = tercet.init(path)
    for name in names:
        assert ws.ingest(folder() / name, received="2026-04-15")[0].error is None
    return ws


def test_every_headline_speaks_about_every_country(gathered: Content) -> None:
    """A country has a series or a reason why it has none."""
    for one in gathered.headlines:
        assert {found.area for found in one.series} | {found.area for found in one.absent} == {"US", "MX", "CA"}
        assert all(found.reason for found in one.absent)
    assert [len(one.series) for one in gathered.headlines] == [3, 2, 1, 1, 1, 1, 1]


def test_the_numbers_are_those_of_the_question(gathered: Content) -> None:
    """The page says what `tercet measure` says."""
    fentanyl = gathered.headlines[0]
    asked = ingested()[0].measure("fentanyl_seized_mass", "US", freq="R12")
    assert fentanyl.series[0].answer.rows == asked.rows


def test_the_latest_number_names_the_files_behind_it(gathered: Content) -> None:
    """Two vintages overlap; only the newer one is behind the number."""
    behind = gathered.headlines[0].series[0].behind
    assert behind.files == ("SAMPLE_us_cbp_drug_seizures_fy23_fy26_apr.csv",)
    assert behind.rows


def test_the_as_of_day_is_the_day_of_the_newest_file(gathered: Content) -> None:
    """No clock: a page that is built next year is the same page."""
    assert gathered.as_of == date(2026, 5, 20)


def test_everything_put_aside_is_counted(gathered: Content) -> None:
    """The rows on the page are those that the batches say were put aside."""
    batches = ingested()[0].batches().records()
    assert sum(one.rows for one in gathered.put_aside) == sum(row["rejected"] + row["repeated"] for row in batches)
    aside = sum((file.rejected or 0) + (file.repeated or 0) for file in gathered.files)
    assert aside == sum(one.rows for one in gathered.put_aside)


def test_an_earlier_day_shows_what_was_known_then() -> None:
    """As of 8 February 2026 the files of May are not there, and neither are their numbers."""
    ws, _ = ingested()
    then = gather(Wanted("internal", as_of=date(2026, 2, 8)), ws.ledger, ws.catalog)
    assert then.as_of == date(2026, 2, 8)
    assert {file.name for file in then.files} == {
        "SAMPLE_us_cbp_drug_seizures_fy19_fy22.csv",
        "SAMPLE_us_cbp_drug_seizures_fy23_fy26_dec.csv",
        "SAMPLE_us_cbp_amo_drug_seizures_fy23_fy26_dec.csv",
        "SAMPLE_us_cbp_encounters_fy21_fy24.csv",
        "SAMPLE_us_cdc_vsrr_to_2024_05.csv",
        "SAMPLE_us_cdc_vsrr_to_2024_09.csv",
        "SAMPLE_us_atf_source_recovery_2014_2020.csv",
        "SAMPLE_mx_mucd_drug_seizures_2015_2022.csv",
    }
    assert then.headlines[0].series[0].answer.records()[-1]["period"] == "2025-12"
    assert {one.file for one in then.put_aside} <= {file.name for file in then.files}


def test_an_audience_sees_only_what_was_released_to_it(gathered: Content) -> None:
    """Records that stay in the house are in no number of a public page."""
    ws, _ = ingested()
    views = Views(seen(Wanted("public"), ws.ledger, ws.catalog), None)
    public = headline(views, front().headlines[0], ("CA", "US"), ws.catalog)
    ours, theirs = (next(one for one in found.series if one.area == "CA") for found in (gathered.headlines[0], public))
    assert ours.behind.rows and theirs.behind.rows and ours.behind.rows > theirs.behind.rows


def test_the_same_files_give_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    """Two people with the same files have the same page."""
    made = []
    for at, names in enumerate((SOME, SOME[::-1])):
        ws = small(tmp_path / f"ws{at}", names)
        folder = tmp_path / f"edition{at}"
        written = build(folder, Wanted("internal", langs=("en", "fr")), ws.ledger, ws.catalog)
        assert [path.name for path in written[:2]] == ["index.html", "index.fr.html"]
        made.append({str(path.relative_to(folder)): path.read_bytes() for path in written})
        assert {path for path in folder.rglob("*") if path.is_file()} == set(written)
    assert made[0] == made[1]
    assert [name for name, page in made[0].items() if b"SAMPLE" not in page] == ["script.js"]


def test_the_manifest_names_every_file_that_went_in_and_came_out(tmp_path: Path) -> None:
    """Whoever holds an edition can prove what it was made of and that nothing in it was changed."""
    ws = small(tmp_path / "ws", SOME)
    written = build(tmp_path / "edition", Wanted("internal"), ws.ledger, ws.catalog)
    found = json.loads((tmp_path / "edition" / "manifest.json").read_text("utf-8"))
    came_out = {one["path"]: (one["sha256"], one["bytes"]) for one in found["outputs"]}
    assert came_out == {
        str(path.relative_to(tmp_path / "edition")): (sha256(path.read_bytes()).hexdigest(), path.stat().st_size)
        for path in written
        if path.name != "manifest.json"
    }
    went_in = {one["file"]: one["sha256"] for one in found["inputs"]}
    assert went_in == {name: sha256((folder() / name).read_bytes()).hexdigest() for name in SOME}
    assert (found["sample"], found["audience"], found["as_of"]) == (True, "internal", "2026-04-15")


def test_verdicts_are_those_of_the_day_of_the_edition(gathered: Content) -> None:
    """The pages say what the verbs say on that day, and the same edition next year says it still."""
    ws, _ = ingested()
    assert gathered.commitments.rows == ws.commitments(as_of=gathered.as_of).rows
    assert gathered.claims.rows == ws.claims(as_of=gathered.as_of).rows
    deaths = next(one for one in gathered.headlines if one.measure.id == "overdose_deaths")
    assert deaths.series[0].trend == ws.trend("overdose_deaths", "US", as_of=gathered.as_of).records()[0]


def test_an_empty_workspace_has_no_edition(tmp_path: Path) -> None:
    """A page without a number would look like a page of zeros."""
    ws = tercet.init(tmp_path / "ws")
    with pytest.raises(LedgerError, match="no file has come in"):
        build(tmp_path / "page", Wanted("internal"), ws.ledger, ws.catalog)
    assert not (tmp_path / "page").exists()


@pytest.mark.parametrize(
    ("wanted", "error"), [(Wanted("nobody"), TermsError), (Wanted("internal", langs=("xx",)), CatalogError)]
)
def test_an_unknown_audience_or_language_makes_no_page(tmp_path: Path, wanted: Wanted, error: type[Exception]) -> None:
    """Nothing is written for somebody who is not known, or in a language that is not written."""
    ws, _ = ingested()
    with pytest.raises(error):
        build(tmp_path / "page", wanted, ws.ledger, ws.catalog)
    assert not (tmp_path / "page").exists()
