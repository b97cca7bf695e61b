"""Whether the definitions hold together: every name that one file uses exists in another.

`python -m tercet.catalog.check [WORKSPACE]` prints what is wrong and exits with 1, or how many definitions there are.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from tercet.catalog.check_promises import promise_problems
from tercet.catalog.check_statements import statement_problems
from tercet.catalog.descriptor import Lookup, Source
from tercet.catalog.gap_review import control_problems
from tercet.catalog.identity import identity_problems
from tercet.catalog.load import AREA_FIELDS, Catalog, normal
from tercet.catalog.models import Measure
from tercet.errors import CatalogError

PARTS = (
    *("areas", "substances", "codelists", "units", "factors", "sources", "measures"),
    *("controls", "meetings", "commitments", "claims", "signatures"),
)
BASES = {"mass": "microgram", "volume": "microliter"}


def problems(catalog: Catalog) -> Iterator[str]:
    """Everything that does not hold together, one sentence each."""
    yield from _areas(catalog)
    yield from _units(catalog)
    yield from _factors(catalog)
    yield from identity_problems(catalog)
    yield from control_problems(catalog)
    yield from promise_problems(catalog)
    yield from statement_problems(catalog)
    for source in catalog.sources.values():
        yield from source_problems(source, catalog)
    for measure in catalog.measures.values():
        yield from _measure(measure, catalog)
    yield from signature_problems(catalog)
    for name, term in catalog.terms.terms.items():
        for audience in {*term.records, *term.statistics} - catalog.terms.audiences.keys():
            yield f"terms {name}: no audience {audience!r}"


def signature_problems(catalog: Catalog) -> Iterator[str]:
    """Figures, partners and audiences of signatures that nobody defined."""
    audiences = catalog.terms.audiences
    for name, one in catalog.signatures.items():
        if one.figure not in catalog.measures:
            yield f"signatures {name}: no measure {one.figure!r}"
        if one.partner not in catalog.terms.partners:
            yield f"signatures {name}: no audience is partner {one.partner!r}"
        if one.audience not in audiences:
            yield f"signatures {name}: no audience {one.audience!r}"


def _areas(catalog: Catalog) -> Iterator[str]:
    """A label may mean one area only."""
    owners: dict[str, str] = {}
    for name, area in catalog.areas.items():
        for label in {normal(text) for text in (area.names.en, area.names.es, area.names.fr, *area.spellings) if text}:
            if owners.setdefault(label, name) != name:
                yield f"areas: {label!r} means both {owners[label]} and {name}"


def _units(catalog: Catalog) -> Iterator[str]:
    """Factors agree with pint, to the last digit that a float can hold."""
    from pint import UnitRegistry

    registry: Any = UnitRegistry()
    for name, unit in catalog.units.items():
        if unit.pint and unit.dimension in BASES:
            theirs = registry.Quantity(1, unit.pint).to(BASES[unit.dimension]).magnitude
            if abs(Decimal(repr(float(theirs))) / unit.factor - 1) > Decimal("1e-12"):
                yield f"units: 1 {name} is {unit.factor} {BASES[unit.dimension]} here, {theirs} by pint"


def _factors(catalog: Catalog) -> Iterator[str]:
    for name, factors in catalog.factors.items():
        for factor in factors.factors:
            yield from _known(f"factors {name}", "substance", [factor.substance], catalog)
            yield from _known(f"factors {name}", "unit", [factor.unit], catalog)
            if not factor.low <= factor.central <= factor.high:
                yield f"factors {name}: low, central and high of {factor.substance} are out of order"


def source_problems(source: Source, catalog: Catalog) -> Iterator[str]:
    """Names in a descriptor that the catalog does not have."""
    where = f"sources {source.id}"
    if source.area not in catalog.areas:
        yield f"{where}: no area {source.area!r}"
    if source.terms not in catalog.terms.terms:
        yield f"{where}: no terms {source.terms!r}"
    if not any(_rule_of(source)) and not all(layout.period or layout.refuse for layout in source.layouts):
        yield f"{where}: the period rule names no field"
    for other in sorted(set(source.adds_to) - catalog.sources.keys()):
        yield f"{where}: adds_to names no source {other!r}"
    yield from _codes(source, catalog)


def _codes(source: Source, catalog: Catalog) -> Iterator[str]:
    """Codes in units, lookups and constants that the catalog does not have."""
    where = f"sources {source.id}"
    for unit in {source.unit, *(layout.unit for layout in source.layouts)} - {None}:
        yield from _known(where, "unit", [str(unit)], catalog)
    yield from _known(where, "declaration", _declared(source), catalog)
    coded = {field for field in source.lookups if catalog.coded(field)} - source.dimensions.keys()
    for field in sorted(coded):
        yield from _known(where, field, _targets(source.lookups[field]), catalog)
    cells = [cell for layout in source.layouts if layout.wide for cell in layout.wide.columns.values()]
    for constants in (source.constants, *(layout.constants for layout in source.layouts), *cells):
        for field, code in constants.items():
            free = not catalog.coded(field) or field in source.dimensions or field in source.lookups
            if not free and normal(code) not in catalog.labels(field):
                yield f"{where}: constant {field} {code!r} is not known"


def _declared(source: Source) -> set[str]:
    """The names of everything that a source declares."""
    return {*source.declares, *(key for special in source.declares_for for key in special.declares)}


def _rule_of(source: Source) -> tuple[str | None, ...]:
    rule = source.period
    return (rule.date, rule.text, rule.year, rule.fiscal_year)


def _targets(lookups: Mapping[str, str | None] | tuple[Lookup, ...]) -> list[str]:
    found = lookups.values() if isinstance(lookups, Mapping) else (lookup.value for lookup in lookups)
    return [code for code in found if code is not None]


def _known(where: str, field: str, codes: Iterable[str], catalog: Catalog) -> Iterator[str]:
    """Codes that the catalog does not have."""
    known = catalog.areas if field in AREA_FIELDS else set(catalog.labels(field).values())
    for code in sorted({code for code in codes if code not in known}):
        yield f"{where}: {field} has no code {code!r}"


def _measure(measure: Measure, catalog: Catalog) -> Iterator[str]:
    where = f"measures {measure.id}"
    yield from _known(where, "unit", [measure.unit], catalog)
    if "declaration" in catalog.codelists:
        yield from _known(where, "declaration", measure.must_match, catalog)
    for name in measure.of.keys() - catalog.sources.keys():
        yield f"{where}: of names no source {name!r}"
    for area in measure.coverage.keys() - catalog.areas.keys():
        yield f"{where}: coverage names no area {area!r}"
    for condition in (measure.where, *measure.of.values()):
        for field, wanted in condition.items():
            codes = [wanted] if isinstance(wanted, str) else list(wanted)
            if catalog.coded(field) and not any(field in source.dimensions for source in catalog.sources.values()):
                yield from _known(where, field, codes, catalog)


def main(arguments: list[str]) -> int:
    """Check the packaged definitions, or those of a workspace."""
    catalog = Catalog.open(Path(arguments[0]) if arguments else None)
    try:
        found = list(problems(catalog))
    except CatalogError as error:
        found = [str(error)]
    for problem in found:
        sys.stderr.write(f"{problem}\n")
    if not found:
        sys.stdout.write(", ".join(f"{len(getattr(catalog, part))} {part}" for part in PARTS) + "\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
