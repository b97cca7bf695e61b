"""Completing: the estimate of every figure of the newest file, from that file and the ones before it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tercet.analysis.nowcast.expected import by_clock, by_prediction
from tercet.analysis.nowcast.ladder import to_come
from tercet.analysis.nowcast.learning import Learnt, learn
from tercet.analysis.nowcast.triangle import Table, Triangle


@dataclass(frozen=True)
class Completed:
    """The estimates of one file, and what they were made from: the shares to come by each way, and files learnt from.

    A way that says nothing is None. Where none says anything there is no estimate: nan.
    """

    estimate: Table
    clock: Table | None
    prediction: Table | None
    ladder: Table | None
    clock_files: int = 0
    prediction_files: int = 0
    ladder_files: int = 0


def complete(triangle: Triangle) -> Completed:
    """Complete the newest file of a triangle.

    What the publisher says is used first: what is pending and what it predicts, each multiplied by how much of it came
    true, and averaged where there are both. A source that says neither is completed by the ages of its figures alone.
    """
    newest = triangle.files[-1]
    clock, clock_files = _clock(triangle)
    prediction, prediction_files = _prediction(triangle)
    said = [share for share in (clock, prediction) if share is not None]
    ladder = to_come(triangle.grid, triangle.files) if len(triangle.files) > 1 else None
    if ladder is not None and not np.isfinite(ladder[newest.unsettled(triangle.grid)]).any():
        ladder = None
    share = _mean(said) if said else ladder
    if share is None:
        share = triangle.grid.empty()
    elif said and ladder is not None:
        share = np.where(np.isfinite(share), share, ladder)
    return Completed(
        estimate=np.maximum(newest.reported * (1 + share), 0),
        clock=clock,
        prediction=prediction,
        ladder=ladder,
        clock_files=clock_files,
        prediction_files=prediction_files,
        ladder_files=len(triangle.files) - 1,
    )


def _clock(triangle: Triangle) -> tuple[Table | None, int]:
    """What is to come by what is pending; nothing before it is known what became of pending records."""
    newest = triangle.files[-1]
    if not np.isfinite(newest.clock).any():
        return None, 0
    # Between two files what is left for good cancels out, so the bare shares are compared.
    files = [(one, one.clock) for one in triangle.files]
    found = learn(triangle.grid, files, 1.0 if newest.clock_is_whole else None)
    return _times(by_clock(newest, triangle.grid), found)


def _prediction(triangle: Triangle) -> tuple[Table | None, int]:
    """What is to come by the publisher's prediction."""
    newest = triangle.files[-1]
    if not np.isfinite(newest.predicted).any():
        return None, 0
    files = [(one, by_prediction(one, triangle.grid)) for one in triangle.files]
    return _times(files[-1][1], learn(triangle.grid, files, 1.0))


def _times(share: Table, found: Learnt | None) -> tuple[Table | None, int]:
    """A share to come, corrected by what came of such shares before."""
    if found is None or not np.isfinite(share).any():
        return None, 0
    return share * found.multiplier[:, None], found.files


def _mean(shares: list[Table]) -> Table:
    """The mean of the ways that say something."""
    count = sum(np.isfinite(share).astype(float) for share in shares)
    total = sum(np.nan_to_num(share) for share in shares)
    return np.where(count > 0, total / np.where(count > 0, count, 1), np.nan)


def completed(triangle: Triangle) -> list[Completed]:
    """The estimates of every file, each made with nothing but that file and the ones before it."""
    return [complete(triangle.until(number)) for number in range(len(triangle.files))]
