"""What many tests build: a partner's source, a table of text, its records, and a ledger or workspace for them."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import yaml

from tercet.catalog.descriptor import Source
from tercet.catalog.load import Catalog
from tercet.harmonise.labels import Tools
from tercet.harmonise.steps import Harmonised, Reading, harmonise
from tercet.ledger.batch import Batch, batch_id
from tercet.ledger.engine import Engine
from tercet.ledger.land import Staged
from tercet.ledger.ledger import Ledger
from tercet.records import KINDS
from tercet.settings import Settings, create
from tercet.workspace import Workspace

Row = dict[str, Any]
Cells = Sequence[str | None]

HEADER = ("day", "drug", "amount")
COLUMNS: Mapping[str, str] = {"day": "date", "drug": "substance", "amount": "quantity"}
DAY = "2024-03-05"


def described(name: str = "partner", columns: Mapping[str, Any] = COLUMNS, **more: Any) -> dict[str, Any]:
    """The descriptor of a partner who reports seizures by day, in kilograms, unless told otherwise."""
    layout = {"columns": dict(columns), **more.pop("layout", {})}
    return {
        "id": name,
        "publisher": {"en": name},
        "names": {"en": name},
        "area": "US",
        "record": "seizure",
        "layouts": [layout],
        "period": {"date": "date"},
        "unit": "kg",
        "terms": "public",
        **more,
    }


def source(name: str = "partner", columns: Mapping[str, Any] = COLUMNS, **more: Any) -> Source:
    """A partner's source, as the loader would read it."""
    return Source.model_validate(described(name, columns, **more))


@cache
def packaged() -> Catalog:
    """The packaged definitions, read once."""
    return Catalog.open()


def catalog(*sources: Source, **parts: Any) -> Catalog:
    """The packaged definitions with a test's own sources, and other parts of its own."""
    made = Catalog(packaged().folders)
    for part in ("areas", "units", "codelists", "substances", "terms"):
        vars(made)[part] = parts.get(part, getattr(packaged(), part))
    vars(made)["sources"] = {one.id: one for one in sources}
    return made


@cache
def engine() -> Engine:
    """One engine for all the tests that only compute."""
    return Engine(Settings(Path()))


def text_table(header: Sequence[str], rows: Iterable[Cells]) -> pa.Table:
    """A table of text, as a publisher's file holds it."""
    kept = [list(row) for row in rows]
    return pa.table({name: pa.array([row[at] for row in kept], pa.string()) for at, name in enumerate(header)})


def harmonising(
    one: Source,
    header: Sequence[str],
    rows: Iterable[Cells],
    on: Engine,
    notes: str = "",
    filename: str = "partner.csv",
) -> Harmonised:
    """The lazy records of a table of text, read by the first layout of a source."""
    layout = one.layouts[0]
    table = on.keep(text_table(header, rows))
    reading = Reading(table, tuple(header), notes, filename, one, layout, one.read, KINDS[one.record])
    return harmonise(reading, catalog(one), Tools(on.arrow, getattr(on, "lookup", on.keep)))


def records(
    one: Source, header: Sequence[str], rows: Iterable[Cells], notes: str = "", filename: str = "f.csv"
) -> list[Row]:
    """Every observation of a table of text, in the file's order, with its row number and its problems as a list."""
    on = engine()
    lazy = harmonising(one, header, rows, on, notes, filename)
    staged = on.stage(lazy.table)
    found = on.con.con.sql(f"FROM {staged} ORDER BY rowid").to_arrow_table().to_pylist()
    on.drop(staged)
    for place, row in enumerate(found):
        row["row"] = 2 + place // lazy.cells
        row["dims"] = dict(row["dims"]) if row["dims"] is not None else None
        row["problems"] = json.loads(row.pop("_problems") or "[]")
    return list(found)


def amounts(texts: Sequence[str | None], **more: Any) -> list[Row]:
    """One seizure of cocaine for each text that stands in the column of amounts."""
    return records(source(**more), HEADER, [(DAY, "cocaine", text) for text in texts])


def codes(row: Row) -> list[str]:
    """The reasons for which a row is put aside."""
    return [problem["code"] for problem in row["problems"]]


def land(
    ledger: Ledger,
    one: Source,
    rows: Iterable[Cells],
    header: Sequence[str] = HEADER,
    received: date | None = None,
    **more: Any,
) -> Batch:
    """Keep a table of text in a ledger, as ingesting a file of it would."""
    kept = [list(row) for row in rows]
    digest = hashlib.sha256(json.dumps([one.id, header, kept]).encode()).hexdigest()
    reading = hashlib.sha256(one.model_dump_json().encode()).hexdigest()
    usual = draft(one, digest, reading, received or date(2024, 6, 1))
    with ledger.landing(usual.id) as landing:
        lazy = harmonising(one, header, kept, landing.engine)
        staged = Staged(landing.engine.stage(lazy.table), lazy.cells, 2)
        return landing.keep(staged, replace(usual, **more), one)


def draft(one: Source, sha256: str, reading: str, received: date) -> Batch:
    """What is known of a batch before it lands."""
    return Batch(
        id=batch_id(one.id, sha256, reading),
        source=one.id,
        layout=one.layouts[0].id,
        kind=one.record,
        file=f"{one.id}.csv",
        sha256=sha256,
        size=0,
        modified=0,
        received=received,
        landed=datetime.now(UTC),
        rows_in=0,
        accepted=0,
        rejected=0,
        repeated=0,
        file_rows=0,
        coverage=(),
        terms=one.terms,
        sample=one.sample,
        warnings=(),
        supersedes=None,
        code_version="0",
        reading=reading,
    )


def seen(ledger: Ledger, one: Source, **more: Any) -> list[Row]:
    """The records of a source that a view shows: own staff, as of now, for records, unless told otherwise."""
    view = ledger.view(catalog(one), **{"audience": "internal", "use": "records", **more})
    if one.id not in view.sources(one.record):
        return []
    return list(ledger.engine.arrow(view.records(one.record, one.id)).to_pylist())


def workspace(folder: Path, *descriptors: Mapping[str, Any]) -> Workspace:
    """A workspace whose own catalog holds some sources."""
    settings = create(folder)
    (folder / "catalog" / "sources").mkdir()
    for one in descriptors:
        (folder / "catalog" / "sources" / f"{one['id']}.yml").write_text(yaml.safe_dump(dict(one)), "utf-8")
    return Workspace(settings)


def csv_file(path: Path, rows: Iterable[Sequence[object]], header: Sequence[str] = HEADER) -> Path:
    """A comma-separated file with a header."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
    return path
