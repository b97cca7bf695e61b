"""What tests of claims build: a workspace's own claims, figures to check them by, and the rows that come out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tercet.analysis.claims.judge import judge
from tercet.answers import Answer
from tercet.catalog.load import Catalog
from tercet.errors import QuestionError
from tercet.question import Ask, Question

COLUMNS = ("measure", "area", "period", "freq", "value", "low", "high", "unit", "status")
# A series: (measure, freq, conditions in the order of their names) -> period -> value.
Series = Mapping[tuple[str, str, tuple[tuple[str, str], ...]], Mapping[str, str]]


@cache
def packaged() -> Catalog:
    """The packaged definitions, read once."""
    return Catalog.open()


def claim(name: str, **more: Any) -> dict[str, Any]:
    """A claim about seizures of a made-up agency; what a test is about is given by name."""
    metric = {"id": "tea_seized", "name": "Tea seized", "agency": "Customs", **more.pop("metric", {})}
    made = {
        "id": name,
        "metric": metric,
        "value": 100,
        "unit": "kg",
        "geography": "Erewhon",
        "by": "a minister",
        "said": "2024-03-01",
        "source": ["https://example.org/speech"],
        "basis": "opened",
    }
    return {key: value for key, value in {**made, **more}.items() if value is not None}


def year(number: int, **more: Any) -> dict[str, Any]:
    """A calendar year as a window."""
    return {"first": f"{number}-01-01", "last": f"{number}-12-31", **more}


def catalog_with(folder: Path, *claims: Mapping[str, Any]) -> Catalog:
    """The packaged definitions with a workspace's own claims."""
    own = folder / "catalog" / "claims"
    own.mkdir(parents=True, exist_ok=True)
    for one in claims:
        (own / f"{one['id']}.yml").write_text(yaml.safe_dump(dict(one), allow_unicode=True), "utf-8")
    return Catalog.open(folder)


def nothing(question: Question) -> Answer:
    """A workspace without data."""
    raise QuestionError(f"US: there is no series of {question.measure}. Ingest a file first.")


def figures(series: Series, notes: tuple[str, ...] = ()) -> Ask:
    """A workspace with these series and no others; every question is about the whole series."""

    def ask(question: Question) -> Answer:
        rows: list[tuple[Any, ...]] = []
        for (measure, freq, where), values in series.items():
            if (measure, freq, tuple(name for name, _ in where)) == (question.measure, question.freq, question.by):
                rows += [
                    (measure, question.areas[0], period, freq, Decimal(value), None, None, question.unit, "A")
                    + tuple(code for _, code in where)
                    for period, value in values.items()
                ]
        if not rows:
            return nothing(question)
        return Answer((*COLUMNS, *question.by), rows, notes)

    return ask


def rows_of(catalog: Catalog, ask: Ask = nothing, as_of: date | None = None, **more: Any) -> dict[str, dict[str, Any]]:
    """The rows of an answer by the id of the claim."""
    answer = judge(catalog, ask, as_of, more.pop("sample", False), **more)
    return {record["id"]: record for record in answer.records()}


@cache
def without_data() -> dict[str, dict[str, Any]]:
    """Every packaged claim, judged where there are no data."""
    return rows_of(packaged())
