"""How much of what a publisher said was to come did come: one multiplier for each area, learnt from earlier files.

An earlier file said that a share x of a figure was to come; the last file that has the figure says that d has come,
and that x' is still to come. The multiplier is the slope of d on x - x' through the origin, weighted by the size of the
figures. Each file counts as much as any other, and an area with little evidence is drawn to the slope of all areas
together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tercet.analysis.nowcast.triangle import File, Grid, Table, latest

# An area that knows so much, in units of what the median area knows, is drawn half way to all areas together.
CREDIBLE = 0.3
OWN_WORD = 1.0  # a publisher's prediction, taken as it is, counts as much as one earlier file
LARGEST = 2.0  # and is never more than doubled

Column = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Learnt:
    """The multiplier of each area, and how many earlier files it was learnt from."""

    multiplier: Column
    files: int


def learn(grid: Grid, files: Sequence[tuple[File, Table]], start: float | None) -> Learnt | None:
    """The multipliers; each file comes with its shares to come. `start` is the multiplier before anything is learnt."""
    now = latest(grid, [(one, one.reported) for one, _ in files]), latest(grid, files)
    upper, lower = np.zeros(len(grid.areas)), np.zeros(len(grid.areas))
    count = 0
    for one, share in files[:-1]:
        top, bottom = _evidence(grid, one, share, *now)
        weight = float(bottom[grid.pool].sum())
        if weight > 0:
            upper, lower, count = upper + top / weight, lower + bottom / weight, count + 1
    if not count:
        return None if start is None else Learnt(np.full(len(grid.areas), start), 0)
    together = float(upper[grid.pool].sum() / lower[grid.pool].sum())
    if start is not None:
        together = (together * count + start * OWN_WORD) / (count + OWN_WORD)
    informed = lower[grid.pool & (lower > 0)]
    drawn = CREDIBLE * float(np.median(informed))
    multiplier = np.maximum((upper + drawn * together) / (lower + drawn), 0)
    return Learnt(multiplier if start is None else np.minimum(multiplier, LARGEST), count)


def _evidence(grid: Grid, one: File, share: Table, known: Table, left: Table) -> tuple[Column, Column]:
    """The two sums of a slope through the origin, by area, from one earlier file."""
    come = share - left
    use = one.unsettled(grid) & np.isfinite(known) & np.isfinite(come) & (one.reported > 0)
    size = np.where(use, one.reported, 0)
    grown = np.where(use, known / np.where(use, one.reported, 1) - 1, 0)
    x = np.where(use, come, 0)
    return (size * x * grown).sum(axis=1), (size * x * x).sum(axis=1)
