"""The reporting triangle: what each file of a publisher said about each period, side by side on one grid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from tercet.periods import Period

Table = npt.NDArray[np.float64]  # areas down, periods across; nan where nothing is said
Mask = npt.NDArray[np.bool_]

YEAR = 12  # months: a figure that is older is taken as settled, unless its publisher says that it is not
FILES = 12  # files that an estimate is made from, the newest included: older practice says little about today's
HORIZON = 24  # months: beyond this nothing is estimated, whatever the publisher says


def month(day: date) -> int:
    """A day's month as a number that can be subtracted."""
    return day.year * 12 + day.month - 1


@dataclass(frozen=True)
class Grid:
    """The areas and periods that any of the files speaks of.

    `published` are the areas that the files have figures for as such; others were asked for, and are sums of them, so
    that nothing may depend on whether they were. `tops` are countries: sums as well, but published ones.
    """

    areas: tuple[str, ...]
    periods: tuple[Period, ...]
    published: frozenset[str]
    tops: frozenset[str] = frozenset()

    @property
    def ends(self) -> npt.NDArray[np.int64]:
        """The month in which each period ends."""
        return np.array([month(period.last) for period in self.periods], dtype=np.int64)

    @property
    def evidence(self) -> Mask:
        """The areas whose errors say something about others."""
        return np.array([area in self.published for area in self.areas], dtype=bool)

    @property
    def pool(self) -> Mask:
        """The areas that are learnt from together: published ones, without countries unless there is nothing else."""
        parts = np.array([area in self.published - self.tops for area in self.areas], dtype=bool)
        return parts if parts.any() else self.evidence

    def zeros(self) -> Table:
        """A table of the grid full of noughts."""
        return np.zeros((len(self.areas), len(self.periods)))

    def empty(self) -> Table:
        """A table of the grid in which nothing is said."""
        return np.full((len(self.areas), len(self.periods)), np.nan)


@dataclass(frozen=True)
class File:
    """One file on the grid. `clock` is the share that the publisher says is still to come, however it says so.

    `reach` is the last month that the file covers; `closed` the last month of the years that are closed in it.
    """

    name: str
    received: date
    reach: int
    closed: int
    last: str
    reported: Table
    predicted: Table
    clock: Table
    provisional: Mask
    clock_is_whole: bool = False  # the clock is the missing part of the figure itself, so its multiplier is 1
    exact: Mapping[tuple[int, int], Decimal] = field(default_factory=dict)
    exact_predicted: Mapping[tuple[int, int], Decimal] = field(default_factory=dict)

    def age(self, grid: Grid) -> npt.NDArray[np.int64]:
        """How many months before the end of the file each period ended."""
        return self.reach - grid.ends

    def recent(self, grid: Grid, months: int) -> Mask:
        """Figures of the last so many months of the file."""
        age = self.age(grid)
        return np.isfinite(self.reported) & (age >= 0) & (age < months)

    def open(self, grid: Grid) -> Mask:
        """Figures of years that are not closed yet."""
        return np.isfinite(self.reported) & (grid.ends > self.closed)

    def unsettled(self, grid: Grid) -> Mask:
        """Figures that are worth an estimate: marked provisional or, in a file without such marks, under a year old."""
        marked = self.recent(grid, HORIZON) & self.provisional
        return marked if marked.any() else self.recent(grid, YEAR)

    def settled(self, grid: Grid) -> Mask:
        """Figures by which earlier files can be judged: of a closed year, or a year old."""
        return np.isfinite(self.reported) & ((grid.ends <= self.closed) | (self.age(grid) >= YEAR))

    def level(self, grid: Grid) -> Table:
        """The usual size of each area's figures, as a column."""
        seen = np.where(self.recent(grid, HORIZON), self.reported, np.nan)
        count = np.isfinite(seen).sum(axis=1)
        sums = np.abs(np.nan_to_num(seen)).sum(axis=1)
        level: Table = np.divide(sums, count, out=np.zeros(len(grid.areas)), where=count > 0)[:, None]
        return level


@dataclass(frozen=True)
class Triangle:
    """Every file that speaks of a measure, oldest first, each once."""

    grid: Grid
    files: tuple[File, ...]
    unit: str

    def until(self, last: int) -> Triangle:
        """The triangle as it was when the file of that number was the newest."""
        return Triangle(self.grid, self.files[max(last + 1 - FILES, 0) : last + 1], self.unit)


def latest(grid: Grid, tables: Sequence[tuple[File, Table]]) -> Table:
    """For each figure, what the table of the last file that has the figure says."""
    known = grid.empty()
    for one, table in tables:
        known = np.where(np.isfinite(one.reported), table, known)
    return known


def distinct(files: Sequence[File]) -> list[File]:
    """Files by how far they reach and then by when they came, without those that repeat what one before them says.

    The reach comes first, because it does not depend on when a user happened to get hold of a file.
    """
    kept: list[File] = []
    for one in sorted(files, key=lambda one: (one.reach, one.received)):
        if not any(_same(one, other) for other in kept):
            kept.append(one)
    return kept


def _same(one: File, other: File) -> bool:
    """Whether two files reach as far and say the same."""
    pairs = ((one.reported, other.reported), (one.predicted, other.predicted))
    return one.reach == other.reach and all(np.array_equal(left, right, equal_nan=True) for left, right in pairs)
