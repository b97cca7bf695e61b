"""Who takes part: the commands of each, and where each leaves what it wrote."""

from __future__ import annotations

import csv
import io
import shutil
import sys
from abc import ABC, abstractmethod
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from labels import FILES

HERE = Path(__file__).parent
SUMS = ("mass", "volume", "units", "events")
BASE = {"mass": 1_000_000_000, "volume": 1_000_000, "units": 1, "events": 1}  # of the units in catalog/measures
OUTCOMES = ("accepted", "rejected", "repeated")

Sums = dict[tuple[str, str, str, str], int]  # (what, area, month, substance) -> whole base units, zero left out


class Contestant(ABC):
    """One way to do the job, in a folder of its own."""

    name: str

    def __init__(self, data: Path, folder: Path) -> None:
        """For the files in `data`, writing into `folder`."""
        self.data = data
        self.folder = folder

    def clear(self) -> None:
        """Forget an earlier round."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)

    def before(self) -> list[list[str]]:
        """Commands that make ready, which are not measured."""
        return []

    @abstractmethod
    def ingest(self) -> list[str]:
        """Read the three files and keep records, rejected rows and repeated rows."""

    @abstractmethod
    def measures(self, sums: Sequence[str]) -> list[list[str]]:
        """Print sums per area, month and substance, from what was kept."""

    @abstractmethod
    def sums(self, printed: Sequence[str]) -> Sums:
        """What the commands of `measures` printed, as numbers."""

    @abstractmethod
    def files(self, source: str) -> dict[str, str]:
        """For each outcome an SQL table of its rows."""


class Baseline(Contestant):
    """A script of this folder, with the verbs of baseline.py."""

    def ingest(self) -> list[str]:
        """One process reads all three."""
        return [sys.executable, str(HERE / f"{self.name}_baseline.py"), "ingest", str(self.data), str(self.folder)]

    def measures(self, sums: Sequence[str]) -> list[list[str]]:
        """One process makes all sums in one pass."""
        return [[sys.executable, str(HERE / f"{self.name}_baseline.py"), "measures", str(self.folder), *sums]]

    def sums(self, printed: Sequence[str]) -> Sums:
        """Columns area, month, substance and one for each sum."""
        found: Sums = {}
        for row in (row for text in printed for row in csv.DictReader(io.StringIO(text))):
            for what in SUMS:
                if value := int(Decimal(row.get(what) or 0)):
                    found[what, row["area"], row["month"][:7], row["substance"]] = value
        return found

    def files(self, source: str) -> dict[str, str]:
        """One Parquet file for each outcome."""
        folders = ("records", "rejected", "repeated")
        return {
            outcome: f"read_parquet('{self.folder / folder / source}.parquet')"
            for outcome, folder in zip(OUTCOMES, folders, strict=True)
        }


class Sql(Baseline):
    """DuckDB SQL as a good engineer writes it by hand in an afternoon: the yardstick."""

    name = "sql"


class Tuned(Baseline):
    """DuckDB SQL tuned to exactly these files."""

    name = "tuned"


class Pandas(Baseline):
    """What people do today."""

    name = "pandas"


class Tercet(Contestant):
    """Tercet by its command line, with plain descriptors of the three files in the workspace's catalog."""

    name = "tercet"

    def before(self) -> list[list[str]]:
        """A new workspace; `prepare` adds the descriptors."""
        return [self._tercet("init", str(self.folder / "workspace"))]

    def prepare(self) -> None:
        """Put the descriptors and measures of the benchmark into the workspace."""
        shutil.copytree(HERE / "catalog", self.folder / "workspace" / "catalog", dirs_exist_ok=True)

    def ingest(self) -> list[str]:
        """One command reads all three."""
        paths = [str(self.data / f"{file.source}.csv") for file in FILES]
        return self._tercet("ingest", *paths, *self._here())

    def measures(self, sums: Sequence[str]) -> list[list[str]]:
        """One process asks them all by the Python interface."""
        return [[sys.executable, str(HERE / "tercet_measures.py"), str(self.folder / "workspace"), *sums]]

    def one_measure(self) -> list[str]:
        """One measure from the shell: start-up and definitions included."""
        asked = ("--by", "substance", "--freq", "M", "--format", "csv")
        return self._tercet("measure", f"bench_{SUMS[0]}", *asked, *self._here())

    @staticmethod
    def once_open(printed: Sequence[str]) -> float:
        """How long one measure took on a workspace that was open."""
        return float(printed[-1].rsplit("seconds,", 1)[1])

    def help(self) -> list[str]:
        """The command that does nothing but start."""
        return self._tercet("--help")

    def sums(self, printed: Sequence[str]) -> Sums:
        """Columns measure, area, period, value and substance; kilograms and litres become base units."""
        countries = {file.country for file in FILES}
        found: Sums = {}
        for row in (row for text in printed for row in csv.DictReader(io.StringIO(text))):
            if row["measure"] in {"measure", "seconds"}:  # the header of the next table, and the clock
                continue
            what = row["measure"].removeprefix("bench_")
            value = Decimal(row["value"] or 0) * BASE[what]
            if value != int(value):
                raise ValueError(f"{row}: {what} is not a whole number of base units")
            if value and row["area"] in countries:
                found[what, row["area"], row["period"], row["substance"]] = int(value)
        return found

    def files(self, source: str) -> dict[str, str]:
        """The Parquet files of its Delta tables."""
        ledger = self.folder / "workspace" / "ledger"
        part = f"source={source}/*/*.parquet"
        aside = f"read_parquet('{ledger}/rejects/{part}')"
        return {
            "accepted": f"read_parquet('{ledger}/seizure/{part}')",
            "rejected": f"(from {aside} where outcome = 'rejected')",
            "repeated": f"(from {aside} where outcome = 'repeated')",
        }

    def _tercet(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "tercet", *words]

    def _here(self) -> tuple[str, str]:
        return "-w", str(self.folder / "workspace")


KINDS: dict[str, type[Contestant]] = {kind.name: kind for kind in (Sql, Tuned, Pandas, Tercet)}
