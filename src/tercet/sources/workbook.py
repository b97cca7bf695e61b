"""Workbooks: one sheet as text, exactly as it is stored."""

from __future__ import annotations

import re
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import fastexcel
import pyarrow as pa
import pyarrow.parquet as pq

from tercet.catalog.descriptor import Read
from tercet.sources.faults import fault, listed
from tercet.sources.magic import AGAIN
from tercet.sources.notes import Cells, Notes, blank, is_footer, joined
from tercet.sources.table import Recognised, TextTable

MARK = "SAMPLE"
# How a cell with an error reads in a spreadsheet, by the library's name for it.
ERRORS = {
    "Div0": "#DIV/0!",
    "NA": "#N/A",
    "Name": "#NAME?",
    "Null": "#NULL!",
    "Num": "#NUM!",
    "Ref": "#REF!",
    "Value": "#VALUE!",
}
MIDNIGHT = re.compile(r"^(\d{4}-\d\d-\d\d) 00:00:00$")


def opened(path: Path) -> fastexcel.ExcelReader:
    """The workbook; one that is cut off is an error."""
    try:
        return fastexcel.read_excel(path)
    except fastexcel.FastExcelError as error:
        raise fault(path, "The workbook is damaged.", AGAIN) from error


def sheet_name(path: Path, book: fastexcel.ExcelReader, sheet: str | int) -> str:
    """The name of the sheet that a source asks for, by its name or by its number from 1."""
    names = book.sheet_names
    if isinstance(sheet, int) and 1 <= sheet <= len(names):
        return names[sheet - 1]
    if isinstance(sheet, str) and sheet in names:
        return sheet
    what = f"The workbook has no sheet {sheet!r}; it has {listed(names)}."
    raise fault(path, what, "Set read.sheet in the source's YAML to a name, or to a number from 1.")


def header_row(path: Path, read: Read) -> list[str | None]:
    """The cells of the header row, or of the first row where there is no header."""
    book = opened(path)
    at = max(read.header, 1)
    rows = texts(book, sheet_name(path, book, read.sheet), at)
    cells: list[str | None] = [day(column[at - 1].as_py()) for column in rows.columns] if rows.num_rows >= at else []
    if blank(cells):
        todo = "Set read.header and read.sheet in the source's YAML to where the column names are."
        raise fault(path, f"Row {at}, where the column names should stand, is blank or missing.", todo)
    return cells


def texts(book: fastexcel.ExcelReader, name: str, rows: int | None = None) -> pa.RecordBatch:
    """A sheet from its row 1 on, every cell as the library writes it: numbers to nine decimals only."""
    sheet = book.load_sheet(name, header_row=None, skip_rows=0, n_rows=rows, dtypes="string")
    batch, mistakes = sheet.to_arrow_with_errors()
    if not mistakes or not mistakes.errors:
        return batch
    columns = [column.to_pylist() for column in batch.columns]
    for mistake in mistakes.errors:
        row, column = mistake.offset_position
        kind = re.search(r"Error\((\w+)\)", mistake.detail)
        columns[column][row] = ERRORS.get(kind[1], kind[1]) if kind else mistake.detail
    return pa.record_batch([pa.array(column, pa.string()) for column in columns], batch.schema.names)


def columns_of(book: fastexcel.ExcelReader, name: str) -> list[list[str | None]]:
    """The columns of a sheet as lists of exact text."""
    written = texts(book, name)
    numbers = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="float").to_arrow()
    pairs = zip(written.columns, numbers.columns, strict=True)
    return [exact(text.to_pylist(), number.to_pylist()) for text, number in pairs]


def exact(written: list[str | None], numbers: list[float | None]) -> list[str | None]:
    """A column's text, with every digit of its numbers and without the clock of its dates."""
    return [
        day(cell) if number is None or number.is_integer() else digits(cell, number)
        for cell, number in zip(written, numbers, strict=True)
    ]


def day(written: str | None) -> str | None:
    """A date as ISO writes it: midnight is not said."""
    return MIDNIGHT.sub(r"\1", written) if written else None


def digits(written: str | None, number: float) -> str | None:
    """The number in full, unless the text says the same already; text that is a number stays as it was typed."""
    if written is None or float(written) == number:
        return written
    return format(Decimal(repr(number)), "f")


def read_workbook(found: Recognised, con: Any, scratch: Path) -> TextTable:
    """The table of one sheet; what stands around it is notes."""
    book = opened(found.path)
    columns = columns_of(book, sheet_name(found.path, book, found.read.sheet))
    rows: list[Cells] = list(zip(*columns, strict=True))
    notes = Notes(found.path)
    last = end_of_table(rows, found, notes)
    first = found.read.header
    notes.above = [joined(row) for row in rows[: max(first - 1, 0)]]
    check_tail(rows[first:last], found)
    cells = [pa.array(column[first:last], pa.string()) for column in columns[: len(found.header)]]
    raw = store(pa.table(cells, names=list(found.header)), con, scratch)
    table = raw.select([raw[name].nullif("").name(name) for name in found.header])
    return TextTable(table, first + 1, notes.text, notes.sample or MARK in book.sheet_names)


def end_of_table(rows: list[Cells], found: Recognised, notes: Notes) -> int:
    """The index of the first row after the table; the rows from there on go into the notes.

    Without a footer an entirely blank row ends the table. What follows it must not look like more data.
    """
    first, read = found.read.header, found.read
    footer = re.compile(read.footer) if read.footer else None
    stop = (lambda row: is_footer(row, footer)) if footer else blank
    end = next((at for at in range(first, len(rows)) if stop(rows[at])), len(rows))
    for at in range(end, len(rows)):
        notes.add_below(rows[at], at + 1)
        filled = sum(not blank([cell]) for cell in rows[at])
        if footer is None and filled > max(2, len(found.header) / 2):
            raise notes.swallowed(at + 1)
    while end > first and blank(rows[end - 1]):
        end -= 1
    return end


def check_tail(rows: list[Cells], found: Recognised) -> None:
    """Columns at the end without a heading are left out, so they have to be empty."""
    width = len(found.header)
    for at, row in enumerate(rows, start=found.read.header + 1):
        if not blank(row[width:]):
            what = f"Row {at} has a value beyond column {width}, where there is no heading."
            raise fault(found.path, what, f"Name the column in the source's YAML: it is called column_{width + 1}.")


def store(table: pa.Table, con: Any, scratch: Path) -> Any:
    """Hand the rows to the engine through a file, so that the table stays lazy and in order."""
    scratch.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=scratch, prefix="sheet-", suffix=".parquet", delete=False) as target:
        pq.write_table(table, target.name)
    return con.read_parquet(target.name, hive_partitioning=False)
