"""What must hold of a whole file before it lands: ids that come twice, and keys that may not."""

from __future__ import annotations

from collections.abc import Iterable

from tercet.catalog.descriptor import Source
from tercet.errors import LedgerError
from tercet.ledger.engine import Engine
from tercet.records import KINDS


def repeated_ids(engine: Engine, staged: str, source: Source) -> str:
    """An SQL condition on `s` that is true for rows whose id is kept in another row of the file."""
    rule = source.record_id
    if rule is None:
        return "FALSE"
    kept = {"first": "min(position)", "last": "max(position)", "reject": "-1"}[rule.repeated]
    engine.run(
        f"CREATE OR REPLACE TEMP TABLE repeated AS SELECT record_id, {kept} AS kept FROM {staged} "
        "WHERE _ok AND NOT _skip GROUP BY record_id HAVING count(*) > 1"
    )
    engine.run(
        f"CREATE OR REPLACE TEMP TABLE repeated_rows AS SELECT s.position FROM {staged} s "
        "JOIN repeated r ON s.record_id = r.record_id WHERE s._ok AND NOT s._skip AND s.position <> r.kept"
    )
    return "(s.position IN (SELECT position FROM repeated_rows))"


def unique_keys(engine: Engine, staged: str, repeated: str, source: Source, file: str) -> None:
    """Refuse a file in which a key that its publisher never repeats comes twice."""
    if not source.expect.unique:
        return
    kind = KINDS[source.record]
    own = {"period": ("freq", "start", "months")}
    columns = [name for field in source.expect.unique for name in own.get(field, (field,))]
    keys = ", ".join(f'"{name}"' if name in kind.columns else f"dims['{name}']" for name in columns)
    found = engine.run(
        f"SELECT count(*) AS n, {keys} FROM {staged} s WHERE _ok AND NOT _skip AND NOT {repeated} "
        f"GROUP BY {keys} HAVING count(*) > 1 ORDER BY ALL LIMIT 3"
    )
    if found:
        shown = "; ".join(
            ", ".join(f"{name} {value}" for name, value in zip(columns, row[1:], strict=True)) for row in found
        )
        raise LedgerError(
            f"{file}: rows that should differ in {', '.join(source.expect.unique)} come more than once, e.g. {shown}. "
            "Nothing was changed. Ask the publisher, or correct expect.unique in the source's YAML."
        )


def never_mixed(file: str, sample: bool, landed: Iterable[bool]) -> None:
    """Refuse a file of sample data beside real data, or the other way round; `landed` says it of each batch."""
    if any(other != sample for other in landed):
        mine, theirs = ("sample", "real") if sample else ("real", "sample")
        raise LedgerError(
            f"{file} holds {mine} data, and this workspace holds {theirs} data. They never meet in one workspace. "
            f"Nothing was changed. Make another one for {mine} data: tercet init DIR"
        )
