"""Two ingests at once: both land, or one finds that the other was first; sample and real data never meet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.cli.shell import ended, expected, made, many_rows, parquet_files, start, tercet, totals
from tests.world import HEADER, catalog, csv_file, described, opened, seen, source

from tercet import ingest
from tercet.errors import LedgerError
from tercet.harmonise import steps

ROWS = 60_000


def test_two_files_at_once_both_land(tmp_path: Path) -> None:
    """Two colleagues who ingest at the same moment, the first ever into this workspace, both find their file kept."""
    made(tmp_path)
    files = [many_rows(tmp_path / f"{name}.csv", name, ROWS) for name in ("a", "b", "c", "d")]
    running = [start("ingest", file, "-w", tmp_path, "--format", "json") for file in files]
    done = [ended(process) for process in running]
    assert [ran.code for ran in done] == [0] * 4, [ran.err for ran in done]
    assert [ran.answer[0]["outcome"] for ran in done] == ["kept"] * 4
    assert list(totals(tmp_path).values()) == [expected(ROWS)] * 4
    assert len(parquet_files(tmp_path)) == 8


def test_the_same_file_twice_at_once_lands_once(tmp_path: Path) -> None:
    """Two colleagues who ingest the same file at the same moment: it is kept once, and both are told the truth."""
    made(tmp_path)
    file = many_rows(tmp_path / "a.csv", rows=ROWS)
    done = [ended(process) for process in [start("ingest", file, "-w", tmp_path, "--format", "json") for _ in range(3)]]
    assert [ran.code for ran in done] == [0] * 3, [ran.err for ran in done]
    said = sorted(ran.answer[0]["outcome"].split()[0] for ran in done)
    assert said == ["kept", "known", "known"]
    assert len({ran.answer[0]["batch"] for ran in done}) == 1
    assert list(totals(tmp_path).values()) == [expected(ROWS)]
    assert len(parquet_files(tmp_path)) == 2


def test_ingests_at_once_sweep_what_a_dead_one_left(tmp_path: Path) -> None:
    """Two ingests that both find the remains of a third clear them away without getting in each other's way."""
    made(tmp_path)
    assert tercet("ingest", many_rows(tmp_path / "first.csv", "first", 40), "-w", tmp_path).code == 0
    for number in range(5):
        dead = tmp_path / "ledger" / "seizure" / "source=partner" / f"batch={number:016}"
        dead.mkdir(parents=True)
        (dead / "part-1.parquet").write_bytes(b"PAR1 half")
    files = [many_rows(tmp_path / f"{name}.csv", name, 40) for name in ("a", "b", "c")]
    done = [ended(process) for process in [start("ingest", file, "-w", tmp_path) for file in files]]
    assert [ran.code for ran in done] == [0] * 3, [ran.err for ran in done]
    assert len(totals(tmp_path)) == 4
    assert len(parquet_files(tmp_path)) == 8


def test_questions_during_an_ingest_see_what_was_there_before(tmp_path: Path) -> None:
    """Whoever asks while a file is being read gets an answer, and never half a file."""
    made(tmp_path)
    assert tercet("ingest", many_rows(tmp_path / "a.csv", "a", ROWS), "-w", tmp_path).code == 0
    process = start("ingest", many_rows(tmp_path / "b.csv", "b", ROWS * 3), "-w", tmp_path)
    looked = 0
    while process.poll() is None:
        found = list(totals(tmp_path).values())
        assert found in ([expected(ROWS)], [expected(ROWS), expected(ROWS * 3)])
        looked += 1
    assert ended(process).code == 0
    assert looked > 1
    assert len(totals(tmp_path)) == 2


@pytest.mark.parametrize("sample_first", [True, False])
def test_sample_and_real_data_never_meet(tmp_path: Path, sample_first: bool) -> None:
    """Made-up figures beside real ones would sooner or later be quoted, so the second kind is refused."""
    made(tmp_path, described("tryout", sample=True))
    files = [(tmp_path / "real.csv", "partner"), (tmp_path / "sample.csv", "tryout")]
    csv_file(files[0][0], [("1", "2024-03-05", "cocaine", "1")], ("id", *HEADER))
    csv_file(files[1][0], [("2024-03-05", "cocaine", "1")])
    (first, first_source), (second, second_source) = reversed(files) if sample_first else files
    assert tercet("ingest", first, "--source", first_source, "-w", tmp_path).code == 0
    ran = tercet("ingest", second, "--source", second_source, "-w", tmp_path)
    assert ran.code == 1 and ran.out == ""
    mine, other = ("real", "sample") if sample_first else ("sample", "real")
    assert f"{second} holds {mine} data, and this workspace holds {other} data" in ran.err
    assert "tercet init" in ran.err and "Traceback" not in ran.err
    assert [row["source"] for row in tercet("batches", "-w", tmp_path, "--format", "json").answer] == [first_source]


def test_a_file_that_is_marked_as_sample_is_sample(tmp_path: Path) -> None:
    """A made-up file in a publisher's real layout says so in its last line, and is refused beside real data."""
    made(tmp_path)
    row = "1,2024-03-05,cocaine,1\n"
    (tmp_path / "real.csv").write_text(f"id,day,drug,amount\n{row}", "utf-8")
    (tmp_path / "tryout.csv").write_text(f"id,day,drug,amount\n{row}# SAMPLE: made-up data\n", "utf-8")
    assert tercet("ingest", tmp_path / "tryout.csv", "-w", tmp_path).code == 0
    ran = tercet("ingest", tmp_path / "real.csv", "-w", tmp_path)
    assert ran.code == 1 and "real data" in ran.err


def test_sample_and_real_data_do_not_meet_by_coming_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An ingest of sample data that began before real data landed is refused as well."""
    ledger, other = opened(tmp_path), opened(tmp_path)
    real, sample = source("real"), source("tryout", sample=True)
    plain = steps.harmonise
    begun: list[bool] = []

    def slow(*arguments: Any, **named: Any) -> Any:
        if not begun:
            begun.append(True)
            path = csv_file(tmp_path / "real.csv", [("2024-03-05", "cocaine", "1")])
            ingest.ingest(path, other, catalog(real), "real")
        return plain(*arguments, **named)

    monkeypatch.setattr(steps, "harmonise", slow)
    path = csv_file(tmp_path / "tryout.csv", [("2024-03-05", "cocaine", "2")])
    with pytest.raises(LedgerError, match="They never meet in one workspace"):
        ingest.ingest(path, ledger, catalog(sample), "tryout")
    assert [batch.source for batch in ledger.batches()] == ["real"]
    assert seen(ledger, sample) == []
