"""What many tests build: a partner's source, a table of text, its records, and a ledger or workspace for them."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import yaml

from tercet import ingest
from tercet.catalog.descriptor import Source
from tercet.catalog.load import Catalog
from tercet.harmonise.steps import Reading
from tercet.ledger.batch import Batch
from tercet.ledger.engine import Engine
from tercet.ledger.ledger import Ledger
from tercet.records import KINDS
from tercet.settings import FILE, Settings, create, find
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


def records(
    one: Source, header: Sequence[str], rows: Iterable[Cells], notes: str = "", filename: str = "f.csv"
) -> list[Row]:
    """Every observation of a table of text, in the file's order, with its row number and its problems as a list."""
    on, layout = engine(), one.layouts[0]
    table = on.keep(text_table(header, rows))
    reading = Reading(table, tuple(header), notes, filename, one, layout, one.read, KINDS[one.record])
    staged = ingest._stage(reading, catalog(one), on, 2)
    found: list[Row] = on.con.con.sql(f'FROM "{staged.table}" ORDER BY position').to_arrow_table().to_pylist()
    on.drop(staged.table)
    for row in found:
        row["row"] = staged.first_row + row["position"] // staged.cells
        row["dims"] = dict(row["dims"]) if row["dims"] is not None else None
        row["problems"] = json.loads(row.pop("_problems") or "[]")
    return found


def amounts(texts: Sequence[str | None], **more: Any) -> list[Row]:
    """One seizure of cocaine for each text that stands in the column of amounts."""
    return records(source(**more), HEADER, [(DAY, "cocaine", text) for text in texts])


def codes(row: Row) -> list[str]:
    """The reasons for which a row is put aside."""
    return [problem["code"] for problem in row["problems"]]


def opened(folder: Path) -> Ledger:
    """The ledger of a workspace, made on first use."""
    return Ledger(find(folder) if (folder / FILE).exists() else create(folder))


def land(ledger: Ledger, one: Source, rows: Iterable[Cells], received: date | None = None, **more: Any) -> Batch:
    """Ingest a file of a source, which holds these rows, into a ledger; the same rows make the same file."""
    kept = [list(row) for row in rows]
    header: Sequence[str] = more.pop("header", HEADER)
    digest = hashlib.sha256(json.dumps([header, kept]).encode()).hexdigest()[:12]
    files = ledger.settings.folder / "files"
    files.mkdir(exist_ok=True)
    path = csv_file(files / f"{one.id}-{digest}.csv", kept, header)
    outcome = ingest.ingest(path, ledger, catalog(one, **more), one.id, received)
    assert outcome.batch is not None
    return outcome.batch


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


def figures(name: str = "office", **more: Any) -> Source:
    """A statistical office: deaths and visits by period, one row each; a newer file restates the periods it has."""
    columns = {"when": "period", "what": "indicator", "n": "value"}
    lookups = {"indicator": {"deaths": "drug_overdose_deaths", "visits": "ed_visits"}}
    usual = {"record": "observation", "period": {"text": "period"}, "unit": "deaths", "lookups": lookups}
    return source(name, columns, **{**usual, **more})


def kept_files(ledger: Ledger) -> dict[str, str]:
    """Every file of a ledger's tables with the digest of its bytes: what has to be as before after a refusal."""
    return {
        path.relative_to(ledger.store.folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(ledger.store.folder.rglob("*"))
        if path.is_file() and not {"locks", "scratch"} & set(path.relative_to(ledger.store.folder).parts)
    }
