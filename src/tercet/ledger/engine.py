"""The engine: DuckDB in this process, spoken to through Ibis."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from glob import escape
from itertools import count
from pathlib import Path
from typing import Any

import duckdb
import ibis
import ibis.expr.datatypes as dt
import pyarrow as pa

from tercet.errors import LedgerError
from tercet.settings import Settings

SQL_TYPES: Mapping[str, str] = {
    "string": "VARCHAR",
    "int16": "SMALLINT",
    "int64": "BIGINT",
    "date": "DATE",
    "decimal(28, 9)": "DECIMAL(28, 9)",
    "map<string, string>": "MAP(VARCHAR, VARCHAR)",
}


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
            table: pa.Table = self.con.to_pyarrow(expression)
        return table

    def keep(self, table: pa.Table) -> Any:
        """A small Arrow table as a table of the engine."""
        name = f"kept_{next(self._names)}"
        with plainly():
            self.con.con.register(f"{name}_arrow", table)
            self.con.con.execute(f'CREATE TEMP TABLE "{name}" AS SELECT * FROM "{name}_arrow"')
            self.con.con.unregister(f"{name}_arrow")
            return self.con.table(name, database=("temp", "main"))

    def parquet(self, files: Sequence[str]) -> Any:
        """Parquet files of a partitioned table as one table, with the partitions as columns."""
        with plainly():
            return self.con.read_parquet([escape(file) for file in files], hive_partitioning=True, union_by_name=True)

    def numbers(self, labels: Sequence[str]) -> Callable[[Any], Any]:
        """A function of an Ibis column of labels: the place of each in `labels`, from 0; null for any other.

        The engine's enum type does it. A join would too, but a hash join loses the order of the rows,
        and with it their numbers in the file.
        """
        if not labels:
            return lambda column: ibis.null().cast("int64")
        name = f"number_{next(self._names)}"
        self.run(f"CREATE TYPE {name}_label AS ENUM ({_listed(labels)})")
        self.run(f"CREATE TEMP MACRO {name}(label) AS enum_code(try_cast(label AS {name}_label))::BIGINT")
        return _function(name, dt.string, dt.int64)

    def picks(self, values: Any) -> Callable[[Any], Any]:
        """A function of a column of places, from 0: the value that stands there."""
        kind = ibis.Schema.from_pyarrow(pa.schema([("value", values.type)]))["value"]
        listed = values.to_pylist()
        present = list(dict.fromkeys(value for value in listed if value is not None))
        if not present:
            return lambda column: ibis.null().cast(kind)
        name = f"pick_{next(self._names)}"
        stored = _sql_type(values.type)
        if stored == "VARCHAR":  # a code that comes often is kept as a small number
            stored = f"{name}_code"
            self.run(f"CREATE TYPE {stored} AS ENUM ({_listed(present)})")
        self.run(f"CREATE TEMP MACRO {name}(place) AS ([{_listed(listed)}]::{stored}[])[place + 1]")
        return _function(name, dt.int64, kind)

    def stage(self, expression: Any, constants: Mapping[str, str | int | None], types: Mapping[str, str]) -> str:
        """Compute an expression into a temporary table; returns the name of a view of it.

        The view adds `position`, the place of each row from 0, and the columns that are the same in every row.
        """
        name = f"staged_{next(self._names)}"
        with plainly():
            self.con.con.execute(f'CREATE TEMP TABLE "{name}" AS {ibis.to_sql(expression)}')
        same = [f'{self._literal(value, types[column])} AS "{column}"' for column, value in constants.items()]
        columns = ", ".join(["rowid AS position", "*", *same])
        self.run(f'CREATE TEMP VIEW "{name}_rows" AS SELECT {columns} FROM "{name}"')
        return f"{name}_rows"

    def _literal(self, value: str | int | None, kind: str) -> str:
        """A constant in SQL; a text as an enum of one, which Parquet takes twice as fast as text."""
        if value is None:
            return f"NULL::{SQL_TYPES[kind]}"
        if kind != "string":
            return f"{_listed([value])}::{SQL_TYPES[kind]}"
        name = f"constant_{next(self._names)}"
        self.run(f"CREATE TYPE {name} AS ENUM ({_listed([value])})")
        return f"{_listed([value])}::{name}"

    def any(self, staged: str, column: str) -> bool:
        """Whether a column of a staged table is true in any row."""
        return bool(self.run(f'SELECT bool_or("{column}") FROM "{staged}"')[0][0])

    def drop(self, staged: str) -> None:
        """Forget a staged table."""
        self.run(f'DROP VIEW IF EXISTS "{staged}"')
        self.run(f'DROP TABLE IF EXISTS "{staged.removesuffix("_rows")}"')


def _function(name: str, takes: Any, gives: Any) -> Callable[[Any], Any]:
    """A macro of the engine as a function of an Ibis column."""
    found: Callable[[Any], Any] = ibis.udf.scalar.builtin(_macro, name=name, signature=((takes,), gives))
    return found


def _macro(_value: Any) -> Any:
    """A macro of the engine."""


def _sql_type(kind: pa.DataType) -> str:
    """The engine's type for the values of a lookup."""
    if pa.types.is_decimal(kind):
        return f"DECIMAL({kind.precision}, {kind.scale})"
    return {pa.string(): "VARCHAR", pa.date32(): "DATE", pa.bool_(): "BOOLEAN"}.get(kind, "BIGINT")


def _listed(values: Sequence[Any]) -> str:
    """Values as SQL literals with commas between."""
    return ", ".join("NULL" if value is None else f"'{quoted(str(value))}'" for value in values)


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
