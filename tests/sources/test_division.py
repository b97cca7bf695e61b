"""Large files: which of them several threads may read."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from tests.sources.given import opened

from tercet.errors import SourceError
from tercet.sources.division import SMALL, Check, divisible

HEAD = b"FY,Place,Qty\n"


@pytest.mark.parametrize(
    ("line", "fine"),
    [
        (b"2020,x,1\n", True),
        (b'2020,"x, y",1\n', True),
        (b'"2020","","1"\r\n', True),
        (b'"2020","1",""\r\n', True),
        (b'2020,"say ""x"" now",1\n', True),
        (b'2020,"a\nb",1\n', False),
        (b'2020,"a "",b",1\n', False),
        (b'2020,"""a",1\n', False),
        (b'2020,5" pipe,1\n', False),
    ],
)
def test_a_cut_must_be_mended_without_doubt(line: bytes, fine: bool) -> None:
    """Line breaks in quotes, and doubled quotes beside a delimiter, look like ends of rows and cells."""
    content = HEAD + line * 8
    assert Check(b",", b'"').fine(content) is fine
    split, half = Check(b",", b'"'), len(content) // 2
    assert all([split.fine(content[:half]), split.fine(content[half:])]) is fine


def test_a_small_file_is_never_cut(tmp_path: Path) -> None:
    """Then there is nothing to check."""
    path = tmp_path / "a.csv"
    path.write_bytes(HEAD + b'2020,"a\nb",1\n')
    assert divisible(path, ",", '"')


def large(path: Path, cells: tuple[str, str, str]) -> int:
    """Write a file that the engine would cut many times; how many rows it has."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    line = out.getvalue().encode()
    count = 6 * SMALL // len(line)
    path.write_bytes(b"FY,Place,Qty\r\n" + line * count)
    return count


@pytest.mark.slow
@pytest.mark.parametrize("place", ["a, b", "Numbers may differ.\nData suppressed.", 'say "x",\n1,2,3\nand', '""",', ""])
def test_no_row_of_a_large_file_is_lost_or_broken(tmp_path: Path, place: str) -> None:
    """Wherever the engine cuts the file, each row arrives once and whole."""
    count = large(tmp_path / "a.csv", ("2020", place, "7"))
    text, con = opened(tmp_path / "a.csv")
    table = text.table
    same = (table.Place == place).sum() if place else table.Place.isnull().sum()
    totals = table.aggregate(rows=table.count(), same=same)
    assert con.to_pyarrow(totals).to_pylist() == [{"rows": count, "same": count}]


@pytest.mark.slow
def test_a_quote_that_is_never_closed_does_not_swallow_a_large_file(tmp_path: Path) -> None:
    """One thread alone would drop everything after the quote, without a word."""
    count = large(tmp_path / "a.csv", ("2020", "a\nb", "7"))
    with (tmp_path / "a.csv").open("ab") as stream:
        stream.write(b'2021,"never closed,1\r\n2022,x,1\r\n')
    with pytest.raises(SourceError, match=rf"Row {count + 2} cannot be taken apart \(unexpected end of data\)"):
        opened(tmp_path / "a.csv")
