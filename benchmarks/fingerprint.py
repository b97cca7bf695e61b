"""Whether two contestants kept the same: counts, and a sum of hashes over all that a row says.

`python fingerprint.py` reads {source: {outcome: SQL table}} as JSON and writes the same with a fingerprint in each
place. It runs in a process of its own, so that the process that measures stays small.
"""

from __future__ import annotations

import json
import sys

import duckdb

RECORD = (
    "row::bigint, record_id::varchar, place::varchar, start::date, months::smallint, freq::varchar, agency::varchar, "
    "substance::varchar, unit::varchar, events::bigint, mass::bigint, volume::bigint, units::bigint"
)


def fingerprint(con: duckdb.DuckDBPyConnection, outcome: str, table: str) -> str:
    """How many rows there are, and the sum of their hashes; of rows put aside only the row number is compared."""
    columns = RECORD if outcome == "accepted" else "row::bigint"
    found = con.execute(f"select count(*), sum(hash({columns})) from {table}").fetchone()  # noqa: S608 - our paths
    if found is None:
        raise ValueError(f"no answer for {table}")
    return f"{found[0]} rows, {int(found[1] or 0) % 2**64:016x}"


def main() -> None:
    """Fingerprint whatever is asked for on standard input."""
    con = duckdb.connect()
    con.execute("set memory_limit = '1GB'")
    asked = json.load(sys.stdin)
    json.dump(
        {
            source: {outcome: fingerprint(con, outcome, table) for outcome, table in tables.items()}
            for source, tables in asked.items()
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main()
