"""What the tests of this room are given: small sources, small files, and a short way to read them."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import ibis

from tercet.catalog.descriptor import Source
from tercet.sources.recognise import recognise
from tercet.sources.text import TextTable, read

COLUMNS = ("FY", "Place", "Qty")


def a_source(id: str = "us_test", columns: Sequence[str] = COLUMNS, **more: Any) -> Source:
    """A source with one layout whose columns are all ignored; `layout` adds to it, `read` says how to read it."""
    layout = {"ignore": tuple(columns), **more.pop("layout", {})}
    layouts = more.pop("layouts", (layout,))
    return Source.model_validate(
        {
            "id": id,
            "publisher": {"en": "Publisher"},
            "names": {"en": "Publication"},
            "area": "US",
            "record": "seizure",
            "layouts": layouts,
            "period": {"year": "year"},
            "terms": "public",
            **more,
        }
    )


def opened(path: Path, *sources: Source) -> tuple[TextTable, Any]:
    """The file as a table of text, and the connection that it lives in."""
    con = ibis.duckdb.connect()
    found = recognise(path, sources or (a_source(),))
    return read(found, con, path.parent / "scratch"), con


def rows(path: Path, *sources: Source) -> list[tuple[str | None, ...]]:
    """The rows of a file."""
    text, con = opened(path, *sources)
    return [tuple(row.values()) for row in con.to_pyarrow(text.table).to_pylist()]


def notes(path: Path, *sources: Source) -> str:
    """The text around the table of a file."""
    return opened(path, *sources)[0].notes


Cell = str | int | float | bool | None
Sheets = Mapping[str, Sequence[Sequence[Cell]]]

TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{}</Types>'
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# Style 0 is a number as it is, style 1 a date.
STYLES = (
    f'<styleSheet {MAIN}><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


def a_day(serial: int | float) -> str:
    """A cell that a spreadsheet shows as a date: days since the end of 1899."""
    return f"\0day{serial}"


def an_error(text: str) -> str:
    """A cell with a spreadsheet's error."""
    return f"\0err{text}"


def cell_xml(place: str, cell: Cell) -> str:
    """One cell as a workbook stores it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return f'<c r="{place}" t="b"><v>{int(cell)}</v></c>'
    if isinstance(cell, str) and cell.startswith("\0day"):
        return f'<c r="{place}" s="1"><v>{cell[4:]}</v></c>'
    if isinstance(cell, str) and cell.startswith("\0err"):
        return f'<c r="{place}" t="e"><v>{cell[4:]}</v></c>'
    if isinstance(cell, str):
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'
    return f'<c r="{place}"><v>{cell!r}</v></c>'


def sheet_xml(table: Sequence[Sequence[Cell]]) -> str:
    """One sheet as a workbook stores it; an empty row is left out, as spreadsheets do."""
    lines = []
    for row, cells in enumerate(table, start=1):
        inside = "".join(cell_xml(f"{chr(ord('A') + at)}{row}", cell) for at, cell in enumerate(cells))
        lines.append(f'<row r="{row}">{inside}</row>' if inside else "")
    return f"<worksheet {MAIN}><sheetData>{''.join(lines)}</sheetData></worksheet>"


def write_workbook(path: Path, sheets: Sheets) -> Path:
    """A small workbook, written by hand so that nothing is tidied on the way."""
    part = (
        '<Override PartName="/xl/{}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.{}+xml"/>'
    )
    link = '<Relationship Id="r{}" Type="' + OFFICE + '/{}" Target="{}"/>'
    numbered = list(enumerate(sheets.items(), start=1))
    kinds = [part.format("workbook.xml", "sheet.main"), part.format("styles.xml", "styles")]
    kinds += [part.format(f"worksheets/sheet{at}.xml", "worksheet") for at, _ in numbered]
    links = [link.format(at, "worksheet", f"worksheets/sheet{at}.xml") for at, _ in numbered]
    names = [f'<sheet name="{escape(name)}" sheetId="{at}" r:id="r{at}"/>' for at, (name, _) in numbered]
    book = f'<workbook {MAIN} xmlns:r="{OFFICE}"><sheets>{"".join(names)}</sheets></workbook>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES.format("".join(kinds)))
        archive.writestr("_rels/.rels", RELATIONS.format(link.format(1, "officeDocument", "xl/workbook.xml")))
        archive.writestr("xl/workbook.xml", book)
        archive.writestr("xl/styles.xml", STYLES)
        style = link.format(len(links) + 1, "styles", "styles.xml")
        archive.writestr("xl/_rels/workbook.xml.rels", RELATIONS.format("".join([*links, style])))
        for at, (_, table) in numbered:
            archive.writestr(f"xl/worksheets/sheet{at}.xml", sheet_xml(table))
    return path
