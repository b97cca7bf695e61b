"""From the publisher's table to a table of fields: columns renamed, wide cells made rows, constants added."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

import ibis

from tercet.catalog.descriptor import Layout, Source, Wide
from tercet.errors import HarmoniseError
from tercet.harmonise.values import trim

# Columns that the engine adds; a publisher's field cannot take these names.
CELL = "cell"


@dataclass(frozen=True, slots=True)
class Fields:
    """A lazy table of text fields and the values that hold for every row.

    `columns` are the fields that differ by row; `constants` those that do not. `cells` is how many rows
    one row of the file became, in the file's order, so that row numbers can be worked out afterwards.
    `raw` says which field has the text of each column of the publisher, as it came.
    """

    table: Any
    columns: frozenset[str]
    constants: Mapping[str, str]
    cells: int
    raw: Mapping[str, str]


def fields(table: Any, header: tuple[str, ...], notes: str, filename: str, source: Source, layout: Layout) -> Fields:
    """The publisher's table under our names, one row per observation, in the order of the file."""
    constants = {**source.constants, **layout.constants, **extracted(notes, filename, layout)}
    if layout.unit or source.unit:
        constants.setdefault("unit", str(layout.unit or source.unit))
    renamed = {ours: table[theirs] for theirs in layout.columns if theirs in header for ours in layout.ours(theirs)}
    if layout.wide is not None:
        return _wide(table, header, renamed, constants, layout, layout.wide)
    raw = {theirs: layout.ours(theirs)[0] for theirs in layout.columns if theirs in header}
    return Fields(table.select(**renamed), frozenset(renamed), _unset(constants, renamed), 1, raw)


def extracted(notes: str, filename: str, layout: Layout) -> dict[str, str]:
    """The fields that stand outside the table; an error where one is not found."""
    found: dict[str, str] = {}
    for field, rule in layout.extract.items():
        match = re.search(rule.pattern, notes if rule.from_ == "notes" else filename)
        if match is None:
            raise HarmoniseError(
                f"{filename}: {field} was not found in the {rule.from_} (pattern {rule.pattern!r}). "
                "Check that the file is whole, or mend `extract` in the source's YAML."
            )
        found[field] = match[1]
    return found


def _unset(constants: Mapping[str, str], columns: Mapping[str, Any]) -> dict[str, str]:
    """Constants that no column overrides: what a row says itself wins."""
    return {name: value for name, value in constants.items() if name not in columns}


def _wide(
    table: Any, header: tuple[str, ...], renamed: dict[str, Any], constants: dict[str, str], layout: Layout, wide: Wide
) -> Fields:
    """Each cell becomes a row, in the order of the columns of the file."""
    cells = cell_settings(header, layout, wide)
    if not cells:
        raise HarmoniseError(f"layout {layout.id}: none of the columns that are observations is in the file.")
    value = wide.value
    varying = sorted({field for settings in cells.values() for field in settings} - {"blank"})
    structs = [
        ibis.struct(
            {
                CELL: ibis.literal(heading),
                value: table[heading],
                "blank": ibis.literal(settings.get("blank", wide.blank)),
                **{name: ibis.literal(settings.get(name, constants.get(name)), type="string") for name in varying},
            }
        )
        for heading, settings in cells.items()
    ]
    long = table.select(**renamed, _cell=ibis.array(structs).unnest())
    opened = {name: long._cell[name] for name in (CELL, value, "blank", *varying)}
    columns = frozenset({*renamed, *opened})
    raw = {theirs: layout.ours(theirs)[0] for theirs in layout.columns if theirs in header}
    return Fields(
        long.select(*(name for name in long.columns if name != "_cell" and name not in opened), **opened),
        columns,
        {name: text for name, text in constants.items() if name not in columns},
        len(cells),
        {**raw, CELL: CELL, value: value},
    )


def cell_settings(header: tuple[str, ...], layout: Layout, wide: Wide) -> dict[str, dict[str, str]]:
    """Column heading -> the fields that it sets, for the columns of the file that are observations."""
    named = {heading: dict(settings) for heading, settings in wide.columns.items() if heading in header}
    if wide.others is None:
        return named
    rest = [heading for heading in header if heading not in layout.named]
    return {**named, **{heading: {wide.others: heading} for heading in rest}}


def skipped(table: Any, start: Fields, layout: Layout) -> Any:
    """True for rows that are not observations: the publisher's totals, and empty cells that mean nothing."""
    conditions = [
        trim(table[rule.field]).isin(rule.labels).fill_null(False)
        for rule in layout.skip
        if rule.field in start.columns
    ]
    if layout.wide is not None:
        empty = table[layout.wide.value].isnull() | (trim(table[layout.wide.value]) == "")
        conditions.append(empty & (table.blank == "skip"))
    return reduce(lambda left, right: left | right, conditions, ibis.literal(False))
