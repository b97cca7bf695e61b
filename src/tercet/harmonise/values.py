"""Numbers and units: text to exact decimals, and decimals to whole base units."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import ibis

from tercet.catalog.descriptor import Range, Read
from tercet.catalog.models import Unit

# Twelve decimals hold what publishers print; sixteen digits before the point are beyond any seizure.
QUANTITY = "decimal(28, 12)"
FACTOR = "decimal(18, 3)"
LARGEST = 9.2e18  # what a 64-bit whole number holds


def number(text: Any, read: Read, kind: str = QUANTITY) -> Any:
    """The exact number that a text stands for under the file's marks; null where it is none."""
    plain = text.strip()
    if read.thousands:
        plain = plain.replace(read.thousands, "")
        if read.thousands == " ":  # French typography uses no-break and narrow no-break spaces
            plain = plain.replace("\u00a0", "").replace("\u202f", "")
    if read.decimal != ".":
        plain = plain.replace(read.decimal, ".")
    return plain.try_cast(kind)


def whole(text: Any, read: Read) -> Any:
    """A whole number; null where the text is none, or has a fraction."""
    exact = number(text, read)
    return ibis.ifelse(exact == exact.floor().cast(QUANTITY), exact, ibis.null()).try_cast("int64")


def base_units(quantity: Any, factor: Any) -> Any:
    """The quantity in base units, rounded half away from zero to a whole number; null where that is too large."""
    fits = (quantity.cast("float64") * factor.cast("float64")).abs() < LARGEST
    return ibis.ifelse(fits, quantity * factor, ibis.null()).round().try_cast("int64")



def outside(quantity: Any, limits: Range | None) -> Any:
    """True where a number lies outside its plausible range."""
    verdict = ibis.literal(False)
    if limits is not None and limits.min is not None:
        verdict = verdict | (quantity < ibis.literal(limits.min, type=QUANTITY))
    if limits is not None and limits.max is not None:
        verdict = verdict | (quantity > ibis.literal(limits.max, type=QUANTITY))
    return verdict.fill_null(False)
