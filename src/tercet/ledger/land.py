"""Landing a batch: staged rows become Parquet files, the files become commits, and one row makes them visible.

Order matters. Records and rejects are committed first; the row in `batches` comes last and is the commit point.
A process that dies on the way leaves rows that no view shows; the next landing sweeps them.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyarrow as pa
from deltalake.exceptions import DeltaError

from tercet.catalog.descriptor import Source
from tercet.errors import LedgerError
from tercet.ledger.batch import SCHEMA, Batch, Span, to_row
from tercet.ledger.checks import never_mixed, repeated_ids, unique_keys
from tercet.ledger.engine import Engine, EngineError, quoted
from tercet.ledger.lock import held
from tercet.ledger.store import Store, fsync
from tercet.records import KINDS

PARQUET = "FORMAT parquet, PARQUET_VERSION v2, COMPRESSION zstd, COMPRESSION_LEVEL 1"


@dataclass(frozen=True, slots=True)
class Staged:
    """A file's harmonised rows in a temporary table, and what turns their positions into row numbers."""

    table: str
    cells: int
    first_row: int


@dataclass(frozen=True, slots=True)
class Landing:
    """The right to land one batch: while it is open nobody else lands the same."""

    store: Store
    engine: Engine
    scratch: Path

    def keep(self, staged: Staged, draft: Batch, source: Source) -> Batch:
        """Write, commit and make visible; returns the batch with its counts and coverage."""
        try:
            with kept_whole(draft.file):
                batch, records, rejects = self._write(staged, draft, source)
                self._commit(batch, records, rejects)
        except BaseException:
            self._withdraw(draft)
            raise
        return batch

    def _write(self, staged: Staged, draft: Batch, source: Source) -> tuple[Batch, dict[Path, int], dict[Path, int]]:
        repeated = repeated_ids(self.engine, staged.table, source)
        unique_keys(self.engine, staged.table, repeated, source, draft.file)
        accepted = f"FROM {staged.table} s WHERE _ok AND NOT _skip AND NOT {repeated}"
        counts = self._count(staged, repeated)
        if counts["accepted"] == 0:
            raise LedgerError(_nothing_accepted(self.engine, staged, draft.file))
        row = f"{staged.first_row} + position // {staged.cells} AS row"
        columns = ", ".join(f'"{name}"' for name in KINDS[draft.kind].columns if name != "row")
        records = self._copy(draft.kind, draft, f"SELECT {row}, {columns} {accepted}", counts["accepted"])
        aside = (
            f"SELECT {row}, cell, CASE WHEN _ok THEN 'repeated' ELSE 'rejected' END AS outcome, _problems AS problems, "
            f"_raw AS raw FROM {staged.table} s WHERE NOT _skip AND (NOT _ok OR {repeated})"
        )
        rejects = self._copy("rejects", draft, aside, counts["rejected"] + counts["repeated"])
        _check_share(source, counts, draft.file)
        coverage = self._coverage(accepted)
        warnings = tuple(_warnings(source, counts))
        return replace(draft, **counts, coverage=coverage, warnings=warnings), records, rejects

    def _count(self, staged: Staged, repeated: str) -> dict[str, Any]:
        """How many observations came in and what became of them; they must add up."""
        kinds = ("NOT _skip", "NOT _skip AND _ok", "NOT _skip AND NOT _ok", f"NOT _skip AND _ok AND {repeated}", "TRUE")
        counted = ", ".join(f"count(*) FILTER ({kind})" for kind in kinds)
        rows_in, fine, rejected, twice, every = self.engine.run(f"SELECT {counted} FROM {staged.table} s")[0]
        counts = {"rows_in": rows_in, "accepted": fine - twice, "rejected": rejected, "repeated": twice}
        if counts["accepted"] + rejected + twice != rows_in:
            raise LedgerError(
                f"rows do not add up: {counts}. Nothing was changed. This is a fault of Tercet: report it."
            )
        return {**counts, "file_rows": every // staged.cells}

    def _copy(self, table: str, draft: Batch, select: str, rows: int) -> dict[Path, int]:
        """Write one Parquet file into the partition of the batch; no rows, no file."""
        if rows == 0:
            return {}
        folder = self.store.partition(table, draft.source, draft.id)
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"part-{uuid4().hex[:12]}.parquet"
        self.engine.run(f"COPY ({select}) TO '{quoted(str(file))}' ({PARQUET})")
        fsync(file)
        return {file: rows}

    def _coverage(self, accepted: str) -> tuple[Span, ...]:
        """The periods that a batch has; for single days, the range that they span."""
        reported = f"{accepted} AND gap IS DISTINCT FROM 'not_yet_reported'"
        periods = self.engine.run(
            "SELECT DISTINCT freq, start, CAST(start + to_months(months::INT) - INTERVAL 1 DAY AS DATE) AS last "
            f"{reported} AND freq <> 'D' ORDER BY ALL"
        )
        days = self.engine.run(f"SELECT 'D', min(start), max(start) {reported} AND freq = 'D' HAVING count(*) > 0")
        return tuple(Span(freq, _day(start), _day(end)) for freq, start, end in [*periods, *days])

    def _commit(self, batch: Batch, records: dict[Path, int], rejects: dict[Path, int]) -> None:
        with self.store.commits():
            # Another process may have landed the first file of the other sort since this one began.
            never_mixed(batch.file, batch.sample, [bool(row["sample"]) for row in self.store.rows("batches")])
            self.store.add(batch.kind, records, batch.source, batch.id)
            self.store.add("rejects", rejects, batch.source, batch.id)
            self.store.append("batches", pa.Table.from_pylist([to_row(batch)], SCHEMA))

    def _withdraw(self, draft: Batch) -> None:
        """Leave nothing behind of a landing that failed; one that is visible all the same has not failed.

        Where even this fails (the disk is still full), the next landing sweeps.
        """
        with suppress(OSError, DeltaError):
            if draft.id not in self.store.landed():
                for table in (draft.kind, "rejects"):
                    self.store.forget(table, draft.source, draft.id)


@contextmanager
def kept_whole(what: str) -> Iterator[None]:
    """Turn a failure to write into one of our errors, in words."""
    try:
        yield
    except (OSError, DeltaError, EngineError) as error:
        said = str(error)
        full = any(word in said for word in ("No space left", "disk is full", "File too large", "os error 28"))
        reason = "the disk is full" if full else said.splitlines()[0]
        remedy = "Make room" if full else "Check the folder and its permissions"
        raise LedgerError(
            f"{what} could not be kept: {reason}. Nothing was changed. {remedy}, then ingest it again."
        ) from error


def _day(value: Any) -> date:
    return value if type(value) is date else date.fromisoformat(str(value)[:10])


def _warnings(source: Source, counts: dict[str, Any]) -> Iterator[str]:
    """What is unusual about a file, but no reason to refuse it."""
    rows = source.expect.rows
    low, high = (rows.min, rows.max) if rows else (None, None)
    if (low is not None and counts["rows_in"] < low) or (high is not None and counts["rows_in"] > high):
        usual = f"{low if low is not None else 0} to {high if high is not None else 'any number of'}"
        yield f"{counts['rows_in']} rows, where {source.id} usually has {usual}. Check that the file is whole."
    if counts["rejected"]:
        yield f"{counts['rejected']} rows were put aside; tercet rejects lists them with their reasons."


def _check_share(source: Source, counts: dict[str, Any], file: str) -> None:
    """Refuse a file with more rejected rows than its descriptor expects."""
    most = source.expect.rejected
    if most is not None and counts["rejected"] > most * counts["rows_in"]:
        raise LedgerError(
            f"{file}: {counts['rejected']} of {counts['rows_in']} rows would be rejected, more than {most:%} "
            f"that source {source.id} allows (expect.rejected). Nothing was changed. "
            "Check that the file is whole and of this source."
        )


def _nothing_accepted(engine: Engine, staged: Staged, file: str) -> str:
    """Why a file had no acceptable row: its commonest problems."""
    found = engine.run(
        f"SELECT _problems, count(*) AS n, min(position) FROM {staged.table} WHERE NOT _ok AND NOT _skip "
        "GROUP BY 1 ORDER BY n DESC, 1 LIMIT 3"
    )
    if not found:
        return f"{file}: there is no row of data in it. Nothing was changed. Check that the file is whole."
    shown = "; ".join(
        f"row {staged.first_row + first // staged.cells}: {_in_words(problems)} ({n} such rows)"
        for problems, n, first in found
    )
    return (
        f"{file}: no row could be accepted. Nothing was changed. The commonest problems: {shown}. "
        "Check the file, or its source's YAML."
    )


def _in_words(problems: str) -> str:
    """Problems of a row as: field 'text' (reason)."""
    return ", ".join(f"{one['field']} {one['text']!r} ({one['code']})" for one in json.loads(problems))


@contextmanager
def landing(store: Store, engine: Engine, batch: str) -> Iterator[Landing]:
    """Hold the lock of one batch, with a folder for temporary files that is gone afterwards."""
    with held(store.folder / "locks" / batch):
        scratch = store.folder / "scratch" / batch
        scratch.mkdir(parents=True, exist_ok=True)
        try:
            yield Landing(store, engine, scratch)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)


def sweep(store: Store) -> int:
    """Remove what dead landings left behind; a batch that is being landed right now is left alone."""
    left = {(table, source, batch) for table in store.tables() for source, batch in store.committed(table)}
    for table in store.tables():
        for folder in store.path(table).glob("source=*/batch=*"):
            left.add((table, folder.parent.name.removeprefix("source="), folder.name.removeprefix("batch=")))
    landed = store.landed()
    swept = 0
    for table, source, batch in sorted(entry for entry in left if entry[2] not in landed):
        with held(store.folder / "locks" / batch, wait=False) as mine:
            if mine and batch not in store.landed():  # it may have landed since: look again under its lock
                store.forget(table, source, batch)
                swept += 1
    return swept
