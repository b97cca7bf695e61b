"""Every combination of breaks at once: how well each describes the series, and the current rate that it gives.

A break has a normal prior, so each model is a ridge regression and everything about it is in closed form. Models grow
break by break: one more break is one more step of a block inverse, for all candidates together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from tercet.analysis.trend.points import Floats, Ints

BEAM = 60  # models to which one more break is added, once they have two


@dataclass(frozen=True)
class Reduced:
    """A regression once the line and the seasons are taken out of it.

    `effect` is what one unit of a candidate does to the current rate, `near` says which candidates stand too near to
    each other to be in one model. `left`, `rate` and `spread` are those of the model without a break.
    """

    gram: Floats
    cross: Floats
    ridge: Floats
    effect: Floats
    near: Ints
    left: float
    rate: float
    spread: float


@dataclass(frozen=True)
class Level:
    """Models with the same number of breaks, side by side.

    `left` are the squares that a model leaves, `volume` what its freedom costs, `spread` the variance of
    its rate in units of the noise.
    """

    sets: Ints
    left: Floats
    volume: Floats
    rate: Floats
    spread: Floats


def grow(reduced: Reduced, most: int, misfit: Callable[[Floats], Floats]) -> Iterator[Level]:
    """The models with no break, with one, and so on; beyond two only the best are extended.

    `misfit` turns the squares that are left into minus twice a log-likelihood.
    """
    level = Level(
        np.empty((1, 0), dtype=np.int64),
        np.array([reduced.left]),
        np.zeros(1),
        np.array([reduced.rate]),
        np.array([reduced.spread]),
    )
    yield level
    for size in range(most):
        parents = level if size < 2 else _best(level, misfit(level.left) + level.volume)
        level = extend(parents, reduced, in_order=len(parents.sets) == len(level.sets))
        if not len(level.sets):
            return
        yield level


def extend(level: Level, reduced: Reduced, in_order: bool) -> Level:
    """Every model of a level with every further break; `in_order` where all models are there, so none comes twice."""
    sets, size = level.sets, len(reduced.cross)
    inside = reduced.gram[sets[:, :, None], sets[:, None, :]] + np.eye(sets.shape[1]) * reduced.ridge[sets][:, None, :]
    beside = reduced.gram[sets]
    share = np.linalg.solve(inside, beside) if sets.shape[1] else beside
    cross = reduced.cross - np.einsum("bkj,bk->bj", share, reduced.cross[sets])
    gram = np.diagonal(reduced.gram) + reduced.ridge - np.einsum("bkj,bkj->bj", share, beside)
    effect = reduced.effect - np.einsum("bkj,bk->bj", share, reduced.effect[sets])
    allowed = ~reduced.near[sets].any(axis=1)
    if in_order and sets.shape[1]:
        allowed &= np.arange(size) > sets[:, -1:]
    parent, added = np.nonzero(allowed)
    grown = np.sort(np.column_stack([sets[parent], added]), axis=1)
    kept = np.arange(len(grown)) if in_order else np.unique(_key(grown, size), return_index=True)[1]
    parent, added = parent[kept], added[kept]
    gain, pay, turn = cross[parent, added], gram[parent, added], effect[parent, added]
    return Level(
        grown[kept],
        level.left[parent] - gain**2 / pay,
        level.volume[parent] + np.log(pay / reduced.ridge[added]),
        level.rate[parent] + turn * gain / pay,
        level.spread[parent] + turn**2 / pay,
    )


def _key(sets: Ints, size: int) -> Ints:
    """One number for each set of candidates."""
    return np.asarray(sets @ size ** np.arange(sets.shape[1], dtype=np.int64))


def _best(level: Level, worth: Floats) -> Level:
    """The models of a level that are worth extending, in their order."""
    if len(worth) <= BEAM:
        return level
    kept = np.sort(np.argpartition(worth, BEAM)[:BEAM])
    return Level(level.sets[kept], level.left[kept], level.volume[kept], level.rate[kept], level.spread[kept])
