"""As fast as DuckDB gets: SQL tuned by hand for exactly these three files.

It has the verbs of sql_baseline.py and writes the same; the statements are in tuned/. It knows what it reads: exact
labels, at most six decimals, quantities to 50,000.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import gcd
from pathlib import Path

import duckdb

from baseline import MILLION, SUMS, run
from labels import FILES, MONTHS, File
from sql_baseline import connect, measures

SQL = Path(__file__).parent / "tuned"
ENUMS = {
    "reason": ("number", "implausible", "date", "substance", "unit", "place", "agency"),
    "area": tuple(file.country for file in FILES),
    "freq": ("D", "M"),
    "status": ("A",),
    "terms": ("public",),
    "dimension": SUMS,
    "place": tuple(code for file in FILES for code in file.places.values()),
    "agency": tuple(code for file in FILES for code in file.agencies.values()),
    "substance": tuple(code for file in FILES for code in file.substances.values()),
    "unit": tuple(unit.code for file in FILES for unit in file.units.values()),
}


def texts(values: Iterable[str]) -> str:
    """SQL literals, comma between."""
    return ", ".join("'" + value.replace("'", "''") + "'" for value in values)


def lookup(con: duckdb.DuckDBPyConnection, name: str, codes: Mapping[str, str | int], kind: str) -> None:
    """A macro `name_of(label)`: a code by the label's place in an enum. A join would lose the order of the file."""
    con.execute(f"drop type if exists {name}_label")
    con.execute(f"create type {name}_label as enum ({texts(codes)})")
    listed = f"[{texts(str(code) for code in codes.values())}]::{kind}[]"
    con.execute(
        f"create or replace temp macro {name}_of(label) as ({listed})[enum_code(try_cast(label as {name}_label)) + 1]"
    )


def lookups(con: duckdb.DuckDBPyConnection, file: File) -> None:
    """The labels of one file. A unit is `times / per` base units for each millionth of it."""
    lookup(con, "month", {label: number for number, label in enumerate(MONTHS, start=1)}, "integer")
    lookup(con, "place", file.places, "place")
    lookup(con, "agency", file.agencies, "agency")
    lookup(con, "substance", file.substances, "substance")
    lookup(con, "unit", {label: unit.code for label, unit in file.units.items()}, "unit")
    lookup(con, "dimension", {label: unit.dimension for label, unit in file.units.items()}, "dimension")
    parts = {label: gcd(unit.factor, MILLION) for label, unit in file.units.items()}
    lookup(con, "times", {label: unit.factor // parts[label] for label, unit in file.units.items()}, "bigint")
    lookup(con, "per", {label: MILLION // parts[label] for label in file.units}, "bigint")


def ingest(data: Path, out: Path) -> None:
    """Read the three files, one after the other."""
    con = connect(out / "scratch")
    for name, values in ENUMS.items():
        con.execute(f"create type {name} as enum ({texts(dict.fromkeys(values))})")
    for file in FILES:
        lookups(con, file)
        con.execute(f"set variable file = '{data / file.source}.csv'")
        con.execute((SQL / f"{file.country.lower()}.sql").read_text("utf-8"))
        months = 1 if file.country == "US" else 0
        keep = (SQL / "keep.sql").read_text("utf-8")
        con.execute(keep.format(out=out, source=file.source, area=file.country, months=months))


if __name__ == "__main__":
    run("SQL tuned to the last trick.", ingest, measures)
