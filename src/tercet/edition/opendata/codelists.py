"""The code lists of the open data: whole ones of the common language, and the codes that occur of the long ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tercet.answers import plain
from tercet.catalog.load import Catalog
from tercet.edition.opendata import names
from tercet.edition.opendata.codes import identifier
from tercet.edition.opendata.names import Named, concepts
from tercet.edition.opendata.observations import REAL
from tercet.edition.opendata.tables import SAMPLE, Published


@dataclass(frozen=True, slots=True)
class Code:
    """One code: its SDMX identifier, its names, and the code that it lies below."""

    id: str
    named: Named
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class List:
    """A list of codes; not `whole` where only the codes that occur are in it."""

    named: Named
    codes: tuple[Code, ...]
    whole: bool = False


def code_lists(tables: Sequence[Published], catalog: Catalog) -> dict[str, List]:
    """Every list that a column of the tables refers to, by its identifier."""
    kinds = {SAMPLE: concepts()["_SAMPLE"], REAL: concepts()["_REAL"]}
    units = {code: names.unit(code, catalog) for code in sorted(_used(tables, "unit"))}
    by = sorted({one for table in tables for one in table.dimensions})
    return {
        "CL_FREQ": List(_called("FREQ"), _codes(names.coded("freq", catalog)), whole=True),
        "CL_OBS_STATUS": List(_called("OBS_STATUS"), _codes(names.coded("status", catalog)), whole=True),
        "CL_EDITION_KIND": List(_called("EDITION_KIND"), _codes(kinds), whole=True),
        "CL_MEASURE": List(_called("MEASURE"), _codes(_measures(tables))),
        "CL_UNIT": List(_called("UNIT_MEASURE"), _codes(units)),
        "CL_AREA": List(_called("REF_AREA"), _areas(_used(tables, "area"), catalog)),
        **{f"CL_{one.upper()}": _values(one, tables, catalog) for one in by},
    }


def _measures(tables: Iterable[Published]) -> dict[str, Named]:
    """The measures, each with its definition and its limits."""
    found = {table.measure.id: table.measure for table in tables}
    return {name: Named(one.names, f"{one.definition} {one.caveat}") for name, one in sorted(found.items())}


def _areas(used: Iterable[str], catalog: Catalog) -> tuple[Code, ...]:
    """The areas that occur and all that they lie in, the larger ones first where the alphabet has it so."""
    wanted: set[str] = set()
    for code in used:
        step: str | None = code
        while step is not None:
            names.area(step, catalog)
            wanted.add(step)
            step = catalog.areas[step].parent
    found = {code: catalog.areas[code].parent for code in sorted(wanted)}
    return tuple(
        Code(identifier(code), names.area(code, catalog), identifier(parent) if parent else None)
        for code, parent in found.items()
    )


def _values(field: str, tables: Sequence[Published], catalog: Catalog) -> List:
    """The values of a dimension that occur."""
    found = {value for table in tables if field in table.dimensions for value in table.column(field)}
    texts = {None if value is None else plain(value) for value in found}
    order = sorted(texts, key=lambda text: (text is not None, text or ""))
    codes = tuple(Code(identifier(text), names.value(field, text, catalog)) for text in order)
    return List(names.dimension(field, catalog), codes)


def _used(tables: Iterable[Published], column: str) -> set[str]:
    return {str(value) for table in tables for value in table.column(column)}


def _codes(found: dict[str, Named]) -> tuple[Code, ...]:
    return tuple(Code(identifier(code), named) for code, named in found.items())


def _called(concept: str) -> Named:
    """A list has the names of its concept."""
    return Named(concepts()[concept].names)
