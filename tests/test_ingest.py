"""In: from a publisher's file to records that can be asked for, and what is said of each file."""

from __future__ import annotations

import gzip
import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from tests.world import Row, csv_file, described, workspace

from tercet import ingest
from tercet.errors import CatalogError, LedgerError, SourceError, TercetError
from tercet.ingest import ingesting
from tercet.version import __version__
from tercet.workspace import Workspace

ROWS = [("2024-03-05", "cocaine", "1"), ("2024-03-06", "moon dust", "2"), ("2024-03-07", "heroin", "3")]


@pytest.fixture
def own(tmp_path: Path) -> Workspace:
    """A workspace that knows one partner."""
    return workspace(tmp_path / "ws", described())


def records(own: Workspace, **more: date) -> list[Row]:
    """The records that own staff see."""
    view = own.ledger.view(own.catalog, "internal", use="records", **more)
    return list(own.ledger.engine.arrow(view.records("seizure", "partner")).to_pylist())


def test_a_file_becomes_a_batch_of_records(own: Workspace, tmp_path: Path) -> None:
    """What came in, when, from whom and how it was read stands with the batch; every row says where it came from."""
    before = datetime.now(UTC)
    (outcome,) = own.ingest(csv_file(tmp_path / "march.csv", ROWS), received="2024-06-01")
    batch = outcome.batch
    assert outcome.new and outcome.error is None and batch is not None
    assert (batch.source, batch.layout, batch.kind, batch.file) == ("partner", "main", "seizure", "march.csv")
    assert (batch.rows_in, batch.accepted, batch.rejected, batch.repeated, batch.file_rows) == (3, 2, 1, 0, 3)
    assert (batch.received, batch.terms, batch.sample, batch.supersedes) == (date(2024, 6, 1), "public", False, None)
    assert batch.code_version == __version__ and before <= batch.landed <= datetime.now(UTC)
    assert [(row["row"], row["source"], row["batch"]) for row in records(own)] == [
        (2, "partner", batch.id),
        (4, "partner", batch.id),
    ]


def test_a_file_without_a_day_came_today(own: Workspace, tmp_path: Path) -> None:
    """Unless somebody says otherwise, a file came on the day on which it is ingested."""
    (outcome,) = own.ingest(csv_file(tmp_path / "march.csv", ROWS))
    assert outcome.batch is not None
    assert abs(outcome.batch.received - datetime.now(UTC).date()) <= timedelta(days=1)


def test_a_file_is_recognised_by_its_header(tmp_path: Path) -> None:
    """Nobody has to say whose file it is: the columns do, whatever the file is called."""
    columns = {"fecha": "date", "droga": "substance", "kilos": "quantity"}
    own = workspace(tmp_path / "ws", described(), described("otro", columns, area="MX"))
    outcomes = own.ingest(csv_file(tmp_path / "a.csv", ROWS), csv_file(tmp_path / "b.csv", ROWS, tuple(columns)))
    assert [outcome.batch.source for outcome in outcomes if outcome.batch] == ["partner", "otro"]


def test_a_file_that_could_be_of_two_sources_is_not_guessed(tmp_path: Path) -> None:
    """Two sources with one header are told apart by a person, who is asked with both names."""
    own = workspace(tmp_path / "ws", described("one"), described("two"))
    file = csv_file(tmp_path / "a.csv", ROWS)
    (outcome,) = own.ingest(file)
    assert isinstance(outcome.error, SourceError) and outcome.batch is None
    assert "one, two" in str(outcome.error) and "--source" in str(outcome.error)
    (outcome,) = own.ingest(file, source="two")
    assert outcome.batch is not None and outcome.batch.source == "two"


def test_a_refused_file_does_not_stop_the_next(own: Workspace, tmp_path: Path) -> None:
    """Each file has its outcome, in order; whoever ingests a folder gets all that is good in it."""
    good, bad = csv_file(tmp_path / "good.csv", ROWS), csv_file(tmp_path / "bad.csv", ROWS, ("a", "b", "c"))
    seen: list[Path] = []
    outcomes = own.ingest(bad, good, tmp_path / "none.csv", on_outcome=lambda outcome: seen.append(outcome.file))
    assert (
        [outcome.file.name for outcome in outcomes]
        == ["bad.csv", "good.csv", "none.csv"]
        == [path.name for path in seen]
    )
    assert [outcome.new for outcome in outcomes] == [False, True, False]
    assert all(isinstance(outcome.error, SourceError) for outcome in (outcomes[0], outcomes[2]))


def test_an_unknown_source_is_said_with_the_nearest(own: Workspace, tmp_path: Path) -> None:
    """A slip in --source is answered with the source that was meant."""
    (outcome,) = own.ingest(csv_file(tmp_path / "a.csv", ROWS), source="partnr")
    assert isinstance(outcome.error, CatalogError) and "partner" in str(outcome.error)


def test_a_descriptor_that_asks_for_what_is_not_there_is_said(tmp_path: Path) -> None:
    """A period rule without its column is the descriptor's fault, and the file is not blamed for it."""
    own = workspace(tmp_path / "ws", described(period={"year": "year"}))
    (outcome,) = own.ingest(csv_file(tmp_path / "a.csv", ROWS))
    assert isinstance(outcome.error, CatalogError) and "sources partner" in str(outcome.error)


def test_a_compressed_file_is_the_same_records(own: Workspace, tmp_path: Path) -> None:
    """gzip is a wrapping: the records are those of the file inside, row for row."""
    plain = csv_file(tmp_path / "a.csv", ROWS)
    packed = tmp_path / "a.csv.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    own.ingest(plain, received="2024-06-01")
    before = [{**row, "batch": None} for row in records(own)]
    own.ingest(packed, received="2024-07-01")
    assert [{**row, "batch": None} for row in records(own)] == before
    assert len(own.ledger.batches()) == 2


def test_labels_that_first_come_late_in_a_large_file_are_known(own: Workspace, tmp_path: Path) -> None:
    """A drug or a day that first appears after hundreds of thousands of rows is read like any other."""
    many = [("2024-03-05", "cocaine", "1")] * 250_000
    late = [("2024-12-31", "Héroïne", "2"), ("2024-12-30", "moon dust", "3"), ("2024-02-30", "heroin", "4")]
    (outcome,) = own.ingest(csv_file(tmp_path / "large.csv", [*many, *late]))
    batch = outcome.batch
    assert batch is not None and (batch.accepted, batch.rejected) == (250_001, 2)
    assert [(row["row"], row["substance"]) for row in records(own) if row["substance"] != "cocaine"] == [
        (250_002, "heroin")
    ]
    assert [(row["row"], row["reasons"]) for row in own.rejects().records()] == [
        (250_003, "unknown_substance"),
        (250_004, "bad_date"),
    ]


def test_a_file_that_changes_while_it_is_read_is_not_mixed_up(own: Workspace, tmp_path: Path) -> None:
    """A file that was overwritten in place is another file, even where its size and name are the same."""
    path = csv_file(tmp_path / "a.csv", [("2024-03-05", "cocaine", "1")])
    stamp = path.stat()
    own.ingest(path, received="2024-06-01")
    csv_file(path, [("2024-03-05", "cocaine", "2")])
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    (outcome,) = own.ingest(path, received="2024-07-01")
    assert outcome.new
    assert [row["mass"] for row in records(own)] == [2 * 10**9]


def test_a_large_file_that_is_known_is_not_read_again(
    own: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large file is known by name, size and time of change; if one of them differs its bytes are looked at."""
    monkeypatch.setattr(ingest, "LARGE", 10)
    path = csv_file(tmp_path / "a.csv", ROWS)
    os.utime(path, (path.stat().st_atime, path.stat().st_mtime - 3600))
    own.ingest(path)
    known = own.ledger.batches()
    assert ingest.sha256(path, known) == known[0].sha256
    csv_file(path, [("2024-03-05", "cocaine", "9"), *ROWS[1:]])
    assert ingest.sha256(path, known) != known[0].sha256


def test_what_is_put_aside_is_listed_with_words(own: Workspace, tmp_path: Path) -> None:
    """The list of rejects names file, row, reason, the publisher's text and what was probably meant."""
    own.ingest(csv_file(tmp_path / "a.csv", [*ROWS, ("2024-02-30", "fentanyll", "x")]))
    first, second = own.rejects().records()
    assert (first["file"], first["row"], first["outcome"], first["reasons"]) == (
        "a.csv",
        3,
        "rejected",
        "unknown_substance",
    )
    assert second["reasons"] == "unknown_substance, bad_date, bad_number"
    assert "'fentanyll' is not known (nearest: fentanyl" in second["message"]
    assert (
        "'2024-02-30' is not a date of the calendar" in second["message"] and "'x' is not a number" in second["message"]
    )


def test_a_batch_that_does_not_exist_has_no_rejects(own: Workspace, tmp_path: Path) -> None:
    """Asking for the rejects of an unknown batch is an error, not an empty list."""
    own.ingest(csv_file(tmp_path / "a.csv", ROWS))
    with pytest.raises(LedgerError, match="no batch 'ffff'"):
        own.rejects("ffff")


def test_each_file_is_done_before_the_next_begins(own: Workspace, tmp_path: Path) -> None:
    """Whoever stops in the middle of a folder keeps what was done so far."""
    files = [csv_file(tmp_path / f"{name}.csv", [(f"2024-0{name}-05", "cocaine", "1")]) for name in (1, 2, 3)]
    work = ingesting(files, own.ledger, own.catalog)
    assert next(work).new and next(work).new
    work.close()  # type: ignore[attr-defined]
    assert [batch.file for batch in own.ledger.batches()] == ["1.csv", "2.csv"]


@pytest.mark.parametrize(
    "name", ["with space.csv", "quote'd.csv", "br[ack]et*.csv", "ñandú.csv", "semi;colon.csv", "-dash.csv"]
)
def test_a_file_may_have_any_name(own: Workspace, tmp_path: Path, name: str) -> None:
    """Publishers name files as they like; a bracket or a quote in a name reads no other file and breaks nothing."""
    csv_file(tmp_path / "brack.csv", [("2024-01-01", "heroin", "7")])
    (outcome,) = own.ingest(csv_file(tmp_path / name, ROWS))
    assert outcome.batch is not None and outcome.batch.file == name
    assert sorted(row["mass"] // 10**9 for row in records(own)) == [1, 3]


def test_a_workspace_may_stand_in_a_folder_of_any_name(tmp_path: Path) -> None:
    """A folder with a space, an accent or a quote in its name holds a ledger like any other."""
    for name in ("with space", "José's data", "a=b & c", "#1"):
        own = workspace(tmp_path / name, described())
        (outcome,) = own.ingest(csv_file(tmp_path / "a.csv", ROWS))
        assert outcome.error is None, f"{name}: {outcome.error}"
        assert len(records(own)) == 2
        (again,) = own.ingest(csv_file(tmp_path / "b.csv", ROWS[:1]))
        assert again.new


def test_nothing_that_a_file_holds_is_an_error_without_words(own: Workspace, tmp_path: Path) -> None:
    """Whatever is wrong with a file, what is raised is one of ours."""
    for number, content in enumerate(
        (b"", b"\xff" * 100, b"day,drug,amount\n" + b'"' * 99, b"PAR1" + b"\0" * 99 + b"PAR1")
    ):
        path = tmp_path / f"{number}.csv"
        path.write_bytes(content)
        (outcome,) = own.ingest(path)
        assert isinstance(outcome.error, TercetError) and str(path) in str(outcome.error)
    assert own.ledger.batches() == ()
