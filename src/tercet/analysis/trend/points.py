"""A series as the statistics see it: times, values, and how values scatter."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# The fewest periods on either side of a break, by number of periods in a year.
SHORTEST = {12: 8, 4: 4, 2: 3, 1: 3}


@dataclass(frozen=True)
class Noise:
    """How far figures lie from their level, known from elsewhere: a count's variance is `ratio` times its level."""

    ratio: float
    df: float


@dataclass(frozen=True)
class Points:
    """The periods that a trend is fitted to, in order of time; a missing period is simply not there.

    `index` counts periods from a fixed origin, so gaps show and seasons can be told. `spread` is the variance on
    the log scale that a value has beside the noise, as an estimate has. `rolling` marks sums over twelve
    months, one for each month, which overlap. `noise` is given for windows that do not.
    """

    index: Ints
    value: Floats
    spread: Floats
    per_year: int
    counts: bool
    rolling: bool = False
    noise: Noise | None = None

    def __len__(self) -> int:
        """The number of periods with a figure."""
        return len(self.index)

    @property
    def time(self) -> Floats:
        """Years before the last period (zero or less)."""
        elapsed: Floats = (self.index - self.index[-1]) / self.per_year
        return elapsed

    @property
    def span(self) -> int:
        """The number of periods from the first to the last, with gaps."""
        return int(self.index[-1] - self.index[0]) + 1

    @property
    def step(self) -> int:
        """How far one figure usually lies from the next: rolling sums may come by month or by quarter."""
        return int(np.median(np.diff(self.index))) if len(self) > 1 else 1

    @property
    def windows(self) -> bool:
        """Whether these are windows of twelve months that do not overlap, with a noise that is known."""
        return self.noise is not None

    @property
    def shortest(self) -> int:
        """The fewest periods on either side of a break; one interval between two windows is a stretch."""
        return 1 if self.windows else SHORTEST[self.per_year]

    def without_last(self) -> Points:
        """The same series as it stood one period earlier."""
        return self._cut(slice(None, -1))

    def without_first(self) -> Points:
        """The same series started one period later."""
        return self._cut(slice(1, None))

    def followed_by(self, value: float) -> Points:
        """The same series with one more period."""
        return replace(
            self,
            index=np.append(self.index, self.index[-1] + self.step),
            value=np.append(self.value, value),
            spread=np.append(self.spread, 0.0),
        )

    def _cut(self, kept: slice) -> Points:
        return replace(self, index=self.index[kept], value=self.value[kept], spread=self.spread[kept])
