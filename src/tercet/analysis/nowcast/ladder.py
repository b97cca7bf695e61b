"""Chain ladder: by how much figures of an age grew, or shrank, until they were settled.

Files come at odd intervals, so there is no regular triangle of development factors. The factor of an age is the ratio
of two sums over all earlier files that had figures of that age: of what is known about them now, itself carried on to
the end where it is not settled yet, and of what was reported then. Ages are taken from the oldest down. Figures of
closed years are left as they are, and teach nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from tercet.analysis.nowcast.triangle import YEAR, File, Grid, Table, latest

# Sums of an area that are as large as those of the median area are drawn half way to all areas together.
CREDIBLE = 1.0

Column = npt.NDArray[np.float64]


def factors(grid: Grid, files: Sequence[File]) -> dict[int, Column]:
    """Age in months -> the factor of each area from that age to settled; ages that no earlier file had are missing."""
    known, ages = _known(grid, files)
    found: dict[int, Column] = {}
    for age in sorted(_seen(grid, files[:-1]), reverse=True):
        then, now = np.zeros(len(grid.areas)), np.zeros(len(grid.areas))
        for one in files[:-1]:
            use = one.open(grid) & (one.age(grid) == age) & np.isfinite(known) & (ages > age)
            on = np.ones_like(known)
            for older, factor in found.items():
                on = np.where(ages == older, factor[:, None], on)
            then += np.where(use, one.reported, 0).sum(axis=1)
            now += np.where(use, known * on, 0).sum(axis=1)
        if float(then[grid.pool].sum()) > 0:
            found[age] = _drawn(grid, then, now)
    return found


def to_come(grid: Grid, files: Sequence[File]) -> Table:
    """What is to come in the newest file, as a share of what is reported; negative where figures are revised down."""
    found, newest = factors(grid, files), files[-1]
    share = grid.empty()
    for column, age in enumerate(newest.age(grid)):
        if 0 <= age < YEAR and found:
            share[:, column] = _between(int(age), found) - 1
    share = np.where(newest.open(grid), share, 0.0)
    return np.where(np.isfinite(newest.reported), share, np.nan)


def _known(grid: Grid, files: Sequence[File]) -> tuple[Table, npt.NDArray[np.int64]]:
    """What is known now about each figure, and at what age that was said; a figure of a closed year has grown up."""
    ages = np.full((len(grid.areas), len(grid.periods)), -1, dtype=np.int64)
    for one in files:
        age = np.where(one.open(grid), one.age(grid)[None, :], YEAR)
        ages = np.where(np.isfinite(one.reported), age, ages)
    return latest(grid, [(one, one.reported) for one in files]), ages


def _seen(grid: Grid, files: Sequence[File]) -> Iterator[int]:
    """The young ages at which any earlier file had figures."""
    found = {int(age) for one in files for age in one.age(grid)[np.isfinite(one.reported).any(axis=0)]}
    yield from (age for age in found if 0 <= age < YEAR)


def _drawn(grid: Grid, then: Column, now: Column) -> Column:
    """The factor of each area, drawn to that of all areas together the more, the less it has reported."""
    together = float(now[grid.pool].sum() / then[grid.pool].sum())
    drawn = CREDIBLE * float(np.median(then[grid.pool & (then > 0)]))
    factor: Column = (now + drawn * together) / (then + drawn)
    return factor


def _between(age: int, found: dict[int, Column]) -> Column:
    """The factor of an age; between ages that are known, in proportion, and from the oldest one on towards 1."""
    younger = [known for known in found if known <= age]
    older = [known for known in found if known >= age]
    if not younger:
        return found[min(older)]
    low, high = max(younger), min(older, default=YEAR)
    end = found.get(high, np.ones_like(found[low]))
    part = (age - low) / (high - low) if high > low else 0.0
    factor: Column = found[low] * (1 - part) + end * part
    return factor
