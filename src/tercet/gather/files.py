"""The files of an edition, and the rows that were put aside, as far as the audience may know of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from tercet.catalog.load import Catalog
from tercet.edition.content import File, PutAside
from tercet.ledger.ledger import Ledger
from tercet.ledger.view import View


def files(view: View, catalog: Catalog) -> Iterator[File]:
    """The files in force of which the audience has any record, by source and day.

    How many rows a file has is only told where every one of them is released.
    """
    for batch in view.batches:
        if view.any_released(batch):
            whole = view.all_listed(batch)
            yield File(
                name=batch.file,
                source=catalog.source(batch.source),
                sha256=batch.sha256,
                received=batch.received,
                rows_in=batch.rows_in if whole else None,
                accepted=batch.accepted if whole else None,
                rejected=batch.rejected if whole else None,
                repeated=batch.repeated if whole else None,
                first=min((span.start for span in batch.coverage), default=None),
                last=max((span.end for span in batch.coverage), default=None),
            )


def put_aside(view: View, ledger: Ledger) -> Iterator[PutAside]:
    """Rows put aside, counted by file and reason by the engine, each with its first row as an example.

    Nobody knows the terms of a row that could not be read, so those of its file must all be open.
    """
    open_ = {batch.id: batch.file for batch in view.batches if view.all_listed(batch)}
    _, table = ledger.rejects()
    if table is None:
        return
    counted = table.group_by("batch", "problems").aggregate(rows=table.count(), first=table.row.min())
    found: dict[tuple[str, str], PutAside] = {}
    for row in ledger.engine.arrow(counted.order_by("batch", "first", "problems")).to_pylist():
        if row["batch"] in open_:
            first = (json.loads(row["problems"] or "[]") or [{"code": "repeated_id", "field": "", "text": ""}])[0]
            key = (open_[row["batch"]], str(first["code"]))
            one = PutAside(*key, str(first["field"]), row["rows"], row["first"], str(first["text"] or ""))
            found[key] = replace(found[key], rows=found[key].rows + one.rows) if key in found else one
    yield from sorted(found.values(), key=lambda one: (one.file, one.reason))
