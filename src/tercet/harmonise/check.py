"""Whether a descriptor can be carried out: every field that it names is one that records have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tercet.catalog.check import source_problems
from tercet.catalog.descriptor import Layout, Source
from tercet.catalog.load import Catalog
from tercet.errors import CatalogError, unknown
from tercet.harmonise.times import fields_of
from tercet.records import KINDS

# Fields that every record can be given, beside its kind's own and those of the period rule.
COMMON = frozenset({"record_id", "area", "place", "status", "note", "terms", "unit"})


def check(source: Source, catalog: Catalog) -> None:
    """Raise a CatalogError that lists what is wrong with a descriptor, if anything is."""
    found = list(problems(source, catalog))
    if found:
        more = f" (and {len(found) - 5} more)" if len(found) > 5 else ""
        listed = "; ".join(problem.rstrip(".") for problem in found[:5])
        raise CatalogError(f"{listed}{more}. Nothing was changed. Mend the source's YAML.".replace("?.", "?"))


def problems(source: Source, catalog: Catalog) -> Iterator[str]:
    """Everything in a descriptor that could not be carried out, one clause each."""
    if source.record not in KINDS:
        yield f"sources {source.id}: {unknown('kind of record', source.record, KINDS)}"
        return
    yield from source_problems(source, catalog)
    known = fields(source)
    for layout in source.layouts:
        yield from _unknown(source, f"layout {layout.id}", _set_by(layout), known)
        given = {*_set_by(layout), *source.constants}
        yield from _unknown(source, f"layout {layout.id}, skip", (rule.field for rule in layout.skip), given)
        if layout.wide and layout.wide.value != "events" and "events" in layout.fields:
            yield (
                f"sources {source.id}, layout {layout.id}: events stands in a column of a wide table and would be "
                "counted once for each cell; leave it out, or read it as a layout of its own"
            )
    yield from _unknown(source, "constants", source.constants, known)
    yield from _unknown(source, "lookups", source.lookups, known)
    yield from _unknown(source, "ranges", source.ranges, known)
    keys = {"period", *KINDS[source.record].columns, *source.dimensions}
    restates = () if source.restates == "appends" else source.restates
    yield from _unknown(source, "restates", restates, keys)
    yield from _unknown(source, "expect.unique", source.expect.unique, keys)


def fields(source: Source) -> set[str]:
    """Every field that a descriptor may set."""
    kind = KINDS[source.record]
    rules = [source.period, *(layout.period for layout in source.layouts if layout.period)]
    periods = {field for rule in rules for field in fields_of(rule).values()}
    events = {"events"} & kind.values.keys()
    read = {rule.field for rule in source.status}
    return {*COMMON, *kind.dimensions, kind.quantity, *events, *periods, *source.dimensions, *read}


def _set_by(layout: Layout) -> Iterator[str]:
    """The fields that a layout sets."""
    yield from layout.fields
    yield from layout.constants
    yield from layout.extract
    if layout.wide is not None:
        yield layout.wide.value
        yield from (layout.wide.others,) if layout.wide.others else ()
        for settings in layout.wide.columns.values():
            yield from settings.keys() - {"blank"}


def _unknown(source: Source, where: str, named: Iterable[str], known: set[str]) -> Iterator[str]:
    for field in sorted(set(named) - known):
        yield f"sources {source.id}, {where}: {unknown('field', field, known)}"
