"""Doses from mass, mass from doses: exact, by the named rules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from tercet.catalog.load import Catalog
from tercet.catalog.wording import Share
from tercet.errors import CatalogError, unknown

PURE, ADJUSTED, PILLS = "pure_weight_2mg", "purity_adjusted", "dea_pills_plus_powder"


def milligrams(value: Decimal, unit: str, catalog: Catalog) -> Fraction:
    """A weight in milligrams, exactly."""
    known = catalog.units
    if unit not in known or known[unit].dimension != "mass":
        raise CatalogError(unknown("unit of weight", unit, [name for name, one in known.items() if one.pint]))
    return Fraction(value) * Fraction(known[unit].factor) / 1000


def pure_doses(mass_mg: Fraction, dose_mg: Decimal) -> Fraction:
    """Doses if the seized material were pure.

    >>> round(pure_doses(Fraction("1357") * Fraction("453592.37"), Decimal(2)))
    307762423
    """
    return mass_mg / Fraction(dose_mg)


def adjusted_doses(mass_mg: Fraction, percent: Decimal, dose_mg: Decimal) -> Fraction:
    """Doses in the part of the material that is the drug."""
    return mass_mg * Fraction(percent) / 100 / Fraction(dose_mg)


def pill_doses(pills: Decimal, share: Decimal | None) -> Fraction:
    """One dose for each pill, or for the share of pills with a full dose."""
    return Fraction(pills) * (Fraction(share) / 100 if share is not None else 1)


def implied_purity(doses: Decimal, counted: Fraction, mass_mg: Fraction, dose_mg: Decimal) -> Fraction | None:
    """The purity in percent that the powder must have, once the doses in pills are taken away; None without powder."""
    if not mass_mg:
        return None
    return 100 * (Fraction(doses) - counted) * Fraction(dose_mg) / mass_mg


def overlap(share: Share, first: date, last: date) -> int:
    """The days that the period of a measured share has in common with a window."""
    return max((min(share.last, last) - max(share.first, first)).days + 1, 0)


def covers(share: Share, first: date, last: date) -> bool:
    """Whether the period of a measured share holds the whole window."""
    return share.first <= first and last <= share.last


def best(shares: Mapping[str, Share], first: date, last: date) -> Share | None:
    """The share whose period holds the window, the shortest of them; else the one with most days in common."""
    holding = [share for share in shares.values() if covers(share, first, last)]
    if holding:
        return min(holding, key=lambda share: (share.last - share.first).days)
    touching = [share for share in shares.values() if overlap(share, first, last)]
    return max(touching, key=lambda share: overlap(share, first, last)) if touching else None
