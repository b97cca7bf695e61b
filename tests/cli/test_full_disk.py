"""A disk on which no file may grow beyond some size: wherever that strikes, the error is clear and nothing changed."""

from __future__ import annotations

import resource
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.shell import expected, made, many_rows, parquet_files, tercet, totals

SMALL = 200  # rows of a file whose table is a few thousand bytes
LIMITS = [0, 1_500, 3_000, 5_000]


def limited(size: int) -> Callable[[], None]:
    """No file of the process may be larger than this many bytes."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def refused_or_kept(folder: Path, file: Path, rows: int, limit: int) -> bool:
    """Ingest with no room; either the file is refused in words and nothing is there, or it is kept whole."""
    ran = tercet("ingest", file, "-w", folder, before=limited(limit), env={"PYTHONDONTWRITEBYTECODE": "1"})
    assert "Traceback" not in ran.err and "A fault of Tercet" not in ran.err, ran.err
    if ran.code == 0:
        assert list(totals(folder).values())[-1] == expected(rows)
        return True
    assert ran.code == 1 and ran.out == ""
    assert file.name in ran.err and "Nothing was changed" in ran.err, ran.err
    return False


@pytest.mark.parametrize("limit", LIMITS)
def test_no_room_is_said_and_changes_nothing(tmp_path: Path, limit: int) -> None:
    """However little room there is, the ledger is as it was, and the same file lands once there is room."""
    workspace = made(tmp_path)
    first, second = (many_rows(tmp_path / f"{name}.csv", name, SMALL) for name in ("first", "second"))
    assert workspace.ingest(first)[0].new
    kept = refused_or_kept(tmp_path, second, SMALL, limit)
    assert list(totals(tmp_path).values()) == [expected(SMALL)] * (2 if kept else 1)
    assert workspace.ingest(second)[0].new is not kept
    assert list(totals(tmp_path).values()) == [expected(SMALL)] * 2
    assert len(parquet_files(tmp_path)) == 4


def test_no_room_for_a_large_file_is_said(tmp_path: Path) -> None:
    """A disk that fills up while the records are written is the commonest case."""
    made(tmp_path)
    file = many_rows(tmp_path / "large.csv", rows=60_000)
    assert not refused_or_kept(tmp_path, file, 60_000, 50_000)
    assert totals(tmp_path) == {}
    assert parquet_files(tmp_path) == []
