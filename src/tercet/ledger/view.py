"""The View: the one door to the records, for an audience, as of a date, for a use."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, reduce
from typing import Any, TypeVar

import ibis
import pyarrow as pa

from tercet.catalog.load import Catalog
from tercet.errors import LedgerError
from tercet.ledger.batch import Batch, Span
from tercet.ledger.engine import Engine
from tercet.ledger.store import Store
from tercet.records import KINDS
from tercet.terms.release import released

DAILY = "D"  # the frequency of single days, which files cover by ranges

T = TypeVar("T")


@dataclass(frozen=True)
class View:
    """What one audience may see, as it was known on a date.

    `records` gives, for each restatement key of a source, the rows of the newest batch that covers it,
    and of those the rows whose terms allow this audience and this use.
    """

    audience: str
    as_of: date | None
    use: str
    batches: tuple[Batch, ...]
    engine: Engine
    store: Store
    catalog: Catalog

    @property
    def con(self) -> Any:
        """The engine's Ibis connection, to compute what the view gives."""
        return self.engine.con

    def sources(self, kind: str) -> tuple[str, ...]:
        """The sources that have batches of a kind of record in force."""
        return tuple(sorted({batch.source for batch in self.batches if batch.kind == kind}))

    def covered(self, source: str) -> tuple[Span, ...]:
        """Every period that the source's batches in force cover.

        A part of a year is covered until a newer file has more of that year, or all of it.
        """
        batches = self._of(source)
        if "period" not in self.catalog.source(source).restates:
            return tuple(sorted({span for batch in batches for span in batch.coverage}))
        newest = {(span.freq, span.start): batch for batch in batches for span in batch.coverage}
        found = ((span, batch) for batch in batches for span in batch.coverage)
        return tuple(
            sorted({span for span, batch in found if span.freq == DAILY or newest[span.freq, span.start] is batch})
        )

    def only(self, batch: Batch) -> View:
        """The same view as if one batch were all that had come in: a vintage by itself."""
        return self.once(("only", batch.id), lambda: replace(self, batches=(batch,)))

    def records(self, kind: str, source: str) -> Any:
        """The records of a source that are in force and released for the view's use, with `source` and `batch`."""
        return self._released(kind, source, self.use)

    def listable(self, kind: str, source: str) -> Any:
        """The records of which the rows themselves may be shown; terms may allow totals and no rows."""
        return self._released(kind, source, "records")

    def withheld(self, kind: str, source: str) -> frozenset[str]:
        """The places (or, where that is unknown, areas) of records that terms keep out of this view."""
        if self._allowed(self.use) >= self.catalog.terms.terms.keys():
            return frozenset()
        table = self._in_force(kind, source)
        kept_out = table.filter(~table.terms.isin(sorted(self._allowed(self.use))))
        found = self.engine.arrow(kept_out.select(place_=ibis.coalesce(table.place, table.area)).distinct())
        return frozenset(place for place in found["place_"].to_pylist() if place)

    def guarded(self, kind: str, source: str) -> bool:
        """Whether a source has records that may be in totals only, so that figures outside the house are guarded."""
        only_counted = self._allowed(self.use) - self._allowed("records")
        if self.catalog.terms.audiences[self.audience].inside or not only_counted:
            return False
        table = self._in_force(kind, source)
        found = table.filter(table.terms.isin(sorted(only_counted))).select("terms").limit(1)
        return bool(self.engine.arrow(found).num_rows)

    def _allowed(self, use: str) -> frozenset[str]:
        """The terms whose records the audience may use in this way."""
        return released(self.catalog.terms, self.audience, use, self.as_of)

    def listed(self, terms: str) -> bool:
        """Whether records under these terms may be shown to the audience, and not only their totals."""
        return terms in self._allowed("records")

    def terms_of(self, batch: Batch) -> frozenset[str]:
        """The terms of a batch's records; those of its source where it has none."""
        return self._terms_by_batch.get(batch.id, frozenset({batch.terms}))

    def any_released(self, batch: Batch) -> bool:
        """Whether the audience may use any record of a batch."""
        allowed = self._allowed(self.use)
        return allowed >= self.catalog.terms.terms.keys() or not self.terms_of(batch).isdisjoint(allowed)

    def all_listed(self, batch: Batch) -> bool:
        """Whether every row of a batch may be shown: of rows that were put aside, only the source's terms are known."""
        allowed = self._allowed("records")
        return allowed >= self.catalog.terms.terms.keys() or {batch.terms, *self.terms_of(batch)} <= allowed

    @cached_property
    def _terms_by_batch(self) -> Mapping[str, frozenset[str]]:
        """By batch: the terms of its records, asked once."""
        found: dict[str, set[str]] = {}
        for kind, source in sorted({(batch.kind, batch.source) for batch in self.batches if batch.accepted}):
            table = self._read(kind, source, self._of(source))
            for row in self.engine.arrow(table.select("batch", "terms").distinct()).to_pylist():
                found.setdefault(row["batch"], set()).add(row["terms"])
        return {name: frozenset(terms) for name, terms in found.items()}

    @cached_property
    def _known(self) -> dict[Hashable, Any]:
        """What was made of the view already."""
        return {}

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What a function makes, made once for a key: batches never change, so nothing that a view gives does."""
        if key not in self._known:
            self._known[key] = make()
        found: T = self._known[key]
        return found

    def _released(self, kind: str, source: str, use: str) -> Any:
        table = self._in_force(kind, source)
        allowed = self._allowed(use)
        return table.filter(table.terms.isin(sorted(allowed)))

    def _in_force(self, kind: str, source: str) -> Any:
        """For each restatement key the rows of the newest batch that covers it, whatever their terms."""
        return self.once(("in force", kind, source), lambda: self._chosen(kind, source))

    def _chosen(self, kind: str, source: str) -> Any:
        batches = self._of(source)
        table = self._read(kind, source, batches)
        keys = self.catalog.source(source).restates
        if len(batches) > 1 and keys != "appends":
            table = self._newest(table, batches, _keys(kind, keys))
        return table

    def _of(self, source: str) -> list[Batch]:
        return [batch for batch in self.batches if batch.source == source]

    def _read(self, kind: str, source: str, batches: Sequence[Batch]) -> Any:
        files = self.store.files(kind, source, tuple(batch.id for batch in batches))
        if not files:
            raise LedgerError(f"The ledger has no records of {source}. Ingest a file of it first.")
        return self.engine.parquet(files)

    def _newest(self, table: Any, batches: Sequence[Batch], keys: Sequence[Any]) -> Any:
        """For each key, only the rows of the newest batch that has it."""
        order = {batch.id: place for place, batch in enumerate(sorted(batches, key=lambda one: one.rank))}
        ranks = self.engine.keep(
            pa.table(
                {"_batch": pa.array(list(order), pa.string()), "_rank": pa.array(list(order.values()), pa.int64())}
            )
        )
        ranked = table.left_join(ranks, table.batch == ranks._batch).drop("_batch")
        named = {f"_key_{number}": key(ranked) for number, key in enumerate(keys)}
        keyed = ranked.mutate(**named)
        newest = keyed.group_by(list(named)).agg(_newest=keyed._rank.max())
        same = [keyed[name].identical_to(newest[name]) for name in named]
        joined = keyed.semi_join(newest, [*same, keyed._rank == newest._newest])
        return joined.drop("_rank", *named)


def _keys(kind: str, fields: Sequence[str]) -> list[Any]:
    """The restatement keys as functions of the table; single days are restated by the month.

    A period is restated by its frequency and first day, whatever its length: the year that had six months in one file
    and has twelve in the next is the same year.
    """
    keys: list[Any] = []
    for field in fields:
        if field == "period":
            keys += [
                lambda table: table.freq,
                lambda table: ibis.ifelse(table.freq == DAILY, table.start.truncate("M"), table.start),
            ]
        elif field in KINDS[kind].columns:
            keys.append(lambda table, name=field: table[name])
        else:
            keys.append(lambda table, name=field: table.dims[name])
    return keys


def in_force(batches: Sequence[Batch], as_of: date | None) -> tuple[Batch, ...]:
    """The batches received by a date, without readings that a corrected one supersedes; newest last."""
    chosen = [batch for batch in batches if as_of is None or batch.received <= as_of]
    latest: dict[tuple[str, str], Batch] = reduce(_later, chosen, {})
    return tuple(sorted(latest.values(), key=lambda batch: (batch.source, batch.rank)))


def _later(so_far: dict[tuple[str, str], Batch], batch: Batch) -> dict[tuple[str, str], Batch]:
    """Of two readings of the same file, the one that was landed later."""
    key = (batch.source, batch.sha256)
    if key not in so_far or so_far[key].landed < batch.landed:
        so_far[key] = batch
    return so_far
