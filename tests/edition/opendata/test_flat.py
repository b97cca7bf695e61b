"""CSV and Parquet are the answer, cell for cell, and a table that could not be read back is refused."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from tests.edition.opendata.made import CATALOG, LARGE, REAL, SAMPLE, awkward, row, table, written

from tercet.answers import plain
from tercet.edition.opendata import Meta, Published, files
from tercet.errors import Refused, TercetError


@pytest.mark.parametrize("one", awkward(), ids=lambda one: one.name)
@pytest.mark.parametrize("meta", [REAL, SAMPLE], ids=["real", "sample"])
def test_parquet_holds_every_cell_with_its_exact_decimals(one: Published, meta: Meta) -> None:
    """Who loads Parquet has the very numbers of the report, and knows null from an empty text."""
    data = files([one], meta, CATALOG)[f"{meta.stem(one.name)}.parquet"]
    read = pq.read_table(io.BytesIO(data))
    mark = ("SAMPLE",) if meta.sample else ()
    assert [tuple(found.values()) for found in read.to_pylist()] == [(*expected, *mark) for expected in one.answer.rows]
    assert read.schema.metadata[b"sample"] == (b"true" if meta.sample else b"false")


@pytest.mark.parametrize("one", awkward(), ids=lambda one: one.name)
def test_csv_holds_every_cell(one: Published) -> None:
    """Who opens CSV has the very numbers of the report."""
    data = files([one], REAL, CATALOG)[f"{one.name}.csv"].decode("utf-8")
    header, *rows = csv.reader(io.StringIO(data))
    assert tuple(header) == one.answer.columns
    assert rows == [[plain(cell) for cell in expected] for expected in one.answer.rows]
    numbers = [[None if cell == "" else Decimal(cell) for cell in found[4:7]] for found in rows]
    assert numbers == [list(expected[4:7]) for expected in one.answer.rows]


def test_csv_tells_no_value_from_an_empty_text() -> None:
    """A gap and a text without letters are two things."""
    rows = [row("US", "2023", "A", None, "O", by=(None,)), row("US", "2023", "A", None, "O", by=("",))]
    data = files([table("gaps", rows, ("substance",))], REAL, CATALOG)["gaps.csv"].decode("utf-8")
    assert data.splitlines()[1:] == [
        "fentanyl_seized_mass,US,2023,A,,,,kg,O,",
        'fentanyl_seized_mass,US,2023,A,,,,kg,O,""',
    ]


def test_a_lone_file_of_made_up_figures_says_sample() -> None:
    """A file gets mailed without its folder, and a row gets copied without its file."""
    made = files(awkward(), SAMPLE, CATALOG)
    for name, data in made.items():
        assert b"sample" in data.lower(), name  # a table without rows says it in its header
        assert "SAMPLE-" in name or name == "datapackage.json"
        if name.endswith(".csv"):
            assert all(b"SAMPLE" in line for line in data.splitlines()[1:]), name
    assert not any(b"SAMPLE-" in data or "SAMPLE" in name for name, data in files(awkward(), REAL, CATALOG).items())


def test_the_same_tables_give_the_same_bytes_in_whatever_order(tmp_path: Path) -> None:
    """Two people who build one edition can compare fingerprints."""
    first = written(tmp_path / "a", awkward(), REAL)
    second = written(tmp_path / "b", awkward()[::-1], REAL)
    assert [path.relative_to(tmp_path / "a") for path in first] == [path.relative_to(tmp_path / "b") for path in second]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


@pytest.mark.parametrize("text", ["=1+1", "+65", "-", "@SUM(A1)", "\t=1", "a\rb", "a\x00b"])
def test_a_text_that_a_spreadsheet_would_run_is_refused(text: str) -> None:
    """A label from outside must not become a formula on a reader's machine, and is not altered on the quiet."""
    with pytest.raises(Refused, match="formula|control character"):
        files([table("x", [row("US", "2023", "A", Decimal(1), by=(text,))], ("substance",))], REAL, CATALOG)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([row("US", "2023", "A", 1.5)], "exact number"),  # type: ignore[arg-type] # the fault itself
        ([row("US", "2023", "A", Decimal("NaN"))], "exact number"),
        ([row("US", "2023", "A", Decimal(f"{LARGE}9999"))], "Parquet"),
        ([row("US", "2023", "A", Decimal(1))] * 2, "2 rows are"),
        ([row("US", "2023", "A", Decimal(1), "")], "the cell is empty"),
        ([row("US", "2023", "Q", Decimal(1))], "not a period of frequency"),
        ([row("US", "2023-06-15", "R12", Decimal(1))], "not a period of frequency"),
        ([row("XX", "2023", "A", Decimal(1))], "There is no area"),
        ([row("US", "2023", "A", Decimal(1), unit="stone")], "There is no unit"),
    ],
)
def test_a_table_that_could_not_be_read_back_is_refused(rows: list[tuple[Any, ...]], said: str) -> None:
    """What is published is exact, has one row for a key, and uses codes that the catalog knows."""
    with pytest.raises(TercetError, match=said):
        files([table("x", rows)], REAL, CATALOG)


@pytest.mark.parametrize("names", [["a b"], ["../a"], ["1a"], ["a", "A"], [""]])
def test_a_name_is_an_address(names: list[str]) -> None:
    """A name is a file, a link and an SDMX identifier at once, on every kind of disk."""
    with pytest.raises(Refused, match="table"):
        files([table(name, []) for name in names], REAL, CATALOG)


def test_columns_must_be_those_of_a_series() -> None:
    """Other answers, such as comparisons, are not observations."""
    found = table("x", [])
    odd = Published("x", found.measure, type(found.answer)(("pair", "verdict"), []), ())
    with pytest.raises(Refused, match="the first must be measure"):
        files([odd], REAL, CATALOG)
    with pytest.raises(Refused, match="cannot be called"):
        files([table("x", [], ("Odd.name",))], REAL, CATALOG)
