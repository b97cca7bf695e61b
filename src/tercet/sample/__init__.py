"""The sample world: partner files in the real layouts, made up, seeded, and marked SAMPLE everywhere.

Levels are of the order of published totals, so that charts look familiar; no row is anybody's. Faults are planted
on purpose and listed in README-SAMPLE.txt, with what must become of each.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

from tercet.errors import QuestionError
from tercet.sample import (
    broken,
    ca_phac,
    ca_seizures,
    mx_mucd,
    mx_sesnsp,
    us_atf,
    us_cbp_encounters,
    us_cbp_seizures,
    us_cdc,
    us_dea,
)
from tercet.sample.readme import README, readme
from tercet.sample.sheet import MARK, Fault, SampleFile

CATALOG = Path(__file__).parent / "catalog"  # claims and promises of the sample world, for a workspace's own catalog

__all__ = ["CATALOG", "MARK", "README", "Fault", "SampleFile", "world", "write"]

# One entry for each publisher; a new one is a module with `files(seed, scale)` and a line here.
PUBLISHERS: tuple[Callable[[int, float], Iterator[SampleFile]], ...] = (
    us_cbp_seizures.files,
    us_cbp_encounters.files,
    us_cdc.files,
    us_atf.files,
    us_dea.files,
    mx_sesnsp.files,
    mx_mucd.files,
    ca_phac.files,
    ca_seizures.files,
    broken.files,
)


def world(seed: int = 1, scale: Decimal | float = 1) -> tuple[SampleFile, ...]:
    """Every file of the sample world, with what is known about it beforehand; the same seed gives the same bytes."""
    if not 0 < scale <= 1000:
        raise QuestionError(f"--scale {scale}: it multiplies amounts and rows; give a number above 0, at most 1000.")
    return tuple(file for files in PUBLISHERS for file in files(seed, float(scale)))


def write(folder: Path, seed: int = 1, scale: Decimal | float = 1) -> list[Path]:
    """Write the sample world into a folder and return its partner files; README-SAMPLE.txt says what was planted.

    `catalog` has made-up claims and promises, which go into the catalog of a workspace.
    """
    files = world(seed, scale)
    folder.mkdir(parents=True, exist_ok=True)
    for file in files:
        (folder / file.name).write_bytes(file.content)
    (folder / README).write_text(readme(files, seed, scale), "utf-8")
    shutil.copytree(CATALOG, folder / "catalog", dirs_exist_ok=True)
    return [folder / file.name for file in files]
