"""Sources and measures: what can be read, and what can be asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tercet.catalog.descriptor import Layout, Period, Source
from tercet.catalog.load import Catalog
from tercet.catalog.models import Measure
from tercet.catalog.reference.markdown import MONTHS, bullets, flat, table, three, words


def sources(catalog: Catalog) -> Iterator[str]:
    """What can be read: one section for each source."""
    yield "What `tercet ingest` can read. A file is recognised by its header: its name does not matter."
    yield table(
        ("Source", "Area", "Record", "Publisher"),
        ((f"[{one.id}](#{one.id})", one.area, one.record, one.publisher.en) for one in catalog.sources.values()),
    )
    for source in catalog.sources.values():
        yield f"## {source.id}"
        yield f"{three(source.names)}. Published by {source.publisher.en}."
        yield table(("", ""), _about_source(source, catalog))
        yield from bullets("It declares:", (f"{key}: {words(value)}" for key, value in source.declares.items()))
        for declared in source.declares_for:
            where = ", ".join(f"{field} {words(value)}" for field, value in declared.where.items())
            yield from bullets(
                f"Where {where}:", (f"{key}: {words(value)}" for key, value in declared.declares.items())
            )
        for layout in source.layouts:
            yield from _layout(layout)
        yield from bullets("Words in the place of a value:", (f"`{word}`: {gap}" for word, gap in source.gaps.items()))
        yield flat(source.note)


def _about_source(source: Source, catalog: Catalog) -> Iterator[tuple[str, str]]:
    keys = "nothing: it only adds" if source.restates == "appends" else f"the {words(source.restates)} that it covers"
    yield "Area", source.area
    yield "Record", source.record
    yield "File", f"{source.read.format}, {source.read.encoding}"
    yield "Period from", _period(source.period)
    yield "Unit", source.unit or "given per row"
    yield "A newer file replaces", keys
    yield "Own dimensions", "; ".join(f"`{name}` {names.en}" for name, names in source.dimensions.items()) or "none"
    yield "Measures", ", ".join(f"[{name}](measures.md#{name})" for name in _fed(source, catalog)) or "none yet"
    yield "Rank", f"{source.rank}{'; may be added to ' + words(source.adds_to) if source.adds_to else ''}"
    yield "Terms", f"[{source.terms}](terms.md#{source.terms})"
    yield "Licence", source.licence or "not stated"
    yield "Where it is posted", source.url or "not stated"


def _period(period: Period) -> str:
    """The fields that make the period, in words."""
    parts = ("date", "text", "fiscal_year", "year", "half", "quarter", "month")
    found = words([part.replace("_", " ") for part in parts if getattr(period, part)])
    start = f"; fiscal years start in {MONTHS[period.fiscal_start - 1]}" if period.fiscal_year else ""
    return f"{found}{start}{f'; a sum over {period.rolling} months' if period.rolling else ''}"


def _fed(source: Source, catalog: Catalog) -> list[str]:
    """The measures that a source has figures for."""
    every = catalog.measures.values()
    return [one.id for one in every if source.id in one.of or (not one.of and one.from_ == source.record)]


def _layout(layout: Layout) -> Iterator[str]:
    """One form of a publication: the publisher's columns and our fields."""
    yield f"Layout `{layout.id}`:"
    rows = [(f"`{theirs}`", f"`{words(ours)}`") for theirs, ours in layout.columns.items()]
    if layout.wide:
        fixed = layout.wide.columns.items()
        rows += [(f"`{theirs}`", f"`{layout.wide.value}` where {_set(sets)}") for theirs, sets in fixed]
        if layout.wide.others:
            rows.append(("every other column", f"`{layout.wide.value}`; its heading is `{layout.wide.others}`"))
    rows += [(f"`{theirs}`", "ignored") for theirs in (*layout.ignore, *(layout.wide.except_ if layout.wide else ()))]
    yield table(("Column", "Field"), rows)
    if layout.refuse:
        yield f"Refused: {flat(layout.refuse)}"


def _set(fields: Mapping[str, str]) -> str:
    return ", ".join(f"{field} is {value}" for field, value in fields.items() if field != "blank")


def measures(catalog: Catalog) -> Iterator[str]:
    """What can be asked: one section for each measure."""
    yield "What `tercet measure`, `tercet explain` and `tercet compare` answer."
    yield table(
        ("Measure", "Name", "Unit"),
        ((f"[{one.id}](#{one.id})", one.names.en, one.unit) for one in catalog.measures.values()),
    )
    for measure in catalog.measures.values():
        yield f"## {measure.id}"
        yield f"{three(measure.names)}."
        yield flat(measure.definition)
        yield f"**Caveat.** {flat(measure.caveat)}"
        yield table(("", ""), _about_measure(measure, catalog))
        gaps = (f"{area}: {gap.gap.replace('_', ' ')}. {flat(gap.note)}" for area, gap in measure.coverage.items())
        yield from bullets("Where there is no series:", gaps)
        bridges = (
            f"{one.id}: {one.declaration}, between {words(one.between)}, by {flat(one.by)}" for one in measure.bridges
        )
        yield from bullets("Named conversions between declarations:", bridges)


def _about_measure(measure: Measure, catalog: Catalog) -> Iterator[tuple[str, str]]:
    which = measure.of or {one.id: {} for one in catalog.sources.values() if one.record == measure.from_}
    yield "Value", f"sum of `{measure.value['sum']}` over {measure.from_} records, in {measure.unit}"
    yield "Where", _where(measure.where) or "every record"
    for name, where in sorted(which.items()):
        yield "From", f"[{name}](sources.md#{name})" + (f", where {_where(where)}" if where else "")
    yield "Frequencies", ", ".join(measure.freqs)
    yield "An area is", "the sum of the places in it" if measure.areas == "sum" else "only what is published for it"
    yield "Comparable areas share", words(measure.must_match) or "nothing in particular"
    yield "Better", {"neither": "neither more nor less"}.get(measure.better, measure.better)
    if measure.trend:
        yield "Flat within", f"{measure.trend.tolerance} % a year, {measure.trend.noise}. {flat(measure.trend.reason)}"
    if measure.nowcast and measure.nowcast.predicted:
        yield "Predicted by the publisher", f"[{measure.nowcast.predicted}](#{measure.nowcast.predicted})"
    yield "From whom", measure.source or "not stated"


def _where(where: Mapping[str, str | tuple[str, ...]]) -> str:
    either = {field: [value] if isinstance(value, str) else value for field, value in where.items()}
    return ", ".join(f"{field} is {' or '.join(values)}" for field, values in either.items())
