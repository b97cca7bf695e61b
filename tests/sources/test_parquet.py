"""Parquet as text."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.sources.given import a_source, opened, rows

from tercet.errors import SourceError

PARQUET = {"format": "parquet"}


def written(path: Path, columns: dict[str, Any], metadata: dict[bytes, bytes] | None = None) -> Path:
    """A Parquet file with these columns."""
    pq.write_table(pa.table(columns).replace_schema_metadata(metadata), path)
    return path


def one_column(path: Path, values: Any) -> list[str | None]:
    """The values of one column after a round through Parquet."""
    table = written(path, {"FY": pa.array(["x"] * len(values)), "Qty": values})
    return [row[1] for row in rows(table, a_source(columns=("FY", "Qty"), read=PARQUET))]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2015.0, "2015"),
        (89.68253968, "89.68253968"),
        (147.04832835399998, "147.04832835399998"),
        (1.23e-05, "0.0000123"),
        (-4e-10, "-0.0000000004"),
        (1e20, "100000000000000000000"),
        (1e300, "1e+300"),
        (5e-324, "5e-324"),
        (float("nan"), "nan"),
    ],
)
def test_a_number_is_written_in_full(tmp_path: Path, value: float, text: str) -> None:
    """Every digit is kept, a year is not 2015.0, and nobody has to read an exponent."""
    assert one_column(tmp_path / "a.parquet", pa.array([value])) == [text]


@given(st.floats(allow_nan=False, allow_infinity=False))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_number_changes_its_value(tmp_path: Path, value: float) -> None:
    """Text that is read as a number again is the number that was stored."""
    [text] = one_column(tmp_path / "a.parquet", pa.array([value]))
    assert float(text or "x") == value


def test_dates_and_times_are_iso(tmp_path: Path) -> None:
    """A day has no clock; a moment with a time zone is said in UTC, wherever it is read."""
    noon = datetime(2023, 1, 26, 12)
    assert one_column(tmp_path / "a.parquet", pa.array([date(2023, 1, 26)])) == ["2023-01-26"]
    assert one_column(tmp_path / "b.parquet", pa.array([datetime(2023, 1, 26), noon])) == [
        "2023-01-26",
        "2023-01-26 12:00:00",
    ]
    there = pa.array([noon], pa.timestamp("us", tz="America/Tijuana"))
    assert one_column(tmp_path / "c.parquet", there) == ["2023-01-26 12:00:00"]


def test_other_types_are_text_too(tmp_path: Path) -> None:
    """An empty text is an empty cell; a decimal keeps its digits."""
    assert one_column(tmp_path / "a.parquet", pa.array(["x", "", None])) == ["x", None, None]
    assert one_column(tmp_path / "b.parquet", pa.array([Decimal("1.50"), None])) == ["1.50", None]
    assert one_column(tmp_path / "c.parquet", pa.array([True, None])) == ["true", None]
    assert one_column(tmp_path / "d.parquet", pa.array([2**62])) == [str(2**62)]
    assert one_column(tmp_path / "e.parquet", pa.array(["a", "b"]).dictionary_encode()) == ["a", "b"]


def test_headings_are_trimmed_and_composed(tmp_path: Path) -> None:
    """An accent is one character or two, and the column is the same."""
    path = written(tmp_path / "a.parquet", {" an\u0303o ": ["2020"], "Qty": [1]})
    text, con = opened(path, a_source(columns=("año", "Qty"), read=PARQUET))
    assert con.to_pyarrow(text.table).to_pylist() == [{"año": "2020", "Qty": "1"}]
    assert (text.first_row, text.notes) == (2, "")


def test_the_schema_can_mark_made_up_data(tmp_path: Path) -> None:
    """A sample file says so inside."""
    source = a_source(columns=("FY",), read=PARQUET)
    assert opened(written(tmp_path / "a.parquet", {"FY": [1]}, {b"SAMPLE": b"made up"}), source)[0].sample
    assert not opened(written(tmp_path / "b.parquet", {"FY": [1]}), source)[0].sample


def test_a_folder_name_is_not_a_column(tmp_path: Path) -> None:
    """A folder called FY=1999 says nothing about the years in its files."""
    folder = tmp_path / "FY=1999"
    folder.mkdir()
    assert rows(written(folder / "a.parquet", {"FY": [2020]}), a_source(columns=("FY",), read=PARQUET)) == [("2020",)]


def test_a_damaged_file_is_said_to_be_damaged(tmp_path: Path) -> None:
    """Half a download is not half a table."""
    path = written(tmp_path / "a.parquet", {"FY": [1]})
    path.write_bytes(path.read_bytes()[:60])
    with pytest.raises(SourceError, match=r"a\.parquet: The Parquet file is cut off or damaged"):
        rows(path, a_source(columns=("FY",), read=PARQUET))
