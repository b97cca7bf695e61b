"""What is still to come by the publisher's own word, as a share of what is reported.

Two words: how much is pending (or not complete), and how much its own prediction adds. Both hold something that never
comes: some causes of death stay unknown for good, and a prediction that allows for every pending record is too high.
So what is left in the last closed period of the same file is taken off, and only the excess counts.
"""

from __future__ import annotations

import numpy as np

from tercet.analysis.nowcast.triangle import File, Grid, Table


def by_clock(one: File, grid: Grid) -> Table:
    """The share pending above what the last closed period kept; nothing is to come in closed periods."""
    excess = np.maximum(one.clock - _kept(one.clock, one, grid), 0)
    return _only_open(excess, one, grid)


def by_prediction(one: File, grid: Grid) -> Table:
    """What the publisher's prediction adds, less the part of it that stands for what never comes.

    Where the publisher says what is pending, the addition is cut to the part of the pending share that is in excess;
    otherwise by what the prediction adds in the last closed period.
    """
    known = np.isfinite(one.predicted) & np.isfinite(one.reported) & (one.reported > 0)
    added = np.where(known, one.predicted / np.where(known, one.reported, 1) - 1, np.nan)
    clock, excess = one.clock, by_clock(one, grid)
    timed = np.isfinite(excess)
    share = np.divide(excess, clock, out=np.zeros_like(clock), where=timed & (clock > 0))
    without = np.maximum(added - _kept(added, one, grid), 0)
    return _only_open(np.where(timed, added * share, without), one, grid)


def _only_open(share: Table, one: File, grid: Grid) -> Table:
    """A share in open periods; nothing in closed ones, where the publisher says anything there at all."""
    closed = np.isfinite(one.reported) & ~one.open(grid)
    speaks = np.isfinite(share).any(axis=1, keepdims=True)
    return np.where(closed & speaks, 0.0, np.where(one.open(grid), share, np.nan))


def _kept(share: Table, one: File, grid: Grid) -> Table:
    """The share in each area's last closed period, as a column."""
    kept = np.full((len(grid.areas), 1), np.nan)
    for column in np.flatnonzero(grid.ends <= one.closed):
        said = share[:, column : column + 1]
        kept = np.where(np.isfinite(said), said, kept)
    return kept
