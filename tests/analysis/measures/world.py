"""A small ledger for tests: rows of dictionaries behind the shape of a View, and a catalog with a few sources."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, TypeVar

import ibis
import pyarrow as pa

from tercet.analysis.measures.series import series
from tercet.answers import Answer, plain
from tercet.catalog.descriptor import Source
from tercet.catalog.load import Catalog
from tercet.catalog.models import FactorSet, Measure
from tercet.ledger.batch import Span
from tercet.periods import last_day
from tercet.question import Question
from tercet.records import KINDS

KG = 1_000_000_000  # micrograms
Row = dict[str, Any]

T = TypeVar("T")


def month(year: int, number: int) -> date:
    """The first day of a month."""
    return date(year, number, 1)


def seizure(start: date, kg: int | None = None, **more: Any) -> Row:
    """A month's seizures of fentanyl in the United States, as published in pounds."""
    mass = None if kg is None else kg * KG
    usual = {"months": 1, "freq": "M", "substance": "fentanyl", "unit": "lb", "mass": mass, "events": 1}
    return {"start": start, **usual, **more}


def figure(start: date, value: int | None, months: int = 1, freq: str = "M", **more: Any) -> Row:
    """A figure that a publisher has counted."""
    usual = {"start": start, "months": months, "freq": freq, "value": value, "indicator": "deaths", "unit": "deaths"}
    return {**usual, **more}


def gap(start: date, kind: str, months: int = 1, freq: str = "M", **more: Any) -> Row:
    """A figure that is not there, and why."""
    status = {"suppressed": "Q", "not_applicable": "M"}.get(kind, "O")
    return figure(start, None, months, freq, **{"gap": kind, "status": status, **more})


def source(name: str, area: str = "US", record: str = "seizure", **more: Any) -> Source:
    """A source with nothing but what questions need of it."""
    names = {"en": name}
    usual = {"id": name, "publisher": names, "names": names, "area": area, "record": record, "terms": "public"}
    return Source.model_validate({**usual, "layouts": ({},), "period": {}, **more})


def measure(name: str = "fentanyl_seized_mass", **more: Any) -> Measure:
    """A measure of the mass of fentanyl seized, unless told otherwise."""
    usual: dict[str, Any] = {
        "id": name,
        "names": {"en": name.replace("_", " ").capitalize()},
        "from": "seizure",
        "where": {"substance": "fentanyl"},
        "value": {"sum": "mass"},
        "unit": "kg",
        "freqs": ("M", "Q", "A", "FY", "R12"),
        "definition": "What it is.",
        "caveat": "What it is not.",
    }
    return Measure.model_validate({**usual, **more})


def deaths(**more: Any) -> Measure:
    """A measure of deaths that a publisher has counted."""
    usual: dict[str, Any] = {
        "name": "overdose_deaths",
        "from": "observation",
        "where": {"indicator": "deaths"},
        "value": {"sum": "value"},
        "unit": "deaths",
    }
    return measure(**{**usual, **more})


@cache
def packaged() -> Catalog:
    """The packaged definitions, read once."""
    return Catalog.open()


def catalog(*sources: Source, factors: Iterable[FactorSet] = ()) -> Catalog:
    """The packaged areas, units and code lists with a test's own sources and factor sets."""
    made = Catalog(packaged().folders)
    for part in ("areas", "units", "codelists", "substances"):
        vars(made)[part] = getattr(packaged(), part)
    vars(made)["sources"] = {one.id: one for one in sources}
    vars(made)["factors"] = {one.id: one for one in factors}
    return made


@dataclass(frozen=True)
class Batch:
    """The only file of a source."""

    id: str
    source: str
    file: str
    coverage: tuple[Span, ...]
    layout: str = "main"
    sha256: str = "0" * 64
    received: date = date(2026, 5, 1)
    rejected: int = 0


@dataclass(frozen=True)
class World:
    """A view over rows that a test wrote down."""

    rows: Mapping[str, tuple[Row, ...]]
    kinds: Mapping[str, str]
    spans: Mapping[str, tuple[Span, ...]]
    con: Any = field(default_factory=ibis.duckdb.connect)

    @property
    def batches(self) -> tuple[Batch, ...]:
        """One batch for each source."""
        return tuple(Batch(f"b-{name}", name, f"{name}.csv", self.covered(name)) for name in sorted(self.rows))

    def sources(self, kind: str) -> tuple[str, ...]:
        """The sources with records of a kind."""
        return tuple(sorted(name for name in self.rows if self.kinds[name] == kind))

    def listable(self, kind: str, source: str) -> Any:
        """All records may be shown here."""
        return self.records(kind, source)

    def any_released(self, batch: Any) -> bool:
        """Every record is released here."""
        return True

    def all_listed(self, batch: Any) -> bool:
        """Every row may be shown here."""
        return True

    def guarded(self, kind: str, source: str) -> bool:
        """Nothing needs guarding here."""
        return False

    def listed(self, terms: str) -> bool:
        """All records may be shown here."""
        return True

    def withheld(self, kind: str, source: str) -> frozenset[str]:
        """Nothing is kept out here."""
        return frozenset()

    def records(self, kind: str, source: str) -> Any:
        """The records of a source as an Ibis table."""
        assert self.kinds[source] == kind
        return ibis.memtable(pa.Table.from_pylist(list(self.rows[source]), KINDS[kind].arrow_schema()))

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Nothing is remembered here: a test may change its rows."""
        return make()

    def covered(self, source: str) -> tuple[Span, ...]:
        """The periods that a test says were published; otherwise those that rows are about."""
        if source in self.spans:
            return self.spans[source]
        found = {(row["freq"], row["start"], row["months"]) for row in self.rows[source]}
        return tuple(sorted(Span(freq, start, last_day(start, months)) for freq, start, months in found))


def world(known: Catalog, rows: Mapping[str, Iterable[Row]], **spans: Iterable[Span]) -> World:
    """A view over rows by source, with what each source has published where that is more than its rows."""
    kinds = {name: known.sources[name].record for name in rows}
    full = {name: tuple(_full(known.sources[name], found)) for name, found in rows.items()}
    return World(full, kinds, {name: tuple(found) for name, found in spans.items()})


def _full(one: Source, rows: Iterable[Row]) -> Iterable[Row]:
    columns = [*KINDS[one.record].columns, "source", "batch"]
    for number, row in enumerate(rows, start=2):
        usual = {"row": number, "area": one.area, "status": "A", "source": one.id, "batch": f"b-{one.id}"}
        assert row.keys() <= set(columns), row.keys() - set(columns)
        yield dict.fromkeys(columns) | usual | row


def months(year: int, first: int, last: int) -> list[Span]:
    """The months of a year that were published."""
    return [Span("M", month(year, at), last_day(month(year, at), 1)) for at in range(first, last + 1)]


def ask(known: Catalog, view: World, asked: Measure, **question: Any) -> Answer:
    """The series of a measure."""
    return series(view, asked, known, Question(asked.id, **question))


def cells(answer: Answer) -> list[tuple[str, ...]]:
    """Area, period, value and status of every row, then its dimensions, as text."""
    return [(row[1], row[2], plain(row[4]), row[8], *(plain(value) for value in row[9:])) for row in answer.rows]
