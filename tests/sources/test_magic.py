"""What a file is, and what is said of files that are no tables."""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.sources.given import a_source, rows, write_workbook

from tercet.errors import SourceError
from tercet.sources.magic import look

TABLE = b"FY,Place,Qty\n2020,x,1\n"


def refused(path: Path, content: bytes | None = None) -> str:
    """Why a file cannot be a table."""
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SourceError) as caught:
        look(path)
    words = str(caught.value)
    assert words.startswith(f"{path}: ")
    assert "Nothing was changed. What to do: " in words
    return words


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty."),
        (b"\xef\xbb\xbf\r\n \n", "The file is empty."),
        (gzip.compress(b"", mtime=0), "The file is empty."),
        (b"<!DOCTYPE html><html>", "The file is a web page (HTML), not a table."),
        (b"\xef\xbb\xbf\n<html>", "The file is a web page (HTML), not a table."),
        (gzip.compress(b"<html>", mtime=0), "The file is a web page (HTML), not a table."),
        (b"<?xml version='1.0'?>", "The file is XML, not a table."),
        (b'{"error": true}', "The file is JSON, not a table."),
        (b"%PDF-1.7", "The file is a PDF."),
        (gzip.compress(b"X\n\0\0\0\3", mtime=0), "The file is an R data file (.rds)."),
        (b"X\n\0\0\0\3", "The file is an R data file (.rds)."),
        (b"RDX3\nX\n", "The file is an R data file (.RData)."),
        (lzma.compress(TABLE), "The file is compressed with xz."),
        (bz2.compress(TABLE), "The file is compressed with bzip2."),
        (TABLE.decode().encode("utf-16"), "The file is UTF-16 text."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "The file is an old or a password-protected Excel workbook."),
        (b"\x7fELF\x02\x01\x01\0\0", "The file is neither text, workbook (xlsx) nor Parquet."),
        (gzip.compress(TABLE, mtime=0)[:-8], "The compressed file is cut off or damaged."),
        (gzip.compress(TABLE, mtime=0)[:12] + b"\xff" * 20, "The compressed file is cut off or damaged."),
        (gzip.compress(b"PK\3\4", mtime=0), "A workbook, archive or Parquet file was compressed with gzip."),
        (b"PK\3\4 and so on", "The workbook or archive is cut off or damaged."),
    ],
)
def test_what_is_no_table_is_called_what_it_is(tmp_path: Path, content: bytes, said: str) -> None:
    """Web pages with an error message are the commonest CSV files that are none."""
    assert said in refused(tmp_path / "a.csv", content)


def test_a_zip_archive_is_not_a_workbook(tmp_path: Path) -> None:
    """Publishers zip their CSV files; which of the files in it is meant, only a person can say."""
    path = tmp_path / "a.csv"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("data.csv", TABLE)
    assert "The file is a zip archive of 1 files." in refused(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.bin", "")
    assert "The file is a workbook, but not xlsx." in refused(path)


def test_a_name_that_contradicts_the_bytes_is_an_error(tmp_path: Path) -> None:
    """A workbook named .csv was renamed by somebody, who may have thought that this converts it."""
    book = write_workbook(tmp_path / "a.xlsx", {"Data": [["FY"]]})
    pq.write_table(pa.table({"FY": [1]}), tmp_path / "a.parquet")
    assert "ends in .csv, but the file is a workbook (xlsx)." in refused(tmp_path / "b.csv", book.read_bytes())
    assert "ends in .xlsx, but the file is a text file." in refused(tmp_path / "b.xlsx", TABLE)
    assert "ends in .txt, but the file is a Parquet file." in refused(
        tmp_path / "b.txt", (tmp_path / "a.parquet").read_bytes()
    )
    assert look(tmp_path / "a.xlsx").format == "xlsx"
    assert look(tmp_path / "a.parquet").format == "parquet"


def test_what_cannot_be_opened_is_said_to_be_so(tmp_path: Path) -> None:
    """Folders, missing files and pipes are no files."""
    assert "This is a folder, not a file." in refused(tmp_path)
    assert "There is no such file." in refused(tmp_path / "missing.csv")
    os.mkfifo(tmp_path / "pipe")
    assert "This is not a regular file." in refused(tmp_path / "pipe")


def test_a_file_that_may_not_be_read_is_said_to_be_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rights differ between machines."""
    path = tmp_path / "a.csv"
    path.write_bytes(TABLE)

    def denied(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    assert "It cannot be opened (Permission denied)." in refused(path)


def test_a_gzip_that_is_cut_off_far_down_is_found_when_it_is_read(tmp_path: Path) -> None:
    """Half a download is not half a table."""
    path = tmp_path / "a.csv"
    path.write_bytes(gzip.compress(TABLE + b"".join(b"%d,x,1\n" % at for at in range(200_000)))[:-100])
    with pytest.raises(SourceError, match="cut off or damaged"):
        rows(path)


@pytest.mark.parametrize(
    ("encoding", "content", "said"),
    [
        (
            "utf-8",
            b"FY,Place,Qty\n2020,x,1\n2021,Qu\xe9bec,2\n",
            "not UTF-8: line 3 has the byte 0xE9 (byte 30 of the text)",
        ),
        ("utf-8", b"FY,Place,Qty\n2020,x,\xc3", "not UTF-8: line 2 has the byte 0xC3 (byte 21 of the text)"),
        ("cp1252", b"FY,Place,Qty\n2020,\x81\xe9,1\n", "not cp1252: line 2 has the byte 0x81 (byte 19 of the text)"),
    ],
)
def test_a_wrong_encoding_is_found_with_its_place(tmp_path: Path, encoding: str, content: bytes, said: str) -> None:
    """Compressed files are decoded here, so the byte is named at once."""
    path = tmp_path / "a.csv"
    path.write_bytes(gzip.compress(content, mtime=0))
    with pytest.raises(SourceError) as caught:
        rows(path, a_source(read={"encoding": encoding}))
    assert said in str(caught.value)
    assert "set read.encoding in the source's YAML" in str(caught.value)


def test_utf8_under_another_name_is_found(tmp_path: Path) -> None:
    """A publisher that moves to UTF-8 would turn every accent into two wrong characters, in silence."""
    path = tmp_path / "a.csv"
    source = a_source(read={"encoding": "latin-1"})
    path.write_bytes("FY,Place,Qty\n2020,Michoacán,1\n2021,Nuevo León,2\n".encode())
    with pytest.raises(SourceError, match=r"The file is UTF-8, but read\.encoding says latin-1"):
        rows(path, source)
    path.write_bytes(TABLE)
    assert rows(path, source) == [("2020", "x", "1")]


def test_a_scratch_folder_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    """A full disk says so."""
    path = tmp_path / "a.csv"
    path.write_bytes(gzip.compress(TABLE, mtime=0))
    (tmp_path / "scratch").write_text("a file in its place")
    with pytest.raises(SourceError, match="A temporary copy cannot be written"):
        rows(path)
