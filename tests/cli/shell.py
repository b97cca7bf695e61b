"""The command line as its users meet it: a process with arguments, exit code, stdout and stderr."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.world import Row, described, workspace

from tercet.ledger.ledger import Ledger
from tercet.workspace import Workspace, open_workspace

COLUMNS = {"id": "record_id", "day": "date", "drug": "substance", "amount": "quantity"}
HEADER = tuple(COLUMNS)
SLOW_ROWS = 100_000  # so many that reading them takes as long as everything else


@dataclass(frozen=True)
class Ran:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def answer(self) -> list[Row]:
        """The rows that it printed as JSON."""
        return list(json.loads(self.out)) if self.out.strip() else []


def start(*arguments: object, **more: Any) -> subprocess.Popen[str]:
    """A `tercet` that runs by itself."""
    environment = {name: value for name, value in os.environ.items() if name != "TERCET_WORKSPACE"}
    command = [sys.executable, "-m", "tercet", *map(str, arguments)]
    return subprocess.Popen(
        command, stdout=-1, stderr=-1, text=True, env={**environment, **more.pop("env", {})}, **more
    )


def ended(process: subprocess.Popen[str]) -> Ran:
    """Wait for a command to end."""
    out, err = process.communicate(timeout=120)
    return Ran(process.returncode, out, err)


def tercet(*arguments: object, before: Callable[[], None] | None = None, **more: Any) -> Ran:
    """Run a command to its end; `before` is called in the new process before it starts."""
    return ended(start(*arguments, preexec_fn=before, **more))


def made(folder: Path, *others: Mapping[str, Any], **more: Any) -> Workspace:
    """A workspace that knows a partner whose seizures have ids, and whose files only add."""
    record_id = {"field": "record_id", "repeated": "first"}
    return workspace(folder, described(columns=COLUMNS, record_id=record_id, restates="appends", **more), *others)


def many_rows(path: Path, salt: str = "", rows: int = SLOW_ROWS) -> Path:
    """A large file of seizures of 1 to 1000 grams; every tenth row is put aside, and every twentieth repeats an id."""
    lines = [
        f"{salt}{row - (row % 20 == 19)},2024-{row % 12 + 1:02}-{row % 28 + 1:02},"
        f"{'moon dust' if row % 10 == 5 else 'Cocaína'},{(row % 1000 + 1) / 1000}"
        for row in range(rows)
    ]
    path.write_text("\n".join([",".join(HEADER), *lines]) + "\n", "utf-8")
    return path


def expected(rows: int = SLOW_ROWS) -> dict[str, int]:
    """What must become of the rows of such a file, and the grams of those that are accepted."""
    accepted = [row % 1000 + 1 for row in range(rows) if row % 10 != 5 and row % 20 != 19]
    rejected = len(range(5, rows, 10))
    repeated = len(range(19, rows, 20))
    return {
        "rows_in": rows,
        "accepted": len(accepted),
        "rejected": rejected,
        "repeated": repeated,
        "grams": sum(accepted),
    }


def totals(folder: Path) -> dict[str, dict[str, int]]:
    """What became of each batch as it is told, with the grams of its records as a view gives them."""
    ledger: Ledger = open_workspace(folder).ledger
    try:
        told = {
            batch.id: {name: getattr(batch, name) for name in ("rows_in", "accepted", "rejected", "repeated")}
            for batch in ledger.batches()
        }
        if told:
            view = ledger.view(open_workspace(folder).catalog, "internal", use="records")
            for source in view.sources("seizure"):
                table = view.records("seizure", source)
                sums = table.group_by("batch").agg(rows=table.count(), mass=table.mass.sum().cast("decimal(38, 0)"))
                for row in ledger.engine.arrow(sums).to_pylist():
                    assert row["rows"] == told[row["batch"]]["accepted"]
                    told[row["batch"]]["grams"] = int(row["mass"]) // 10**6
        return told
    finally:
        ledger.engine.close()


def parquet_files(folder: Path) -> list[str]:
    """Every file of records or rejects in a workspace, but for the table of batches."""
    tables: Iterable[Path] = (folder / "ledger").glob("*/source=*/batch=*/*")
    return sorted(path.relative_to(folder).as_posix() for path in tables)
