"""The yardstick: DuckDB SQL as a good engineer writes it by hand in an afternoon.

`python sql_baseline.py ingest DATA OUT` writes records, rejected and repeated rows as Parquet, then
`python sql_baseline.py measures OUT SUM...` writes monthly sums, from that Parquet, as CSV. The statements are
in sql/. Labels are looked up in tables, whatever their case, and amounts are decimals of any usual length.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from baseline import run
from labels import FILES, MONTHS, File

SQL = Path(__file__).parent / "sql"


def connect(scratch: Path) -> duckdb.DuckDBPyConnection:
    """An engine with two threads and a modest memory."""
    con = duckdb.connect()
    con.execute("set threads = 2")
    con.execute("set memory_limit = '1GB'")
    con.execute(f"set temp_directory = '{scratch}'")
    return con


def lookup(con: duckdb.DuckDBPyConnection, table: str, columns: str, codes: Mapping[str, Sequence[str | int]]) -> None:
    """A small table of lower-case labels and what each stands for."""
    con.execute(f"create or replace temp table {table} (label varchar, {columns})")
    marks = ", ".join("?" for _ in columns.split(", "))
    rows = [[label, *values] for label, values in codes.items()]
    con.executemany(f"insert into {table} values (lower(trim(?)), {marks})", rows)  # noqa: S608 - our names


def lookups(con: duckdb.DuckDBPyConnection, file: File) -> None:
    """The labels of one file."""
    lookup(con, "months", "code integer", {label: [number] for number, label in enumerate(MONTHS, start=1)})
    lookup(con, "places", "code varchar", {label: [code] for label, code in file.places.items()})
    lookup(con, "agencies", "code varchar", {label: [code] for label, code in file.agencies.items()})
    lookup(con, "substances", "code varchar", {label: [code] for label, code in file.substances.items()})
    lookup(con, "units", "code varchar, dimension varchar, factor decimal(10)", file.units)


def ingest(data: Path, out: Path) -> None:
    """Read the three files, one after the other."""
    con = connect(out / "scratch")
    for file in FILES:
        lookups(con, file)
        con.execute(f"set variable file = '{data / file.source}.csv'")
        con.execute((SQL / f"{file.country.lower()}.sql").read_text("utf-8"))
        months = 1 if file.country == "US" else 0
        keep = (SQL / "keep.sql").read_text("utf-8")
        con.execute(keep.format(out=out, source=file.source, area=file.country, months=months))


def measures(out: Path, sums: Sequence[str]) -> None:
    """Sums per area, month and substance, from the Parquet that `ingest` wrote."""
    con = connect(out / "scratch")
    wanted = ", ".join(f"sum({name}) as {name}" for name in sums)
    con.execute(
        f"""copy (
            select area, date_trunc('month', start)::date as month, substance, {wanted}
            from read_parquet('{out}/records/*.parquet')
            group by all
            order by all
        ) to '/dev/stdout' (header)"""  # noqa: S608 - names that `run` has checked
    )


if __name__ == "__main__":
    run("The yardstick, in SQL.", ingest, measures)
