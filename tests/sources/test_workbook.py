"""Workbooks as text."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.sources.given import Cell, a_day, a_source, an_error, notes, opened, rows, write_workbook

from tercet.errors import SourceError

XLSX = {"format": "xlsx"}
HEAD: list[Cell] = ["FY", "Place", "Qty"]


def test_every_cell_is_text_as_it_is_stored(tmp_path: Path) -> None:
    """1710.0 is 1710, a code keeps its leading zero, and a weight keeps every digit."""
    path = write_workbook(
        tmp_path / "a.xlsx",
        {
            "Data": [
                HEAD,
                [2020, "007", 1710.0],
                ["x", " y ", 147.04832835399998],
                [True, "1710.0", 1e-12],
                [1, "", 1e21],
            ]
        },
    )
    assert rows(path, a_source(read=XLSX)) == [
        ("2020", "007", "1710"),
        ("x", " y ", "147.04832835399998"),
        ("true", "1710.0", "0.000000000001"),
        ("1", None, "1000000000000000000000"),
    ]


def test_a_number_typed_as_text_stays_as_it_was_typed(tmp_path: Path) -> None:
    """A text cell is never rewritten, however much it looks like a number."""
    typed = ["0.12345678901234567890", "12345678901234567890123", "1e5", "0.10"]
    path = write_workbook(tmp_path / "a.xlsx", {"Data": [HEAD, *([text, "p", "q"] for text in typed)]})
    assert [row[0] for row in rows(path, a_source(read=XLSX))] == typed


def test_dates_are_iso(tmp_path: Path) -> None:
    """A date has no clock, a moment has one."""
    path = write_workbook(tmp_path / "a.xlsx", {"Data": [HEAD, [a_day(44952), a_day(44952.5), "x"]]})
    assert rows(path, a_source(read=XLSX)) == [("2023-01-26", "2023-01-26 12:00:00", "x")]


def test_an_error_in_a_cell_is_not_an_empty_cell(tmp_path: Path) -> None:
    """A spreadsheet's error reaches the rejects, where a person can see it."""
    path = write_workbook(tmp_path / "a.xlsx", {"Data": [HEAD, [2020, an_error("#N/A"), an_error("#DIV/0!")]]})
    assert rows(path, a_source(read=XLSX)) == [("2020", "#N/A", "#DIV/0!")]


def test_the_header_may_be_in_any_row(tmp_path: Path) -> None:
    """Titles and blank rows above the header count as rows, and the titles are notes."""
    table: list[list[Cell]] = [["Table 3. Counts", None], [], ["as of May 1"], HEAD, [2020, "x", 1]]
    path = write_workbook(tmp_path / "a.xlsx", {"Data": table})
    text, _ = opened(path, a_source(read={**XLSX, "header": 4}))
    assert (text.first_row, text.notes) == (5, "Table 3. Counts\n\nas of May 1")


def test_leading_blank_rows_count(tmp_path: Path) -> None:
    """The row number is the one that a spreadsheet shows."""
    path = write_workbook(tmp_path / "a.xlsx", {"Data": [[], [], HEAD, [2020, "x", 1]]})
    text, _ = opened(path, a_source(read={**XLSX, "header": 3}))
    assert text.first_row == 4
    assert rows(path, a_source(read={**XLSX, "header": 3})) == [("2020", "x", "1")]


def test_of_two_header_rows_the_second_names_the_columns(tmp_path: Path) -> None:
    """A heading that spans columns is left out, and a column without a heading is called by its position."""
    table: list[list[Cell]] = [["Recovery State", None, None], ["Source State", None, "ALABAMA"], [None, "ALASKA", 3]]
    path = write_workbook(tmp_path / "a.xlsx", {"Data": table})
    source = a_source(
        columns=("Source State", "column_2"), read={**XLSX, "header": 2}, layout={"wide": {"others": "p"}}
    )
    text, con = opened(path, source)
    assert con.to_pyarrow(text.table).to_pylist() == [{"Source State": None, "column_2": "ALASKA", "ALABAMA": "3"}]


def test_an_entirely_blank_row_ends_the_table(tmp_path: Path) -> None:
    """Footnotes stand below a blank row, and they are kept as notes."""
    table: list[list[Cell]] = [HEAD, [2020, "x", 1], [], ["- Query of March 1, 2011."], [None, "- All traces."]]
    path = write_workbook(tmp_path / "a.xlsx", {"Data": table})
    assert rows(path, a_source(read=XLSX)) == [("2020", "x", "1")]
    assert notes(path, a_source(read=XLSX)) == "- Query of March 1, 2011.\n- All traces."


def test_rows_after_a_blank_row_are_not_lost_in_the_notes(tmp_path: Path) -> None:
    """A blank row in the middle of a table must not cut it off in silence."""
    path = write_workbook(tmp_path / "a.xlsx", {"Data": [HEAD, [2020, "x", 1], [], [2021, "y", 2]]})
    with pytest.raises(SourceError, match=r"look like data stand below the end of the table \(row 4"):
        rows(path, a_source(read=XLSX))


def test_the_footer_ends_the_table(tmp_path: Path) -> None:
    """From the row in which a cell matches the footer on, everything is notes."""
    table: list[list[Cell]] = [
        HEAD,
        [2020, "x", 1],
        [None, None, None],
        [2021, "y", 2],
        [],
        [None, "Source: agency", 3],
        [2022, "z", 3],
    ]
    path = write_workbook(tmp_path / "a.xlsx", {"Data": table})
    source = a_source(read={**XLSX, "footer": "^Source:"})
    assert rows(path, source) == [("2020", "x", "1"), (None, None, None), ("2021", "y", "2")]
    assert notes(path, source) == "Source: agency 3\n2022 z 3"


@pytest.mark.parametrize("sheet", ["Data", 2])
def test_a_sheet_is_asked_for_by_name_or_by_number(tmp_path: Path, sheet: str | int) -> None:
    """Numbers count from 1, as a person counts."""
    path = write_workbook(tmp_path / "a.xlsx", {"Cover": [["Welcome"]], "Data": [HEAD, [2020, "x", 1]]})
    assert rows(path, a_source(read={**XLSX, "sheet": sheet})) == [("2020", "x", "1")]


@pytest.mark.parametrize("sheet", ["Daten", 3, 0])
def test_a_sheet_that_is_not_there_is_named_with_those_that_are(tmp_path: Path, sheet: str | int) -> None:
    """The error lists the sheets, so that the right one can be copied."""
    path = write_workbook(tmp_path / "a.xlsx", {"Cover": [["Welcome"]], "Data": [HEAD]})
    with pytest.raises(SourceError, match=f"no sheet {sheet!r}; it has 'Cover', 'Data'"):
        rows(path, a_source(read={**XLSX, "sheet": sheet}))


def test_a_sheet_named_sample_marks_made_up_data(tmp_path: Path) -> None:
    """A sample workbook says so in the file, whatever the file is called."""
    made_up = write_workbook(tmp_path / "a.xlsx", {"Data": [HEAD, [2020, "x", 1]], "SAMPLE": [["Made up."]]})
    real = write_workbook(tmp_path / "b.xlsx", {"Data": [HEAD, [2020, "x", 1]]})
    assert opened(made_up, a_source(read=XLSX))[0].sample
    assert not opened(real, a_source(read=XLSX))[0].sample


def test_an_empty_column_at_the_end_without_a_heading_is_left_out(tmp_path: Path) -> None:
    """A footnote far to the right widens the sheet, not the table."""
    path = write_workbook(tmp_path / "a.xlsx", {"Data": [HEAD, [2020, "x", 1], [], [None] * 5 + ["far away"]]})
    assert rows(path, a_source(read=XLSX)) == [("2020", "x", "1")]


def test_a_value_without_a_heading_is_an_error_until_it_is_named(tmp_path: Path) -> None:
    """A value that nobody named is not dropped."""
    path = write_workbook(tmp_path / "a.xlsx", {"Data": [HEAD, [2020, "x", 1, None, "stray"]]})
    with pytest.raises(SourceError, match="Row 2 has a value beyond column 3"):
        rows(path, a_source(read=XLSX))
    named = a_source(columns=("FY", "Place", "Qty", "column_4", "column_5"), read=XLSX)
    assert rows(path, named) == [("2020", "x", "1", None, "stray")]


def test_a_blank_header_row_is_said_to_be_blank(tmp_path: Path) -> None:
    """The wrong header row is the commonest mistake in a new source."""
    path = write_workbook(tmp_path / "a.xlsx", {"Data": [["Title"], [], HEAD]})
    for row in (2, 9):
        with pytest.raises(SourceError, match=rf"Row {row}, where the column names should stand.*read\.header"):
            rows(path, a_source(read={**XLSX, "header": row}))


def test_without_a_header_row_the_source_names_the_columns(tmp_path: Path) -> None:
    """A workbook of bare rows is read when a person says what it is."""
    path = write_workbook(tmp_path / "a.xlsx", {"Data": [[2020, "x", 1], [2021, "y", 2]]})
    source = a_source(read={**XLSX, "header": 0, "names": tuple(HEAD)})
    text, _ = opened(path, source)
    assert text.first_row == 1
    assert rows(path, source) == [("2020", "x", "1"), ("2021", "y", "2")]


def test_a_workbook_that_is_cut_off_is_damaged(tmp_path: Path) -> None:
    """Half a download is not half a table."""
    whole = write_workbook(tmp_path / "a.xlsx", {"Data": [HEAD, [2020, "x", 1]]}).read_bytes()
    path = tmp_path / "b.xlsx"
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(
        SourceError, match=r"b\.xlsx: The workbook or archive is cut off or damaged\. Nothing was changed"
    ):
        rows(path, a_source(read=XLSX))
