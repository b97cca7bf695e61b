"""From whole base units to the unit of the answer, without a float on the way."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from tercet.catalog.models import Unit

DIGITS = 9  # decimals where the exact value has no end, as micrograms in pounds; a microgram is still seen in kilograms


def in_unit(base: Fraction, unit: Unit) -> Decimal:
    """An amount of base units in a unit: exact where its decimals end, otherwise rounded half to even."""
    return exact(base / Fraction(unit.factor))


def exact(number: Fraction) -> Decimal:
    """A fraction as a decimal without trailing zeros.

    >>> exact(Fraction(3, 8)), exact(Fraction(1200)), exact(Fraction(1, 3))
    (Decimal('0.375'), Decimal('1200'), Decimal('0.333333333'))
    """
    places = _places(number.denominator)
    scaled = round(number * 10**places)  # a fraction rounds half to even, in whole numbers
    while places and scaled % 10 == 0:
        scaled, places = scaled // 10, places - 1
    return Decimal(f"{scaled}E-{places}") if places else Decimal(scaled)


def _places(denominator: int) -> int:
    """How many decimals a fraction has; nine where they never end."""
    twos = fives = 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    return max(twos, fives) if denominator == 1 else DIGITS


def base_units(value: Fraction, unit: Unit) -> Fraction:
    """A value in a unit as base units."""
    return value * Fraction(unit.factor)
