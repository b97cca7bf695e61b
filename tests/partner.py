"""A partner who lets its records be counted and not be shown: workspaces for tests of what an edition gives away."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import yaml

import tercet
from tercet.workspace import Workspace

CLOSED = "statistics_only"
HEADER = "id,date,area,place,agency,substance,quantity,unit,events,note,terms"
# Seizures of each province in a year, each of this many kilograms. In 2023 Alberta has two: sensitive.
YEARS: Mapping[str, Mapping[str, int]] = {
    "2022": {"CA-BC": 40, "CA-ON": 60, "CA-QC": 30, "CA-AB": 12},
    "2023": {"CA-BC": 44, "CA-ON": 50, "CA-QC": 36, "CA-AB": 2},
}
MASS = {
    "CA-BC": Decimal("1.07"),
    "CA-ON": Decimal("2.13"),
    "CA-QC": Decimal("3.01"),
    "CA-AB": Decimal("7.77"),
    "CA-NS": Decimal("7.25"),
}


def rows(
    years: Mapping[str, Mapping[str, int]] = YEARS,
    terms: str = CLOSED,
    prefix: str = "R",
    mass: Mapping[str, Decimal] = MASS,
) -> list[str]:
    """Records in the common template, spread over the months of each year."""
    found = []
    for year, places in years.items():
        for place, times in places.items():
            for at in range(times):
                day = ("12-31", "01-01")[at] if at < 2 else f"{at % 12 + 1:02d}-{at % 28 + 1:02d}"  # a whole year
                number = f"{prefix}-{year}-{place}-{at}"
                found.append(f"{number},{year}-{day},CA,{place},RCMP,fentanyl,{mass[place]},kg,1,,{terms}")
    return found


def corrected() -> list[str]:
    """The seizures of Ontario in 2023 again, each much lighter: now another province is the smallest of the open ones.

    An edition that forgot the one before would hold back Ontario in place of British Columbia, and so publish the one
    figure that the edition before lacks.
    """
    return rows({"2023": {"CA-ON": YEARS["2023"]["CA-ON"]}}, mass={"CA-ON": Decimal("0.3")})


def sent(folder: Path, records: list[str], name: str = "seizures.csv") -> Path:
    """A file as the partner sends it."""
    path = folder / name
    path.write_text("\n".join([HEADER, *records]) + "\n", "utf-8")
    return path


def workspace(folder: Path, records: list[str], received: str = "2024-02-01", **terms: object) -> Workspace:
    """A workspace with one file of the partner, and terms of its own if any are given."""
    folder.mkdir(parents=True, exist_ok=True)
    ws = tercet.init(folder / "ws")
    if terms:
        (folder / "ws" / "catalog" / "terms.yml").write_text(yaml.safe_dump(terms), "utf-8")
    (outcome,) = ws.ingest(sent(folder, records), source="tercet_seizures", received=received)
    assert outcome.error is None, outcome.error
    return ws
