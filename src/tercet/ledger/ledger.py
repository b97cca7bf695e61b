"""The ledger of a workspace: what came in, and the views of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tercet.catalog.load import Catalog
from tercet.errors import LedgerError, unknown
from tercet.ledger.batch import Batch, from_row
from tercet.ledger.store import Store
from tercet.settings import Settings
from tercet.terms.release import check

# The engine takes a third of a second to load; a file that landed before is recognised without it.
if TYPE_CHECKING:
    from tercet.ledger.engine import Engine
    from tercet.ledger.land import Landing
    from tercet.ledger.view import View


class Ledger:
    """Delta tables of records, rejects and batches under one folder."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.store = Store(settings.ledger)

    @cached_property
    def engine(self) -> Engine:
        """The engine, opened on first use."""
        from tercet.ledger.engine import Engine

        scratch = self.settings.ledger / "scratch"
        scratch.mkdir(parents=True, exist_ok=True)
        return Engine(self.settings, scratch)

    def batches(self) -> tuple[Batch, ...]:
        """Every batch that landed, oldest first."""
        return tuple(
            sorted((from_row(row) for row in self.store.rows("batches")), key=lambda batch: (batch.landed, batch.id))
        )

    @contextmanager
    def landing(self, batch: str) -> Iterator[Landing]:
        """The right to land one batch; what dead landings left behind is swept first."""
        from tercet.ledger.land import landing, sweep

        sweep(self.store)
        with landing(self.store, self.engine, batch) as right:
            yield right

    def view(self, catalog: Catalog, audience: str, as_of: date | None = None, use: str = "statistics") -> View:
        """What an audience may see as of a date (None: as of now), for statistics or records."""
        from tercet.ledger.view import View, in_force

        check(catalog.terms, audience, use)
        return View(audience, as_of, use, in_force(self.batches(), as_of), self.engine, self.store, catalog)

    def rejects(self, name: str | None = None) -> tuple[tuple[Batch, ...], Any]:
        """Rows that were put aside, of one batch (its id, or the start of it) or of all in force; and their batches."""
        from tercet.ledger.view import in_force

        batches = self.batches()
        chosen = tuple(one for one in batches if one.id.startswith(name)) if name else in_force(batches, None)
        if name is not None and not chosen:
            raise LedgerError(unknown("batch", name, [batch.id for batch in batches]))
        files = [
            file
            for source in sorted({batch.source for batch in chosen})
            for file in self.store.files(
                "rejects", source, tuple(batch.id for batch in chosen if batch.source == source)
            )
        ]
        if not files:
            return chosen, None
        table = self.engine.parquet(files)
        return chosen, table.order_by(["source", "batch", "row", "cell"])
