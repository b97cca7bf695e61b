"""Classes for a choropleth: at most five, round bounds, every value in exactly one.

Up to five different whole numbers are named one by one. Otherwise the bounds lie near the quantiles, so that each class
has about as many areas. A bound may lie anywhere between two neighbouring values without moving an area, so the
roundest number there is taken; and of the places near a quantile (within a third of a class), the one with the
roundest number. A class is named "1,000 to under 2,000" and holds its lower bound. All is exact; only values count.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Context, Decimal

MOST = 5
_EXACT = Context(prec=100)


@dataclass(frozen=True, slots=True)
class Class:
    """Values from `low` up to below `high`; None is no bound. Where the two are equal, that one value."""

    low: Decimal | None
    high: Decimal | None

    @property
    def single(self) -> bool:
        """Whether it holds one value only."""
        return self.low is not None and self.low == self.high

    def __contains__(self, value: Decimal) -> bool:
        """Whether a value belongs to it."""
        if self.single:
            return value == self.low
        return (self.low is None or value >= self.low) and (self.high is None or value < self.high)


def classes(values: Iterable[Decimal]) -> tuple[Class, ...]:
    """The classes of some values, from low to high; none where there is no value.

    >>> [(str(one.low), str(one.high)) for one in classes(map(Decimal, range(1, 11)))]
    [('None', '3'), ('3', '5'), ('5', '7'), ('7', '9'), ('9', 'None')]
    """
    ordered = sorted(values)
    distinct = sorted(set(ordered))
    whole = all(value == value.to_integral_value() for value in distinct)
    if len(distinct) == 1 or (len(distinct) <= MOST and whole):
        return tuple(Class(value, value) for value in distinct)
    if not distinct:
        return ()
    bounds = _bounds(ordered)
    return tuple(Class(low, high) for low, high in zip([None, *bounds], [*bounds, None], strict=True))


def place(value: Decimal, found: Sequence[Class]) -> int:
    """The number of the class that a value is in."""
    return next(at for at, one in enumerate(found) if value in one)


def _bounds(ordered: Sequence[Decimal]) -> list[Decimal]:
    """The bounds between the classes; fewer where many values are equal, but always one."""
    cuts = {
        at: roundest(ordered[at - 1], ordered[at]) for at in range(1, len(ordered)) if ordered[at - 1] < ordered[at]
    }
    size = len(ordered) / MOST
    chosen = {}
    for quantile in (size * step for step in range(1, MOST)):
        near = [at for at in cuts if abs(at - quantile) <= max(size / 3, 0.5)]
        if near:
            at = min(near, key=lambda at: (_digits(cuts[at]), abs(at - quantile), at))
            chosen[at] = cuts[at]
    if not chosen:
        at = min(cuts, key=lambda at: (abs(at - len(ordered) / 2), at))
        chosen[at] = cuts[at]
    return [chosen[at] for at in sorted(chosen)]


def roundest(low: Decimal, high: Decimal) -> Decimal:
    """The number above `low`, and not above `high`, that has the fewest digits.

    >>> [str(roundest(Decimal(low), Decimal(high))) for low, high in (("4", "17"), ("98", "123"), ("1.21", "1.29"))]
    ['10', '100', '1.25']
    """
    for power in range(high.adjusted() + 1 if high else 0, -1000, -1):
        for step in (Decimal(5).scaleb(power), Decimal(1).scaleb(power)):
            found = _multiple(high, step)
            if found > low:
                return found
    raise AssertionError(f"there is no number between {low} and {high}")


def _multiple(value: Decimal, step: Decimal) -> Decimal:
    """The largest multiple of a step that is not above a value."""
    times = _EXACT.divide(value, step).to_integral_value(ROUND_FLOOR, _EXACT)
    found = _EXACT.multiply(times, step)
    return found.quantize(Decimal(1), context=_EXACT) if found == found.to_integral_value() else found.normalize(_EXACT)


def _digits(value: Decimal) -> int:
    """How many digits a number has before only zeros follow."""
    return len(value.normalize(_EXACT).as_tuple().digits)
