"""The common codes: areas, substances, units and factor sets, code lists, terms."""

from __future__ import annotations

from collections.abc import Iterator

from tercet.catalog.load import Catalog
from tercet.catalog.models import Area, Code, Factor, Substance, Term, Unit
from tercet.catalog.reference.markdown import MONTHS, bullets, code, flat, table, three, words

BASE = {"mass": "micrograms", "volume": "microlitres", "money": "cents", "count": "", "ratio": ""}


def areas(catalog: Catalog) -> Iterator[str]:
    """Countries with their parts, and publishers' own areas."""
    yield (
        "Ids are ISO 3166-1 alpha-2 for countries and ISO 3166-2 for their parts. "
        "A publisher's own area is never forced into a state."
    )
    tops = [name for name, area in catalog.areas.items() if area.parent is None]
    groups = {name: [part for part in catalog.areas if part.startswith(f"{name}-")] for name in tops}
    for name in catalog.areas:
        if "." in name:
            groups.setdefault(name.partition(".")[0], []).append(name)
    yield table(("Area", "Parts"), ((f"[{name}](#{name.lower()})", str(len(parts))) for name, parts in groups.items()))
    for name, parts in groups.items():
        yield f"## {name}"
        yield _country(catalog.areas[name]) if name in catalog.areas else f"Areas that only `{name}` uses."
        yield table(
            ("Id", "English", "Spanish", "French", "Kind", "Lies in", "Note"),
            ((f"`{part}`", *_area(catalog.areas[part])) for part in parts),
        )


def _country(area: Area) -> str:
    start = f" Its fiscal year starts in {MONTHS[area.fiscal_start - 1]}." if area.fiscal_start else ""
    people = "".join(f" Population in {year}: {count:,}." for year, count in area.population.items())
    return f"{three(area.names)}.{start}{people}{' ' + flat(area.source) + '.' if area.source else ''}"


def _area(area: Area) -> tuple[str, ...]:
    return (
        area.names.en,
        area.names.es or "",
        area.names.fr or "",
        area.kind.replace("_", " "),
        area.parent or "",
        flat(area.note),
    )


def substances(catalog: Catalog) -> Iterator[str]:
    """Every substance and class, with how its identity is known."""
    yield (
        "CAS numbers and InChIKeys are shown with how they are known. `opened`: read in the work named. "
        "`excerpt`: quoted from it by somebody else. `computed`: worked out from the structure. "
        "`unverified`: nobody has checked it, so do not rely on it."
    )
    for substance in catalog.substances.values():
        yield f"## {substance.id}"
        group = f", of the group {substance.group}" if substance.group else ""
        yield f"{three(substance.names)}. A {substance.kind}{group}."
        yield from bullets("", _identity(substance))
        yield flat(substance.note)


def _identity(one: Substance) -> Iterator[str]:
    if one.cas:
        yield f"CAS {one.cas} ({one.cas_basis or 'unverified'})"
    if one.inchikey:
        yield f"InChIKey {one.inchikey} ({one.inchikey_basis or 'unverified'})"
    if one.spellings:
        yield f"Also written: {code(one.spellings)}"
    yield f"Identity: {one.basis or 'unverified'}"


def units(catalog: Catalog) -> Iterator[str]:
    """Units with exact factors, and the factor sets of assumed conversions."""
    yield "Amounts are kept in whole base units: micrograms, microlitres, cents and ones. Factors are exact."
    for name, unit in catalog.units.items():
        yield f"## {name}"
        yield _unit(unit)
    yield "## Factor sets"
    yield "Assumed conversions are never applied unless you name the set with `--factors`."
    for name, factors in catalog.factors.items():
        yield f"## {name}"
        yield f"{three(factors.names)}. Version {factors.version}. {flat(factors.definition)}"
        yield f"**Caveat.** {flat(factors.caveat)}"
        yield table(
            ("Substance", "Unit", "Period", "Low", "Central", "High", "Source", "Basis"), map(_factor, factors.factors)
        )


def _unit(unit: Unit) -> str:
    base = f" Factor: {unit.factor} {BASE[unit.dimension]}." if BASE[unit.dimension] else ""
    said = f" Also written: {code(unit.spellings)}." if unit.spellings else ""
    known = f" By {flat(unit.source)}; basis: {unit.basis or 'not stated'}." if unit.source else ""
    return f"{three(unit.names)}. A {unit.dimension}.{base}{said}{known}"


def _factor(one: Factor) -> tuple[str, ...]:
    when = f"{one.first or ''} to {one.last or ''}" if one.first or one.last else "any"
    numbers = (f"{number} mg" for number in (one.low, one.central, one.high))
    return (one.substance, one.unit, when, *numbers, flat(one.source), one.basis)


def codelists(catalog: Catalog) -> Iterator[str]:
    """Every code list; reasons and gaps say what to do."""
    yield "Codes and what publishers write for them. The note of a reason or a gap says what to do about it."
    for name, codes in catalog.codelists.items():
        yield f"## {name}"
        yield f"{three(codes.names)}.{f' {flat(codes.source)}.' if codes.source else ''}"
        yield table(
            ("Code", "English", "Spanish", "French", "Also written", "Note"),
            ((f"`{key}`", *_code(one)) for key, one in codes.codes.items()),
        )


def _code(one: Code) -> tuple[str, ...]:
    return (one.names.en, one.names.es or "", one.names.fr or "", code(one.spellings), flat(one.note))


def terms(catalog: Catalog) -> Iterator[str]:
    """Handling terms, and for whom a view can be opened."""
    yield "An audience that is not listed may not. Terms that nobody defined release nothing."
    for name, term in catalog.terms.terms.items():
        yield f"## {name}"
        yield _term(term)
    yield "## Audiences"
    known = catalog.terms.audiences.items()
    yield table(
        ("Audience", "Name", "Partner"), ((f"`{name}`", one.names.en, one.partner or "") for name, one in known)
    )


def _term(term: Term) -> str:
    until = f" Nothing before {term.embargo_until}." if term.embargo_until else ""
    return (
        f"{three(term.names)}. TLP:{term.tlp}. Single records to: {words(term.records) or 'nobody'}. "
        f"Totals to: {words(term.statistics) or 'nobody'}.{until}"
    )
