"""Quantiles of a weighted mixture of Student distributions."""

from __future__ import annotations

from dataclasses import dataclass

from scipy.optimize import brentq
from scipy.special import stdtr, stdtrit

from tercet.analysis.trend.points import Floats

NEAR = 1e-9  # log units; a millionth of a percent is ten times that


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
        """The value below which a share of the mixture lies: between those of its models taken each by itself."""
        alone = self.centre + self.scale * stdtrit(self.df, share)
        low, high = float(alone.min()) - NEAR, float(alone.max()) + NEAR
        return float(brentq(lambda value: self.below(value) - share, low, high, xtol=NEAR))
