"""Lists: what came in, what was put aside and why, which sources and measures are known."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tercet.answers import Answer
from tercet.catalog.load import Catalog
from tercet.harmonise.labels import nearest
from tercet.ledger.ledger import Ledger

WORDS: Mapping[str, str] = {
    "bad_number": "{text!r} is not a number",
    "negative": "{text} is negative",
    "not_whole": "{text} is not a whole number",
    "implausible": "{text} is outside the plausible range of the source",
    "out_of_range": "{text} is larger than any amount that can be kept",
    "bad_date": "{text!r} is not a date of the calendar",
    "bad_period": "{text!r} is not a period",
    "missing_id": "the record has no id",
}


def batches(ledger: Ledger) -> Answer:
    """Every batch: what came in, when, and what became of its rows."""
    columns = ("batch", "source", "layout", "file", "received", "rows_in", "accepted", "rejected", "repeated", "covers")
    rows = [
        (one.id, one.source, one.layout, one.file, one.received, one.rows_in, one.accepted, one.rejected, one.repeated)
        + (_covers(one.coverage), one.sha256)
        for one in ledger.batches()
    ]
    return Answer((*columns, "sha256"), rows)


def _covers(coverage: Any) -> str:
    """From the first to the last day of what a batch covers."""
    if not coverage:
        return ""
    return f"{min(span.start for span in coverage)} to {max(span.end for span in coverage)}"


def rejects(ledger: Ledger, catalog: Catalog, batch: str | None = None) -> Answer:
    """Every row that was put aside, with its reasons, file and row, and the nearest known labels."""
    chosen, table = ledger.rejects(batch)
    files = {one.id: one.file for one in chosen}
    found = ledger.engine.arrow(table).to_pylist() if table is not None else []
    columns = ("batch", "source", "file", "row", "cell", "outcome", "reasons", "message", "raw")
    rows = []
    for row in found:
        problems = json.loads(row["problems"] or "[]")
        reasons = ", ".join(dict.fromkeys(one["code"] for one in problems)) or "repeated_id"
        message = "; ".join(_message(one, catalog) for one in problems) or "the id is kept in another row of the file"
        where = (row["batch"], row["source"], files[row["batch"]], row["row"], row["cell"])
        rows.append((*where, row["outcome"], reasons, message, row["raw"]))
    return Answer(columns, rows)


def _message(problem: Mapping[str, Any], catalog: Catalog) -> str:
    """One problem in words: the field, what is wrong with its text, and what was probably meant."""
    field, text = problem["field"], problem["text"]
    if problem["code"] in WORDS:
        return f"{field}: {WORDS[problem['code']].format(text=text)}"
    known = catalog.labels(field)
    near = nearest(str(text), known)
    hint = f" (nearest: {', '.join(near)})" if near else ""
    return f"{field}: {text!r} is not known{hint}"


def sources(catalog: Catalog, name: str | None = None) -> Answer:
    """The sources that can be read; of one source, everything that its descriptor declares."""
    if name is not None:
        return _described(catalog.source(name).model_dump(by_alias=True, exclude_defaults=True, mode="json"))
    rows = [(one.id, one.area, one.record, one.publisher.en, one.names.en) for one in catalog.sources.values()]
    return Answer(("id", "area", "record", "publisher", "name"), rows)


def measures(catalog: Catalog, name: str | None = None) -> Answer:
    """The measures that can be asked; of one measure, its whole definition."""
    if name is not None:
        return _described(catalog.measure(name).model_dump(by_alias=True, exclude_defaults=True, mode="json"))
    rows = [(one.id, one.names.en, one.unit, " ".join(one.freqs), one.definition) for one in catalog.measures.values()]
    return Answer(("id", "name", "unit", "freqs", "definition"), rows)


def _described(definition: Mapping[str, Any]) -> Answer:
    """A definition as key and value, nested keys joined by dots."""
    return Answer(("key", "value"), list(_flat(definition)))


def _flat(value: Any, path: str = "") -> list[tuple[str, str]]:
    if isinstance(value, Mapping):
        return [pair for key, inner in value.items() for pair in _flat(inner, f"{path}.{key}" if path else str(key))]
    if isinstance(value, list) and any(isinstance(inner, Mapping) for inner in value):
        return [pair for number, inner in enumerate(value, start=1) for pair in _flat(inner, f"{path}[{number}]")]
    text = ", ".join(str(inner) for inner in value) if isinstance(value, list) else str(value)
    return [(path, text)]
