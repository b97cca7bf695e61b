"""Bands: how far an estimate may be off, from how far such estimates were off before.

Every earlier file is completed again with nothing but what was known then, and compared with what is settled now. An
error is measured in units of (what was to come + a thousandth of the area's usual figure) to the power 3/4: more than
chance alone, whose errors grow with the square root, and less than in proportion. In closed years nothing is known to
come, and the unit is the usual figure itself; there the errors of figures that were marked provisional are used, if
there are any, for figures that are marked so. The band is as wide as nine in ten of these errors. An area's own errors
count as much as those of all areas together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tercet.analysis.nowcast.completing import Completed
from tercet.analysis.nowcast.triangle import HORIZON, File, Grid, Mask, Table, Triangle, latest

COVER = 0.9
POWER = 0.75
STILL = 0.001  # of the usual figure: a figure may change where nothing is known to come
OWN = 0.5  # the weight of an area's own errors
LEAST = 0.0005  # of the usual figure: no band is narrower, because earlier files are few
FEW = 9  # fewer errors than this have no 9 in 10
NOTHING_KNOWN = 0.01  # of the usual figure, on top of what is to come, where there is nothing to go by

Errors = list[tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]]  # areas and sizes, file by file


@dataclass(frozen=True)
class Bands:
    """Half the width of each band, and whether it comes from errors of earlier estimates."""

    half: Table
    tried: Mask


def bands(triangle: Triangle, completed: Sequence[Completed]) -> Bands:
    """The bands of the newest file; `completed` has the estimates of every file, each as it was made then."""
    grid, newest = triangle.grid, triangle.files[-1]
    opened: Errors = []
    closed: Errors = []
    marked: Errors = []
    revised: Errors = []
    for number, (one, made) in enumerate(zip(triangle.files[:-1], completed[:-1], strict=True), start=1):
        known, settled = _known(grid, triangle.files[number:])
        judged = one.recent(grid, HORIZON) & settled
        opened.append(_errors(judged & one.open(grid), made.estimate - known, _to_come(grid, one, made)))
        revised.append(_errors(judged & one.open(grid), one.reported - known, _usual(grid, one)))
        shut, size = judged & ~one.open(grid), one.level(grid) + grid.zeros()
        closed.append(_errors(shut, one.reported - known, size))
        marked.append(_errors(shut & one.provisional, one.reported - known, size))
    last = completed[-1]
    unknown = np.abs(last.estimate - newest.reported) + NOTHING_KNOWN * newest.level(grid)
    moved = _widths(grid, revised, _usual(grid, newest), unknown)
    wide = _widths(grid, opened, _to_come(grid, newest, last), moved)
    size = newest.level(grid) + grid.zeros()
    still = _widths(grid, closed, size, unknown)
    still = np.where(newest.provisional, _widths(grid, marked, size, still), still)
    tried = newest.open(grid) & (_count(grid, opened) >= FEW) | ~newest.open(grid) & (_count(grid, closed) >= FEW)
    return Bands(np.maximum(np.where(newest.open(grid), wide, still), LEAST * size), tried)


def _known(grid: Grid, files: Sequence[File]) -> tuple[Table, Mask]:
    """What later files say last about each figure, and whether it was settled then."""
    settled = np.zeros((len(grid.areas), len(grid.periods)), dtype=bool)
    for one in files:
        settled = np.where(np.isfinite(one.reported), one.settled(grid), settled)
    return latest(grid, [(one, one.reported) for one in files]), settled


def _usual(grid: Grid, one: File) -> Table:
    """The unit of errors by the usual size of an area's figures alone."""
    usual: Table = (STILL * one.level(grid)) ** POWER + grid.zeros()
    return usual


def _to_come(grid: Grid, one: File, made: Completed) -> Table:
    """The unit of errors in open years: by what is to come as well."""
    unit: Table = (np.abs(made.estimate - one.reported) + STILL * one.level(grid)) ** POWER
    return unit


def _errors(use: Mask, error: Table, scale: Table) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """The sizes of errors in units of their scale, each with its area."""
    use = use & np.isfinite(error) & np.isfinite(scale) & (scale > 0)
    return np.nonzero(use)[0], np.abs(error[use]) / scale[use]


def _count(grid: Grid, errors: Errors) -> int:
    """How many errors there are of areas that are evidence."""
    return int(sum(grid.evidence[areas].sum() for areas, _ in errors))


def _widths(grid: Grid, errors: Errors, scale: Table, otherwise: Table) -> Table:
    """Half-widths from errors; where these are too few, what is given otherwise."""
    if _count(grid, errors) < FEW:
        return otherwise
    areas = np.concatenate([found for found, _ in errors])
    sizes = np.concatenate([found for _, found in errors])
    told = [grid.evidence[areas] | (areas == row) for row in range(len(grid.areas))]
    reach = np.array([_reach(areas[use] == row, sizes[use]) for row, use in enumerate(told)])
    widths: Table = reach[:, None] * scale
    return widths


def _reach(own: Mask, sizes: npt.NDArray[np.float64]) -> float:
    """The size that nine in ten errors do not exceed, with one more error that is larger than any seen."""
    parts = [(own, OWN if not own.all() else 1.0), (~own, 1 - OWN if own.any() else 1.0)]
    weights = np.zeros(len(sizes))
    for part, share in parts:
        if part.any():
            weights[part] = share / part.sum()
    order = np.argsort(sizes, kind="stable")
    grown = np.cumsum(weights[order]) / weights.sum() * len(sizes) / (len(sizes) + 1)
    at = int(np.searchsorted(grown, COVER - 1e-12))
    return float(sizes[order][min(at, len(sizes) - 1)])
