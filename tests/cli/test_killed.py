"""An ingest can be killed at any moment: what was reported as kept is kept, and nothing else is seen."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.cli.shell import Ran, expected, made, many_rows, parquet_files, start, tercet, totals

MOMENTS = 20
AT_ONCE = 2  # the moments are shared by this many workspaces, which are worked on at the same time

# Kills its own process at the n-th call of one of the steps that change something on the disk.
DRIVER = """
import os, signal, sys
from tercet.ledger import land, store
from tercet.ledger.engine import Engine
from tercet.cli.app import run

moment, left = sys.argv[1], int(sys.argv[2])

def deadly(owner, name, counts):
    plain = getattr(owner, name)
    def step(*arguments, **named):
        global left
        if counts(*arguments):
            left -= 1
            if left == 0 and moment == "before":
                os.kill(os.getpid(), signal.SIGKILL)
        result = plain(*arguments, **named)
        if counts(*arguments) and left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return result
    setattr(owner, name, step)

deadly(Engine, "run", lambda engine, sql: sql.startswith("COPY"))
deadly(land, "fsync", lambda file: True)
deadly(store.Store, "add", lambda *_: True)
deadly(store.Store, "append", lambda *_: True)
sys.exit(run(sys.argv[3:]))
"""
STEPS = (
    "records written",
    "records synced",
    "rejects written",
    "rejects synced",
    "records added",
    "rejects added",
    "batch",
)


def shaken(folder: Path, seed: int, moments: int) -> tuple[int, int]:
    """Kill ingests at random moments and check after each; returns how many were killed and how many files landed."""
    dice = random.Random(seed)  # noqa: S311 (moments, not secrets)
    made(folder)
    file = many_rows(folder / "first.csv", "first-")
    started = time.monotonic()
    assert tercet("ingest", file, "-w", folder).code == 0
    usual, killed, landed = time.monotonic() - started, 0, 1
    for moment in range(moments):
        name = folder / f"{landed}.csv"  # the same file again, until it has landed
        file = name if name.exists() else many_rows(name, f"{landed}-")
        process = start("ingest", file, "-w", folder, "--format", "csv")
        time.sleep(usual * (0.25 + 0.75 * (moment + dice.random()) / moments))
        process.kill()
        out, _ = process.communicate(timeout=60)
        killed += process.returncode == -9
        found = totals(folder)
        assert all(batch == expected() for batch in found.values()), "half a batch is visible"
        assert len(found) in {landed, landed + 1}
        assert ",kept," not in out or len(found) == landed + 1, "a batch that was reported as kept is not there"
        landed = len(found)
    again = tercet("ingest", file, "-w", folder, "--format", "csv")
    assert again.code == 0, again.err
    swept = tercet("ingest", many_rows(folder / "last.csv", "last-"), "-w", folder)
    assert swept.code == 0, swept.err
    found = totals(folder)
    assert all(batch == expected() for batch in found.values())
    assert len(parquet_files(folder)) == 2 * len(found), "what killed ingests left behind was not swept"
    return killed, len(found)


def test_a_kill_at_any_moment_loses_nothing_and_leaves_no_half_batch(tmp_path: Path) -> None:
    """Power cuts come when they like: at twenty random moments of an ingest, its batch is there whole or not at all."""
    with ThreadPoolExecutor(AT_ONCE) as together:
        runs = [together.submit(shaken, tmp_path / str(seed), seed, MOMENTS // AT_ONCE) for seed in range(AT_ONCE)]
        results = [run.result() for run in runs]
    assert sum(killed for killed, _ in results) >= MOMENTS // 4, "the moments were too late to prove anything"


def died(folder: Path, moment: str, step: int) -> Ran:
    """An ingest that kills itself before or after one of its steps."""
    command = [
        sys.executable,
        "-c",
        DRIVER,
        moment,
        str(step + 1),
        "ingest",
        str(folder / "small.csv"),
        "-w",
        str(folder),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return Ran(done.returncode, done.stdout, done.stderr)


def cut(folder: Path, moment: str, step: int) -> None:
    """Kill an ingest at a step, then ingest the same file again."""
    made(folder)
    many_rows(folder / "small.csv", rows=40)
    assert died(folder, moment, step).code == -9, f"{moment} {STEPS[step]}"
    visible = totals(folder)
    whole = moment == "after" and STEPS[step] == "batch"
    assert list(visible.values()) == ([expected(40)] if whole else []), f"{moment} {STEPS[step]}"
    again = tercet("ingest", folder / "small.csv", "-w", folder, "--format", "json")
    assert again.code == 0, again.err
    assert (again.answer[0]["outcome"] == "kept") is not whole
    assert list(totals(folder).values()) == [expected(40)]
    assert len(parquet_files(folder)) == 2


CUTS = [("before", 0), *(("after", step) for step in range(len(STEPS)))]


@pytest.fixture(scope="module")
def cuts(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, int], BaseException | None]:
    """What went wrong, if anything, in an ingest that was cut at each step; each cut has a workspace of its own."""
    base = tmp_path_factory.mktemp("cuts")
    with ThreadPoolExecutor(AT_ONCE) as together:
        runs = {one: together.submit(cut, base / f"{one[0]}-{one[1]}", *one) for one in CUTS}
    return {one: run.exception() for one, run in runs.items()}


@pytest.mark.parametrize("at", CUTS, ids=[f"{moment} {STEPS[step]}" for moment, step in CUTS])
def test_a_cut_at_each_step_is_survived(cuts: dict[tuple[str, int], BaseException | None], at: tuple[str, int]) -> None:
    """Before its row stands in `batches` a batch does not exist; after it, it is there for good."""
    if error := cuts[at]:
        raise error
