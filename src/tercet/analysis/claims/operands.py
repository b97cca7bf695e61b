"""Figures that other figures refer to: in the same statement, in another claim, a population, a plain number."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from tercet.catalog.load import Catalog
from tercet.catalog.statements import Claim, Figure
from tercet.errors import CatalogError, unknown


@dataclass(frozen=True)
class Operand:
    """A number that is computed with: its unit, how to call it, and the claim that it is part of."""

    value: Decimal
    unit: str
    name: str
    claim: Claim | None = None


def operand(ref: str, claim: Claim, catalog: Catalog) -> Operand:
    """The figure that a reference means, seen from a claim."""
    if ref == "this":
        return _of(claim, claim, claim.id)
    if ref.startswith("population:"):
        return _population(ref.removeprefix("population:"), catalog)
    try:
        return Operand(Decimal(ref), "", "the number stated")
    except InvalidOperation:
        owner, _, part = ref.partition(":")
    found = claim if owner == "with" else _claim(owner, claim, catalog)
    if not part:
        return _of(found, found, found.id)
    figures = {figure.id: figure for figure in found.with_}
    if part not in figures:
        raise CatalogError(f"claims {claim.id}: {unknown('figure', part, figures)}")
    return _of(figures[part], found, f"{found.id}: {figures[part].what}")


def _of(figure: Figure, claim: Claim, name: str) -> Operand:
    return Operand(figure.value, figure.unit, name, claim)


def _claim(name: str, claim: Claim, catalog: Catalog) -> Claim:
    if name not in catalog.claims:
        raise CatalogError(f"claims {claim.id}: {unknown('claim', name, catalog.claims)}")
    return catalog.claims[name]


def _population(area: str, catalog: Catalog) -> Operand:
    """The newest population of an area that the catalog has."""
    known = catalog.areas[area].population if area in catalog.areas else {}
    if not known:
        raise CatalogError(f"claims: no population of {area!r} is in the catalog. Add it to the area.")
    year = max(known)
    return Operand(Decimal(known[year]), "people", f"population of {area} ({year})")
