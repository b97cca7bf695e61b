"""The engine: DuckDB in this process, spoken to through Ibis."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import duckdb
import ibis
import pyarrow as pa

from tercet.errors import LedgerError
from tercet.settings import Settings


class EngineError(LedgerError):
    """Raised when the engine could not do what was asked; the message is its first line."""


class Engine:
    """One DuckDB connection with bounded memory, which spills to `scratch` beyond that."""

    def __init__(self, settings: Settings, scratch: Path | None = None) -> None:
        self.con: Any = ibis.duckdb.connect()
        self._names = count(1)
        self.run(f"SET memory_limit = '{settings.memory}'")
        # DuckDB 2.0 pushes a TRY_CAST into the CSV reader as a plain type, where one bad number stops the whole file.
        self.run("SET disabled_optimizers = 'type_pushdown'")
        if settings.threads:
            self.run(f"SET threads = {settings.threads}")
        if scratch is not None:
            self.run(f"SET temp_directory = '{quoted(str(scratch))}'")

    def close(self) -> None:
        """Close the connection and free what it holds."""
        self.con.disconnect()

    def run(self, sql: str) -> list[tuple[Any, ...]]:
        """Run one statement of SQL and return its rows."""
        with plainly():
            return list(self.con.con.execute(sql).fetchall())

    def arrow(self, expression: Any) -> pa.Table:
        """Compute an Ibis expression."""
        with plainly():
            return self.con.to_pyarrow(expression)

    def keep(self, table: pa.Table) -> Any:
        """A small Arrow table as a table of the engine."""
        name = f"kept_{next(self._names)}"
        with plainly():
            self.con.con.register(f"{name}_arrow", table)
            self.con.con.execute(f'CREATE TEMP TABLE "{name}" AS SELECT * FROM "{name}_arrow"')
            self.con.con.unregister(f"{name}_arrow")
            return self.con.table(name, database=("temp", "main"))

    def stage(self, expression: Any) -> str:
        """Compute an expression into a temporary table in the expression's order of rows; returns its name."""
        name = f"staged_{next(self._names)}"
        with plainly():
            self.con.create_table(name, expression, temp=True)
        return f'temp.main."{name}"'

    def drop(self, staged: str) -> None:
        """Forget a temporary table."""
        self.run(f"DROP TABLE IF EXISTS {staged}")


def quoted(text: str) -> str:
    """A text for use between single quotes in SQL."""
    return text.replace("'", "''")


@contextmanager
def plainly() -> Iterator[None]:
    """Turn an error of the engine into one of ours, with its first line."""
    try:
        yield
    except duckdb.Error as error:
        message = str(error)
        if "No space left" in message or "failed to offload" in message.lower():
            message = "The disk is full"
        raise EngineError(message) from error
