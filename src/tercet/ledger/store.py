"""Delta tables: atomic commits of Parquet files that the engine has written.

The engine writes the files; a commit only names them. Records and rejects are partitioned by source and batch,
so that a batch is a folder, and a batch that never landed can be dropped without touching another.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pyarrow as pa
from deltalake import DeltaTable, write_deltalake
from deltalake.exceptions import TableNotFoundError
from deltalake.transaction import AddAction, RemoveAction
from pyarrow.parquet import ParquetFile

from tercet.ledger.lock import held
from tercet.records import KINDS, PARTITIONS

REJECT_FIELDS: Mapping[str, pa.DataType] = {
    "row": pa.int64(),
    "cell": pa.string(),
    "outcome": pa.string(),  # rejected or repeated
    "problems": pa.string(),  # JSON: code, field, text
    "raw": pa.string(),  # JSON: the publisher's row
    "source": pa.string(),
    "batch": pa.string(),
}
REJECTS = pa.schema(REJECT_FIELDS)


class Store:
    """The Delta tables of one ledger folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, table: str) -> Path:
        """The folder of a table: batches, rejects, or records of a kind."""
        return self.folder / table

    def partition(self, table: str, source: str, batch: str) -> Path:
        """The folder of one batch in a table."""
        return self.path(table) / f"source={source}" / f"batch={batch}"

    def open(self, table: str) -> DeltaTable | None:
        """A table, or None where nothing was kept in it yet."""
        try:
            return DeltaTable(self.path(table)) if (self.path(table) / "_delta_log").is_dir() else None
        except TableNotFoundError:
            return None

    def add(self, table: str, files: Mapping[Path, int], source: str, batch: str) -> None:
        """Commit files that stand in the partition of a batch; `files` says how many rows each has."""
        if not files:
            return
        schema = schema_of(table)
        delta = DeltaTable.create(self.path(table), schema, mode="ignore", partition_by=list(PARTITIONS))
        actions: list[AddAction | RemoveAction] = [
            AddAction(
                path=file.relative_to(self.path(table)).as_posix(),
                size=file.stat().st_size,
                partition_values={"source": source, "batch": batch},
                modification_time=int(file.stat().st_mtime * 1000),
                data_change=True,
                stats=json.dumps({"numRecords": rows}),
            )
            for file, rows in files.items()
        ]
        delta.create_write_transaction(actions, "append", delta.schema(), list(PARTITIONS))

    def append(self, table: str, rows: pa.Table) -> None:
        """Append a few rows; where it is the table of batches, this is what makes a batch visible."""
        write_deltalake(self.path(table), rows, mode="append")

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Every row of a small table that is not partitioned; times are microseconds since 1970.

        pyarrow loads all of pandas, where that is installed, to make a Python object of a time.
        """
        delta = self.open(table)
        files = delta.file_uris() if delta is not None else []
        return [row for uri in files for row in _plain_times(ParquetFile(_path(uri)).read()).to_pylist()]

    def committed(self, table: str) -> set[tuple[str, str]]:
        """Every (source, batch) that a table has files of, whether or not the batch landed."""
        delta = self.open(table)
        if delta is None:
            return set()
        return {(str(part["source"]), str(part["batch"])) for part in delta.partitions()}

    def files(self, table: str, source: str, batches: tuple[str, ...]) -> list[str]:
        """The Parquet files of some batches of a source."""
        delta = self.open(table)
        if delta is None or not batches:
            return []
        filters: list[tuple[str, str, Any]] = [("source", "=", source), ("batch", "in", list(batches))]
        return sorted(_path(uri) for uri in delta.file_uris(file_pruning_predicate=filters))

    def landed(self) -> set[str]:
        """The ids of all batches that are visible, as they are on the disk now."""
        return {str(row["id"]) for row in self.rows("batches")}

    def commits(self) -> AbstractContextManager[bool]:
        """The right to commit: one process at a time, so that nobody's commit fails for another's."""
        return held(self.folder / "locks" / "commit")

    def forget(self, table: str, source: str, batch: str) -> None:
        """Take what a batch left behind out of a table, and its files off the disk."""
        with self.commits():
            delta = self.open(table)
            if delta is not None and (source, batch) in self.committed(table):
                delta.delete(f"source = '{source}' AND batch = '{batch}'")
        folder = self.partition(table, source, batch)
        if folder.is_dir():
            for file in folder.iterdir():
                file.unlink()
            folder.rmdir()

    def tables(self) -> list[str]:
        """The tables of records and rejects."""
        return [*KINDS, "rejects"]


def _path(uri: str) -> str:
    """A file of a table as a path: in its URI a space is %20."""
    return unquote(uri.removeprefix("file://"))


def _plain_times(table: pa.Table) -> pa.Table:
    """A table with its times as whole numbers of microseconds."""
    for at, field in enumerate(table.schema):
        if pa.types.is_timestamp(field.type):
            micros = table.column(at).cast(pa.timestamp("us", tz=field.type.tz)).cast(pa.int64())
            table = table.set_column(at, field.name, micros)
    return table


def schema_of(table: str) -> pa.Schema:
    """The Arrow schema of a table of records or rejects."""
    return REJECTS if table == "rejects" else KINDS[table].arrow_schema()


def fsync(file: Path) -> None:
    """Make a file's bytes durable before a commit names it."""
    handle = os.open(file, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
