"""A disk that is full, at every step of a landing: a clear error, and everything as it was."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from deltalake import DeltaTable
from deltalake.exceptions import DeltaError
from tests.world import Row, kept_files, land, opened, seen, source

from tercet.errors import LedgerError
from tercet.ledger.engine import Engine, plainly
from tercet.ledger.ledger import Ledger
from tercet.ledger.store import Store, fsync

ONE = source()
OLD = [("2024-02-05", "cocaine", "1"), ("2024-02-06", "moon dust", "1")]
NEW = [("2024-03-05", "cocaine", "2"), ("2024-03-06", "moon dust", "3")]
FULL = OSError(errno.ENOSPC, "No space left on device")
Patch = pytest.MonkeyPatch


def nth(plain: Callable[..., Any], number: int, error: Exception, when: Callable[..., bool] = lambda *_: True) -> Any:
    """A function that does its work, but for the n-th call that matters, which fails."""
    calls = iter(range(1, 1000))

    def failing(*arguments: Any, **named: Any) -> Any:
        if when(*arguments) and next(calls) == number:
            with plainly():
                raise error
        return plain(*arguments, **named)

    return failing


def copies(_self: Engine, sql: str) -> bool:
    """Whether a statement writes a file."""
    return sql.startswith("COPY")


def engine_full(patch: Patch, number: int) -> None:
    """The engine cannot write a Parquet file."""
    error = duckdb.IOException("IO Error: Could not write file x.parquet: No space left on device")
    patch.setattr(Engine, "run", nth(Engine.run, number, error, copies))


STEPS: dict[str, Callable[[Patch], None]] = {
    "writing the records": lambda patch: engine_full(patch, 1),
    "writing the rejects": lambda patch: engine_full(patch, 2),
    "syncing the records": lambda patch: patch.setattr("tercet.ledger.land.fsync", nth(fsync, 1, FULL)),
    "syncing the rejects": lambda patch: patch.setattr("tercet.ledger.land.fsync", nth(fsync, 2, FULL)),
    "committing the records": lambda patch: patch.setattr(Store, "add", nth(Store.add, 1, FULL)),
    "committing the rejects": lambda patch: patch.setattr(Store, "add", nth(Store.add, 2, FULL)),
    "committing to Delta": lambda patch: patch.setattr(
        Store, "add", nth(Store.add, 2, DeltaError("Generic error: No space left on device (os error 28)"))
    ),
    "adding the batch": lambda patch: patch.setattr(Store, "append", nth(Store.append, 1, FULL)),
}


BEFORE_COMMITS = tuple(STEPS)[:5]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """A ledger in which one file has landed, with a row put aside."""
    made = opened(tmp_path)
    land(made, ONE, OLD)
    return made


def readable(ledger: Ledger) -> list[list[Row]]:
    """The rows of batches that landed, by deltalake alone; a log that names a lost file cannot be read at all."""
    landed = {batch.id for batch in ledger.batches()}
    tables = [DeltaTable(ledger.store.path(table)).to_pyarrow_table().to_pylist() for table in ("seizure", "rejects")]
    return [[row for row in table if row["batch"] in landed] for table in tables]


def parquet_files(ledger: Ledger) -> dict[str, str]:
    """Every Parquet file of the ledger, with its digest."""
    return {name: digest for name, digest in kept_files(ledger).items() if name.endswith(".parquet")}


@pytest.mark.parametrize("step", STEPS)
def test_a_full_disk_changes_nothing_and_is_said(step: str, ledger: Ledger, monkeypatch: Patch) -> None:
    """Wherever the disk fills up, the file is refused with what to do, and readers of the tables see no difference."""
    files, batches, tables = parquet_files(ledger), ledger.batches(), readable(ledger)
    with monkeypatch.context() as during:
        STEPS[step](during)
        with pytest.raises(LedgerError) as refused:
            land(ledger, ONE, NEW)
    message = str(refused.value)
    assert "partner-" in message and "disk is full" in message, message
    assert "Nothing was changed" in message and "Make room" in message, message
    assert ledger.batches() == batches
    assert [row["mass"] // 10**9 for row in seen(ledger, ONE)] == [1]
    assert readable(ledger) == tables
    if step in BEFORE_COMMITS:
        assert parquet_files(ledger) == files


@pytest.mark.parametrize("step", STEPS)
def test_after_room_was_made_the_same_file_lands(step: str, ledger: Ledger, monkeypatch: Patch) -> None:
    """A refused file can be ingested again as soon as there is room, and is then whole."""
    with monkeypatch.context() as during:
        STEPS[step](during)
        with pytest.raises(LedgerError):
            land(ledger, ONE, NEW)
    batch = land(ledger, ONE, NEW)
    assert (batch.rows_in, batch.accepted, batch.rejected) == (2, 1, 1)
    assert sorted(row["mass"] // 10**9 for row in seen(ledger, ONE)) == [1, 2]
    assert [len(table) for table in readable(ledger)] == [2, 2]


@pytest.mark.parametrize("error", [FULL, KeyboardInterrupt()])
def test_a_failure_after_the_commit_takes_nothing_back(
    error: BaseException, ledger: Ledger, monkeypatch: Patch
) -> None:
    """Once its row stands in `batches` a batch is there for all; an error a moment later must not remove its files."""
    plain = Store.append

    def late(self: Store, table: str, rows: Any) -> None:
        plain(self, table, rows)
        raise error

    with monkeypatch.context() as during:
        during.setattr(Store, "append", late)
        with pytest.raises((LedgerError, KeyboardInterrupt)):
            land(ledger, ONE, NEW)
    landed = len(ledger.batches())
    assert sorted(row["mass"] // 10**9 for row in seen(ledger, ONE)) == [1, 2][:landed]
    assert [len(table) for table in readable(ledger)] == [landed, landed]


def test_a_full_disk_in_the_first_landing_leaves_an_empty_ledger(tmp_path: Path, monkeypatch: Patch) -> None:
    """Where nothing was kept before, nothing is there afterwards: lists are empty and questions have no data."""
    ledger = opened(tmp_path)
    with monkeypatch.context() as during:
        STEPS["adding the batch"](during)
        with pytest.raises(LedgerError):
            land(ledger, ONE, NEW)
    assert ledger.batches() == () and seen(ledger, ONE) == []
    assert land(ledger, ONE, NEW).accepted == 1
