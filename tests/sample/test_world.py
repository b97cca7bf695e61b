"""The sample world lands as it was planned: recognised, marked, and with exactly the faults that were planted."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from tests.samples import folder, ingested

import tercet
from tercet.errors import QuestionError
from tercet.sample import MARK, README, SampleFile, world, write

WORLD = world()
READ = [file for file in WORLD if not file.refused]
REFUSED = [file for file in WORLD if file.refused]


def named(file: SampleFile) -> str:
    """The name of a file, to call a test by."""
    return file.name


def test_every_country_and_kind_of_record_is_there() -> None:
    """Somebody who tries the demo meets a publisher of each of the three countries."""
    assert {file.source for file in READ} == {
        "us_cbp_drug_seizures",
        "us_cbp_amo_drug_seizures",
        "us_cbp_encounters",
        "us_cdc_vsrr",
        "us_atf_source_recovery",
        "us_dea_nflis_dqs",
        "mx_sesnsp_federal_crime",
        "mx_sesnsp_state_crime",
        "mx_mucd_drug_seizures",
        "ca_phac_substance_harms",
        "tercet_seizures",
    }


@pytest.mark.parametrize("file", WORLD, ids=named)
def test_every_file_says_that_it_is_made_up(file: SampleFile) -> None:
    """A file that is found alone on a disk still says what it is, in its name and in its last line."""
    assert file.name.startswith("SAMPLE_")
    assert file.content.decode("latin-1").splitlines()[-1] == MARK


@pytest.mark.parametrize("file", READ, ids=named)
def test_a_file_is_recognised_and_lands_as_large_as_expected(file: SampleFile) -> None:
    """The layouts and sizes are the publishers' own, so nobody has to say which source a sample file is of."""
    outcome = dict(ingested()[1])[file]
    assert outcome.error is None
    assert outcome.batch is not None
    assert outcome.batch.source == file.source
    assert outcome.batch.sample
    assert [warning for warning in outcome.batch.warnings if "put aside" not in warning] == []


@pytest.mark.parametrize("file", READ, ids=named)
def test_exactly_the_planted_faults_are_put_aside(file: SampleFile) -> None:
    """Every fault is found at its row and for its reason, and no good row is suspected."""
    planted = Counter({(fault.row, fault.reason): fault.observations for fault in file.faults})
    rejects = [row for row in ingested()[0].rejects().records() if row["file"] == file.name]
    assert Counter((row["row"], row["reasons"]) for row in rejects) == planted


@pytest.mark.parametrize("file", REFUSED, ids=named)
def test_a_file_that_cannot_be_read_honestly_is_refused_whole(file: SampleFile) -> None:
    """An unknown column and an error page change nothing; the message says what was found."""
    outcome = dict(ingested()[1])[file]
    assert outcome.batch is None
    expected = {"SAMPLE_refused_unknown_column.csv": r"Purity \(%\)", "SAMPLE_refused_error_page.csv": "web page"}
    with pytest.raises(tercet.errors.SourceError, match=expected[file.name]):
        raise outcome.error or AssertionError


def test_the_same_seed_gives_the_same_bytes() -> None:
    """Two people who try the demo see the same numbers, and can talk about them."""
    assert world(seed=7) == world(seed=7)


def test_another_seed_gives_another_world() -> None:
    """Only the two files that are refused anyway do not depend on the seed."""
    pairs = zip(WORLD, world(seed=2), strict=True)
    assert {one.name for one, other in pairs if one.content == other.content} == {file.name for file in REFUSED}


def test_the_scale_multiplies_amounts_and_rows_of_records() -> None:
    """A world of twice the size has twice as many recorded seizures, and about twice the weight in the others."""
    once, twice = ({file.name: file for file in world(scale=scale)} for scale in (1, 2))
    records = "SAMPLE_ca_seizures_2022_2026_04.csv"
    lines = [world[records].content.count(b"\n") for world in (once, twice)]
    assert lines[1] == pytest.approx(2 * lines[0], rel=0.02)
    weights = [fentanyl(world["SAMPLE_us_cbp_drug_seizures_fy23_fy26_dec.csv"])["2023"] for world in (once, twice)]
    assert weights[1] == pytest.approx(2 * weights[0], rel=0.001)


@pytest.mark.parametrize("scale", [0, -1, 1e9, float("nan")])
def test_a_scale_that_means_nothing_is_refused(scale: float) -> None:
    """Nothing, less than nothing, and more than a disk holds are no worlds."""
    with pytest.raises(QuestionError, match="--scale"):
        world(scale=scale)


def fentanyl(file: SampleFile) -> Counter[str]:
    """Pounds of fentanyl by fiscal year in a nationwide file; rows that hold a planted fault are left out."""
    lines = [line.split(",") for line in file.content.decode().splitlines()[1:-1]]
    pounds: Counter[str] = Counter()
    for cells in lines:
        if cells[6] == "Fentanyl" and cells[8].replace(".", "").isdigit():
            pounds[cells[0]] += float(cells[8])  # type: ignore[assignment]
    return pounds


def test_levels_look_familiar_and_equal_nobodys() -> None:
    """About 27,000 lb of fentanyl were published for fiscal year 2023: of that order, and not that number."""
    files = {file.name: file for file in WORLD}
    pounds = fentanyl(files["SAMPLE_us_cbp_drug_seizures_fy23_fy26_apr.csv"])["2023"]
    assert 24_000 < pounds < 30_000
    assert abs(pounds - 27_022.851) > 1


def test_the_newer_vintage_revises_the_year_to_date_only() -> None:
    """As with the publisher's own files: completed years stay, the current one is corrected up and down."""
    files = {file.name: file.content.decode().splitlines()[1:-1] for file in WORLD if "_fy23_fy26_" in file.name}
    december = files["SAMPLE_us_cbp_drug_seizures_fy23_fy26_dec.csv"]
    april = files["SAMPLE_us_cbp_drug_seizures_fy23_fy26_apr.csv"]
    assert [row for row in december if not row.startswith("2026")] == [
        row for row in april if not row.startswith("2026")
    ]
    newer = {row.rpartition(",")[0]: float(row.rpartition(",")[2]) for row in april if row.startswith("2026")}
    older = {row.rpartition(",")[0]: float(row.rpartition(",")[2]) for row in december if row.startswith("2026")}
    changes = [newer[key] - older[key] for key in older]
    assert any(change > 0 for change in changes)
    assert any(change < 0 for change in changes)
    assert sum(change != 0 for change in changes) < len(changes) / 5


def test_as_of_questions_see_the_older_vintage() -> None:
    """On 8 February 2026 nobody knew the file of May."""
    ws, _ = ingested()
    then, now = (
        ws.measure("fentanyl_seized_mass", "US", freq="M", from_="2025-10", to="2025-12", as_of=day)
        for day in ("2026-02-08", None)
    )
    assert len(then) == len(now) == 3
    assert [row["value"] for row in then.records()] != [row["value"] for row in now.records()]


def test_sample_files_stay_out_of_a_workspace_with_real_data(tmp_path: Path) -> None:
    """Made-up figures never meet real ones, whichever came first."""
    name = "SAMPLE_us_cbp_amo_drug_seizures_fy23_fy26_dec.csv"
    real = tmp_path / "real.csv"
    real.write_bytes((folder() / name).read_bytes().replace(MARK.encode() + b"\r\n", b""))
    ws = tercet.init(tmp_path / "ws")
    assert ws.ingest(real)[0].error is None
    refused = ws.ingest(folder() / "SAMPLE_us_cbp_encounters_fy21_fy24.csv")[0]
    assert "never meet" in str(refused.error)
    assert len(ws.batches()) == 1


def test_the_readme_lists_every_file_and_every_fault(tmp_path: Path) -> None:
    """A person can look up what was planted, and what must become of it."""
    files = write(tmp_path)
    text = (tmp_path / README).read_text("utf-8")
    assert text.startswith("SAMPLE")
    assert [path.name for path in files] == [file.name for file in WORLD]
    for file in WORLD:
        assert file.name in text
        for fault in file.faults:
            assert f"row {fault.row}: {fault.what} -> put aside as {fault.reason}" in text


def test_the_whole_world_is_a_few_megabytes() -> None:
    """The demo leaves room on a small disk."""
    assert sum(len(file.content) for file in WORLD) < 8_000_000
