"""Quantiles of a weighted mixture of Student distributions."""

from __future__ import annotations

from dataclasses import dataclass

from scipy.special import stdtr

from tercet.analysis.trend.points import Floats

HALVINGS = 36  # of a reach of some tens of log units, which leaves less than a millionth of a percent


@dataclass(frozen=True)
class Mixture:
    """What many models say together about one number."""

    weight: Floats
    centre: Floats
    scale: Floats
    df: float

    def below(self, value: float) -> float:
        """The probability of lying below a value."""
        return float(self.weight @ stdtr(self.df, (value - self.centre) / self.scale))

    def quantile(self, share: float) -> float:
        """The value below which a share of the mixture lies, by halving."""
        reach = 40 * self.scale.max() + 1.0
        low, high = float(self.centre.min() - reach), float(self.centre.max() + reach)
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            low, high = (middle, high) if self.below(middle) < share else (low, middle)
        return (low + high) / 2
