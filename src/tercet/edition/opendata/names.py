"""What codes and columns are called, in each language, from the catalog and from the concepts of this room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tercet.catalog.load import AREA_FIELDS, Catalog
from tercet.catalog.models import Code, Names
from tercet.catalog.yaml import read_yaml
from tercet.edition.opendata.tables import Published
from tercet.errors import CatalogError, unknown


@dataclass(frozen=True, slots=True)
class Named:
    """A name in several languages, and what is said about it in English."""

    names: Names
    note: str | None = None

    def said(self, lang: str) -> str:
        """The name in a language, in English where it has none."""
        return str(getattr(self.names, lang) or self.names.en)


@cache
def concepts() -> Mapping[str, Named]:
    """The columns of the open data: SDMX identifier -> what it means."""
    found = read_yaml(Path(__file__).with_name("concepts.yml"))
    return {key: Named(Names(**one["names"]), one["note"]) for key, one in found.items()}


def area(code: str, catalog: Catalog) -> Named:
    """An area."""
    if code not in catalog.areas:
        raise CatalogError(f"open data: {unknown('area', code, catalog.areas)}")
    return Named(catalog.areas[code].names)


def unit(code: str, catalog: Catalog) -> Named:
    """A unit."""
    if code not in catalog.units:
        raise CatalogError(f"open data: {unknown('unit', code, catalog.units)}")
    return Named(catalog.units[code].names)


def coded(field: str, catalog: Catalog) -> dict[str, Named]:
    """Every code of a list that belongs to the common language."""
    return {code: _code(one) for code, one in catalog.codelists[field].codes.items()}


def value(field: str, code: str | None, catalog: Catalog) -> Named:
    """A value of a dimension; a value that the catalog does not know is its own name."""
    if not code:
        return concepts()["_UNSPECIFIED" if code is None else "_EMPTY"]
    if field in AREA_FIELDS and code in catalog.areas:
        return Named(catalog.areas[code].names)
    if field == "substance" and code in catalog.substances:
        return Named(catalog.substances[code].names)
    if field == "source" and code in catalog.sources:
        return Named(catalog.sources[code].names)
    if field in catalog.codelists and code in catalog.codelists[field].codes:
        return _code(catalog.codelists[field].codes[code])
    return Named(Names(en=code))


def dimension(field: str, catalog: Catalog) -> Named:
    """What a dimension is called."""
    own = f"_{field.upper()}"
    if own in concepts():
        return concepts()[own]
    if field in catalog.codelists:
        return Named(catalog.codelists[field].names)
    told = (source.dimensions[field] for _, source in sorted(catalog.sources.items()) if field in source.dimensions)
    return Named(next(told, Names(en=field.replace("_", " "))))


def title(table: Published, catalog: Catalog) -> Named:
    """What a table shows: the measure with its units and frequencies."""
    freqs, units = coded("freq", catalog), sorted({str(one) for one in table.column("unit")} or {table.measure.unit})
    used = [code for code in freqs if code in set(table.column("freq"))]

    def said(lang: str) -> str:
        parts = [", ".join(unit(one, catalog).said(lang) for one in units)]
        parts += [", ".join(freqs[code].said(lang) for code in used)] if used else []
        parts += [", ".join(dimension(one, catalog).said(lang) for one in table.dimensions)] if table.dimensions else []
        return f"{Named(table.measure.names).said(lang)} ({'; '.join(parts)})"

    return Named(Names(en=said("en"), es=said("es"), fr=said("fr")), table.measure.definition)


def _code(code: Code) -> Named:
    return Named(code.names, code.note)
