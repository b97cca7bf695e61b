"""Parquet as a table of text: every column as text, with nothing lost and nothing added."""

from __future__ import annotations

import glob
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir

from tercet.sources.header import headings
from tercet.sources.parquet import schema
from tercet.sources.table import Recognised, TextTable

MARK = b"SAMPLE"


@ibis.udf.scalar.builtin(signature=((dt.Timestamp(timezone="UTC"),), dt.int64))  # type: ignore[untyped-decorator]
def epoch_us(moment: Any) -> Any:
    """Microseconds since 1970, as the engine counts them."""


@ibis.udf.scalar.builtin(signature=((dt.int64,), dt.timestamp))  # type: ignore[untyped-decorator]
def make_timestamp(micros: Any) -> Any:
    """The time without a zone that so many microseconds make."""


def read_parquet(found: Recognised, con: Any, scratch: Path) -> TextTable:
    """The file as a lazy table of text; nothing is copied, so `scratch` stays empty."""
    stored = schema(found.path)
    raw = con.read_parquet(glob.escape(str(found.path.absolute())), hive_partitioning=False)
    names = dict(zip(headings(stored.names), stored.names, strict=True))
    table = raw.select([as_text(raw[names[heading]]).name(heading) for heading in found.header])
    return TextTable(table, 2, "", MARK in (stored.metadata or {}))


def as_text(column: ir.Column) -> ir.Column:
    """A column as a publisher would write it: dates ISO, numbers in full and without an exponent."""
    kind = column.type()
    if kind.is_floating():
        return number(column).nullif("")
    if kind.is_timestamp():
        return moment(column)
    return column.cast("string").nullif("")


def number(column: ir.Column) -> ir.Column:
    """The shortest digits that name the same number; 2015.0 is 2015, and 1.2e-05 is 0.000012."""
    text = column.cast("string")
    small = text.try_cast("decimal(38, 30)").cast("string").re_replace("0+$", "")
    large = text.try_cast("decimal(38, 0)").cast("string")
    return ibis.cases(
        (text.re_search(r"e-(0\d|1[0-3])$"), small),
        (text.re_search(r"e\+[1-3]\d$"), ibis.coalesce(large, text)),
        else_=text.re_replace(r"\.0$", ""),
    )


def moment(column: ir.Column) -> ir.Column:
    """A time as ISO text, in UTC whatever this machine's clock says; midnight is a date."""
    if column.type().timezone is not None:
        column = make_timestamp(epoch_us(column))
    return column.cast("string").re_replace(r" 00:00:00$", "")
