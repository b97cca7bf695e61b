"""Rolling twelve-month sums: windows that do not overlap, and the noise that the overlapping ones show.

Neighbouring windows share eleven months, so a series of them looks far smoother than it is. The level is therefore
judged on the last window, the one twelve months before it, and so on. What overlaps is still of use: it says how
much single months scatter.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from tercet.analysis.trend.points import Floats, Noise, Points

YEAR = 12
LAGS = (1, 2, 3)  # months between two steps that are compared; more than one, so that lasting deviations count
FEWEST = 12  # comparisons of steps, below which the noise is not known
FAR = 3.0  # steps further out than so many robust standard deviations are pulled in


def apart(months: Points) -> Points:
    """The windows that do not overlap, counted back from the last, with their noise."""
    back = months.index[-1] - months.index
    kept = back % YEAR == 0
    return replace(
        months,
        index=(months.index[kept] - months.index[-1]) // YEAR,
        value=months.value[kept],
        spread=months.spread[kept],
        per_year=1,
        rolling=False,
        noise=noise(months),
    )


def noise(months: Points) -> Noise | None:
    """The scatter of a window, from second differences of the windows that overlap; None from too few of them.

    R(t) - R(t-1) is the difference of two months that lie a year apart. The difference of two such steps holds four
    months, and a steady rise or a season adds next to nothing to it.
    """
    settled = months.spread == 0
    index, value = months.index[settled], months.value[settled]
    if len(index) < FEWEST:
        return None
    gap = months.step
    found = {int(at): size for at, size in zip(index, value, strict=True)}
    steps = {at: size - found[at - gap] for at, size in found.items() if at - gap in found}
    ratios = np.array(
        [
            (step - steps[at - lag * gap]) / np.sqrt(4 * gap * _variance(months, found[at] / YEAR))
            for lag in LAGS
            for at, step in steps.items()
            if at - lag * gap in steps
        ]
    )
    if len(ratios) < FEWEST:
        return None
    ratio = robust_square(ratios)
    # A comparison shares months with others at the same and other lags: count a third of the steps as independent.
    if months.counts:
        return Noise(max(ratio, 1.0), len(steps) / 3)
    return Noise(max(float(np.mean(ratios**2)), 1e-9) / YEAR, len(steps) / 3)


def _variance(months: Points, month: float) -> float:
    """The variance of one month, less its ratio: a count scatters with its level, an amount in proportion to it."""
    return max(month, 1e-9) if months.counts else max(month, 1e-9) ** 2


def robust_square(ratios: Floats) -> float:
    """The mean square, with the farthest values pulled in."""
    far = FAR * max(float(np.median(np.abs(ratios))) * 1.4826, 1e-9)
    return float(np.mean(np.clip(ratios, -far, far) ** 2))
