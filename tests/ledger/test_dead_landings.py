"""A landing that died leaves nothing that anyone sees, and the next landing clears it away."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from deltalake import DeltaTable
from tests.world import land, opened, seen, source

from tercet.ledger.batch import Batch
from tercet.ledger.land import Landing
from tercet.ledger.ledger import Ledger
from tercet.ledger.lock import held
from tercet.ledger.store import Store

ONE = source()
OLD = [("2024-02-05", "cocaine", "1")]
DEAD = [("2024-03-05", "cocaine", "2"), ("2024-03-06", "moon dust", "3")]
NEW = [("2024-04-05", "cocaine", "4")]
HOLD = """
import sys; from pathlib import Path; from tercet.ledger.lock import held
with held(Path(sys.argv[1])):
    print("held", flush=True)
    input()
"""


class Died(BaseException):
    """What stands for a power cut: nothing of ours runs after it."""


def die_before_the_commit_point(ledger: Ledger, patch: pytest.MonkeyPatch) -> str:
    """Land a file up to the row in `batches`, which never comes; returns the id of the batch."""
    drafts: list[Batch] = []

    def dead(self: Store, table: str, rows: Any) -> None:
        raise Died

    with patch.context() as during:
        during.setattr(Store, "append", dead)
        during.setattr(Landing, "_withdraw", lambda self, draft: drafts.append(draft))
        with pytest.raises(Died):
            land(ledger, ONE, DEAD)
    return drafts[0].id


def left_of(ledger: Ledger, batch: str) -> tuple[list[str], list[str]]:
    """The tables whose log names a batch, and the files that it has on the disk."""
    logs = [table for table in ledger.store.tables() if any(name == batch for _, name in ledger.store.committed(table))]
    return logs, [path.name for path in ledger.store.folder.rglob(f"batch={batch}/*")]


@contextmanager
def another_process_holds(lock: Path) -> Iterator[None]:
    """A lock that is held by a process other than this one."""
    with subprocess.Popen([sys.executable, "-c", HOLD, str(lock)], stdin=-1, stdout=-1, text=True) as process:
        assert process.stdin is not None and process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield
        process.stdin.write("\n")
        process.stdin.flush()
        assert process.wait(30) == 0


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """A ledger in which one file has landed."""
    made = opened(tmp_path)
    land(made, ONE, OLD)
    return made


def test_rows_without_their_batch_are_seen_by_nobody(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """Until its row stands in `batches`, a batch does not exist: not in views, not in lists, not among the rejects."""
    dead = die_before_the_commit_point(ledger, monkeypatch)
    logs, files = left_of(ledger, dead)
    assert (logs, len(files)) == (["seizure", "rejects"], 2)
    assert [row["mass"] // 10**9 for row in seen(ledger, ONE)] == [1]
    assert dead not in [batch.id for batch in ledger.batches()]
    assert ledger.rejects()[1] is None


def test_the_next_landing_sweeps_what_a_dead_one_left(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a power cut left behind is gone after the next file, from the logs and from the disk."""
    dead = die_before_the_commit_point(ledger, monkeypatch)
    land(ledger, ONE, NEW)
    assert left_of(ledger, dead) == ([], [])
    assert DeltaTable(ledger.store.path("seizure")).to_pyarrow_table().num_rows == 2
    assert DeltaTable(ledger.store.path("rejects")).to_pyarrow_table().num_rows == 0
    assert sorted(row["mass"] // 10**9 for row in seen(ledger, ONE)) == [1, 4]


def test_the_same_file_lands_after_its_first_landing_died(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever tries again gets the whole file, once."""
    dead = die_before_the_commit_point(ledger, monkeypatch)
    batch = land(ledger, ONE, DEAD)
    assert (batch.id, batch.accepted, batch.rejected) == (dead, 1, 1)
    assert sorted(row["mass"] // 10**9 for row in seen(ledger, ONE)) == [1, 2]
    assert DeltaTable(ledger.store.path("seizure")).to_pyarrow_table().num_rows == 2
    assert ledger.engine.arrow(ledger.rejects()[1]).num_rows == 1


def test_files_that_no_log_names_are_swept_too(ledger: Ledger) -> None:
    """A landing that died while it wrote its first file left only that file."""
    folder = ledger.store.partition("seizure", ONE.id, "0123456789abcdef")
    folder.mkdir(parents=True)
    (folder / "part-1.parquet").write_bytes(b"PAR1 half")
    land(ledger, ONE, NEW)
    assert left_of(ledger, "0123456789abcdef") == ([], [])


def test_a_batch_that_is_being_landed_right_now_is_left_alone(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows without a batch may belong to a colleague's running ingest: while it holds its lock they are not touched."""
    running = die_before_the_commit_point(ledger, monkeypatch)
    before = left_of(ledger, running)
    with another_process_holds(ledger.store.folder / "locks" / running):
        land(ledger, ONE, NEW)
        assert left_of(ledger, running) == before
    land(ledger, ONE, [("2024-05-05", "cocaine", "5")])
    assert left_of(ledger, running) == ([], [])


def test_a_batch_that_lands_while_another_looks_around_is_kept(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """An ingest that read the list of batches a moment too early must not take the newest one for a dead landing."""
    other, plain = opened(ledger.settings.folder), Store.landed
    landed: list[Batch] = []

    def looked(self: Store) -> set[str]:
        found = plain(self)
        if self is ledger.store and not landed:
            landed.append(land(other, ONE, DEAD))
        return found

    with monkeypatch.context() as during:
        during.setattr(Store, "landed", looked)
        with ledger.landing("feedfeedfeedfeed"):
            pass
    assert [batch.id for batch in ledger.batches()][-1] == landed[0].id
    assert sorted(row["mass"] // 10**9 for row in seen(ledger, ONE)) == [1, 2]


def test_a_lock_is_free_again_when_its_holder_dies(tmp_path: Path) -> None:
    """No lock outlives its process: nobody has to delete a file to be able to work again."""
    lock = tmp_path / "locks" / "x"
    with subprocess.Popen([sys.executable, "-c", HOLD, str(lock)], stdin=-1, stdout=-1, text=True) as process:
        assert process.stdout is not None and process.stdout.readline() == "held\n"
        with held(lock, wait=False) as mine:
            assert not mine
        process.kill()
        process.wait(30)
    with held(lock, wait=False) as mine:
        assert mine


def test_temporary_files_are_gone_after_a_landing(ledger: Ledger) -> None:
    """The scratch folder of a landing is removed with it, whether it succeeded or not."""
    assert list((ledger.store.folder / "scratch").iterdir()) == []
