"""The period of a row: from its labels to first day, months and frequency."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from functools import cache
from typing import Any

import ibis
import pyarrow as pa

from tercet.catalog.descriptor import Period, Source
from tercet.catalog.load import Catalog, normal
from tercet.errors import HarmoniseError
from tercet.harmonise import periods
from tercet.harmonise.labels import Column, Usual, nothing, own_labels
from tercet.harmonise.problems import Problem
from tercet.harmonise.rows import Fields

PARTS = ("year", "fiscal_year", "month", "quarter", "half")


def fields_of(period: Period) -> dict[str, str]:
    """The parts of a period rule and the fields that give them."""
    parts = {part: getattr(period, part) for part in ("date", "text", *PARTS)}
    return {part: field for part, field in parts.items() if field is not None}


def columns(period: Period, start: Fields, source: Source, catalog: Catalog) -> list[Column]:
    """The columns that follow from the labels of the period's fields."""
    parts = fields_of(period)
    missing = set(parts.values()) - start.columns - start.constants.keys()
    if missing:
        raise HarmoniseError(
            f"source {source.id}: the period rule reads {', '.join(sorted(missing))}, which no column gives. "
            "Name the field in `columns`, `constants` or `extract`."
        )
    months = _months(catalog, source, period)
    if period.date or period.text:
        return _whole(period, months, source)
    readers = _readers(months, source, parts)
    usual: dict[str, Usual] = {"year": _years, "fiscal_year": _years, "month": lambda seen: catalog.written("month")}
    return [
        Column(field, f"_{field}_number", pa.int64(), readers[part], usual.get(part, nothing))
        for part, field in parts.items()
    ]


def _years(seen: Sequence[str]) -> list[str]:
    """The years that a large file is likely to have."""
    return [str(year) for year in range(1990, 2050)]


def _days(period: Period) -> Usual:
    """The days that a large file is likely to have: ten years around those at its beginning, in its first format."""

    def days(seen: Sequence[str]) -> list[str]:
        """All days from ten years before the first to ten years after the last."""
        found = [day for label in seen if (day := periods.day(label, period.formats[:1]))]
        if not found:
            return []
        first, last = min(found) - timedelta(days=3653), max(found) + timedelta(days=3653)
        return [
            (first + timedelta(days=number)).strftime(period.formats[0]) for number in range((last - first).days + 1)
        ]

    return days


def _whole(period: Period, months: periods.Months, source: Source) -> list[Column]:
    """The columns of a period that stands in one field: a date, or words."""
    mine = own_labels(source.lookups.get(period.text or "", {}))
    if period.date:
        return [
            Column(period.date, "_start", pa.date32(), lambda label: periods.day(label, period.formats), _days(period))
        ]

    @cache
    def parse(label: str) -> periods.When | None:
        """The period that a text names."""
        return periods.text(mine.get(normal(label)) or label, months)

    def part(name: str) -> Callable[[str], Any]:
        """One part of it."""
        return lambda label: getattr(parse(label), name, None)

    types: dict[str, pa.DataType] = {"start": pa.date32(), "months": pa.int16(), "freq": pa.string()}
    return [Column(str(period.text), f"_{name}", kind, part(name)) for name, kind in types.items()]


def _months(catalog: Catalog, source: Source, period: Period) -> periods.Months:
    """Month names of the three languages, with the source's own lookups first."""
    mine = own_labels(source.lookups.get(period.month or "", {}))
    names = catalog.labels("month")

    def number(label: str) -> int | None:
        found = mine.get(normal(label)) or names.get(normal(label))
        return int(found) if found else periods.month_number(label)

    return number


def _readers(
    months: periods.Months, source: Source, parts: Mapping[str, str]
) -> dict[str, Callable[[str], int | None]]:
    """How each part is read; a source's own lookups (`SA1 (JAN - JUN)` is 1) come first."""
    plain: dict[str, Callable[[str], int | None]] = {
        "year": periods.year,
        "fiscal_year": periods.year,
        "month": months,
        "quarter": periods.quarter,
        "half": periods.half,
    }

    def reader(part: str, field: str) -> Callable[[str], int | None]:
        mine = own_labels(source.lookups.get(field, {}))
        return lambda label: plain[part](mine.get(normal(label)) or label)

    return {part: reader(part, field) for part, field in parts.items()}


def period(table: Any, rule: Period) -> dict[str, Any]:
    """First day, months and frequency of every row, from the attached columns."""
    if rule.date:
        return {"start": table._start, "months": ibis.literal(0), "freq": ibis.literal("D")}
    if rule.text:
        return {"start": table._start, "months": table._months, "freq": table._freq}
    found = {part: table[f"_{field}_number"] for part, field in fields_of(rule).items()}
    first, months, freq = _span(found)
    year = found["year"] if "year" in found else found["fiscal_year"]
    if "fiscal_year" in found and rule.fiscal_start > 1:
        if months == 12:
            first, freq = ibis.literal(rule.fiscal_start), "FY"
        year = ibis.ifelse(first >= rule.fiscal_start, year - 1, year)
    if rule.rolling:
        total = year * 12 + first - 1 - (rule.rolling - 1)
        year, first = total // 12, total % 12 + 1
        months, freq = rule.rolling, "R12"
    start = ibis.date(year.cast("int64"), first.cast("int64"), ibis.literal(1, type="int64"))
    return {"start": start, "months": ibis.literal(months), "freq": ibis.literal(freq)}


def _span(found: Mapping[str, Any]) -> tuple[Any, int, str]:
    """The first month of the period within its year, how many months it has, and its frequency."""
    if "month" in found:
        return found["month"], 1, "M"
    if "quarter" in found:
        return found["quarter"] * 3 - 2, 3, "Q"
    if "half" in found:
        return found["half"] * 6 - 5, 6, "S"
    return ibis.literal(1), 12, "A"


def problems(table: Any, rule: Period, start: Fields) -> list[Problem]:
    """Labels that are no period, and dates that do not exist."""
    wrong = []
    for part, field in fields_of(rule).items():
        column = table._start if part in {"date", "text"} else table[f"_{field}_number"]
        code = "bad_date" if part == "date" else "bad_period"
        text = table[field] if field in start.columns else ibis.literal(start.constants[field])
        wrong.append(Problem(code, field, column.isnull(), text))
    return wrong
