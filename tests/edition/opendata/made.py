"""Tables for the tests of the open data: every frequency, status, kind of cell and awkward code."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Context, Decimal
from pathlib import Path
from typing import Any

from tercet.answers import Answer
from tercet.catalog.load import Catalog
from tercet.edition.opendata import Meta, Published, files

CATALOG = Catalog.open()
COLUMNS = ("measure", "area", "period", "freq", "value", "low", "high", "unit", "status")
REAL = Meta("Tercet edition", date(2024, 2, 8), "public", sample=False, version="0.1.0")
SAMPLE = Meta("Tercet edition", date(2024, 2, 8), "public", sample=True, version="0.1.0")
LARGE = Decimal("12345678901234567890123456.123456789")
PERIODS = {
    "A": "2023",
    "FY": "FY2023",
    "M": "2023-06",
    "Q": "2023-Q2",
    "S": "2023-S1",
    "R12": "2023-06",
    "D": "2023-06-30",
}
STATUSES = tuple(CATALOG.codelists["status"].codes)
TEXTS = (None, "", "_X", "_T", "fentanyl", "007", "nan", "NaN", "1e5", 'says "no", twice', "Peñasco, río $2E", "a: b")


def row(area: str, period: str, freq: str, value: Decimal | None, status: str = "A", **more: Any) -> tuple[Any, ...]:
    """A row of an answer about fentanyl seized."""
    return (
        "fentanyl_seized_mass",
        area,
        period,
        freq,
        value,
        more.get("low"),
        more.get("high"),
        more.get("unit", "kg"),
        status,
        *more.get("by", ()),
    )


def table(name: str, rows: list[tuple[Any, ...]], by: tuple[str, ...] = (), **more: Any) -> Published:
    """A table of the measure about fentanyl seized, from one source."""
    answer = Answer((*COLUMNS, *by), rows, ("A note for the terminal.",), "Fentanyl seized (kg)")
    sources = (CATALOG.sources["us_cbp_drug_seizures"],)
    return Published(name, CATALOG.measures["fentanyl_seized_mass"], answer, more.get("sources", sources), ("A note.",))


def written(folder: Path, tables: Sequence[Published], meta: Meta) -> list[Path]:
    """The open data of some tables in a folder, as a build puts them there."""
    made = files(tables, meta, CATALOG)
    for name, data in made.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return [folder / name for name in made]


def one_more(number: Decimal) -> Decimal:
    """A number and one, to its last digit, whatever precision another test or library has set."""
    return Context(prec=60).add(number, Decimal(1))


def awkward() -> list[Published]:
    """Tables with whatever may come."""
    areas = ("US", "MX", "CA", "US-TX", "ca_phac.winnipeg")
    numbers = (Decimal("1271.690400368"), None, Decimal("-0.5"), Decimal(0), LARGE)
    times = [
        row(area, period, freq, number, low=number, high=None if number is None else one_more(number))
        for freq, period in PERIODS.items()
        for area, number in zip(areas, numbers, strict=True)
    ]
    gaps = [row("US", f"{2001 + at}", "A", None, status) for at, status in enumerate(STATUSES)]
    cut = [row("US", "2023", "A", Decimal(at), by=(text,)) for at, text in enumerate(TEXTS)]
    twice = [
        row("US", "2023", "A", Decimal("1.10"), by=("seized", "CBP")),
        row("US", "2023", "A", None, "Q", by=("x",) * 2),
    ]
    return [
        table("fentanyl_seized_mass-all", times),
        table("fentanyl_seized_mass-gaps", gaps),
        table("fentanyl_seized_mass-by", cut, ("substance",)),
        table("fentanyl_seized_mass-twice", twice, ("action", "agency")),
        table("fentanyl_seized_mass-full", [row("US", "2023", "A", LARGE), row("US", "2024", "A", one_more(LARGE))]),
        table("fentanyl_seized_mass-none", []),
    ]
