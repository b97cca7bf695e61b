"""Words and groups for the tests of maps."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from tests.edition.made import CATALOG

from tercet.edition.maps.boundaries import polygons
from tercet.edition.maps.groups import Group, Value
from tercet.edition.words import words

EN, FR = words("en", CATALOG), words("fr", CATALOG)
AREAS = tuple(sorted(polygons()))


def group(country: str, ramp: str = "blue", **other: Value) -> Group:
    """All areas of a country with a value each; `other` replaces some, with _ for the hyphen."""
    values: Mapping[str, Value] = {
        area: Decimal(at * at + 1) for at, area in enumerate(AREAS) if area.startswith(f"{country}-")
    }
    return Group(f"Things in {country}", {**values, **{key.replace("_", "-"): one for key, one in other.items()}}, ramp)
