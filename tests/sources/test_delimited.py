"""Delimited text, plain and otherwise, as a table of text."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest
from tests.sources.given import a_source, notes, opened, rows

from tercet.errors import SourceError
from tercet.sources.recognise import recognise
from tercet.sources.text import plain_words, read

HEAD = b"FY,Place,Qty\n"


def a_file(folder: Path, content: bytes, name: str = "a.csv") -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_plain_file_is_read_where_it_is(tmp_path: Path) -> None:
    """A plain UTF-8 file is not copied: it may be three gigabytes."""
    path = a_file(tmp_path, HEAD + b"2020,x,1\n2021,,2.50\n")
    assert rows(path) == [("2020", "x", "1"), ("2021", None, "2.50")]
    assert not (tmp_path / "scratch").exists()


def test_nothing_is_guessed(tmp_path: Path) -> None:
    """Codes keep their zeros, dates their form, and words such as NULL and NA are text."""
    path = a_file(tmp_path, HEAD + b"007,NULL,1e5\n2020-01-01,NA,true\n#5, x ,  \n")
    assert rows(path) == [("007", "NULL", "1e5"), ("2020-01-01", "NA", "true"), ("#5", " x ", "  ")]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_lines_end_as_the_publisher_ends_them(tmp_path: Path, end: bytes) -> None:
    """LF, CR LF and CR are all in use."""
    path = a_file(tmp_path, end.join([b"FY,Place,Qty", b"2020,x,1", b"2021,y,2", b""]))
    assert rows(path) == [("2020", "x", "1"), ("2021", "y", "2")]


def test_quoted_text_keeps_its_line_breaks(tmp_path: Path) -> None:
    """A footnote in a cell may have several lines, with another line end than the rows."""
    path = a_file(tmp_path, b'FY,Place,Qty\r\n2020,"a\nb, ""c""\r\nd",\r\n"",5" pipe,1\r\n')
    assert rows(path) == [("2020", 'a\nb, "c"\r\nd', None), (None, '5" pipe', "1")]


def test_a_byte_order_mark_is_no_part_of_the_first_heading(tmp_path: Path) -> None:
    """The same publication comes with and without the mark."""
    assert rows(a_file(tmp_path, b"\xef\xbb\xbf" + HEAD + b"2020,x,1\n")) == [("2020", "x", "1")]
    quoted = b'\xef\xbb\xbf"FY","Place","Qty"\n2020,x,1\n'
    assert rows(a_file(tmp_path, quoted)) == [("2020", "x", "1")]
    assert rows(a_file(tmp_path, gzip.compress(quoted))) == [("2020", "x", "1")]


@pytest.mark.parametrize("name", ["a.csv", "a.csv.gz", "a.gz", "a"])
def test_gzip_is_seen_by_its_bytes(tmp_path: Path, name: str) -> None:
    """Browsers unpack files and leave the name, or leave them packed and change it."""
    assert rows(a_file(tmp_path, gzip.compress(HEAD + b"2020,x,1\n"), name)) == [("2020", "x", "1")]
    assert rows(a_file(tmp_path, HEAD + b"2020,x,1\n", name)) == [("2020", "x", "1")]


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_other_encodings_are_read_as_the_source_says(tmp_path: Path, encoding: str) -> None:
    """Mexican publications are not in UTF-8."""
    path = a_file(tmp_path, "AÑO,Entidad\n2020,Michoacán\n".encode(encoding))
    source = a_source(columns=("AÑO", "Entidad"), read={"encoding": encoding})
    assert rows(path, source) == [("2020", "Michoacán")]


@pytest.mark.parametrize("delimiter", [";", "\t", "|", "§"])
def test_a_delimiter_is_any_one_character(tmp_path: Path, delimiter: str) -> None:
    """Where the comma is a decimal mark, columns are separated by something else."""
    path = a_file(tmp_path, delimiter.join(["FY", "Place", "Qty\n2020", "a,b", "1,5\n"]).encode())
    assert rows(path, a_source(read={"delimiter": delimiter})) == [("2020", "a,b", "1,5")]


def test_a_file_may_have_no_quotes(tmp_path: Path) -> None:
    """Without a quote character a quote is a character like others."""
    path = a_file(tmp_path, HEAD + b'2020,"x,1\n')
    assert rows(path, a_source(read={"quote": ""})) == [("2020", '"x', "1")]
    assert rows(path, a_source(read={"quote": "", "footer": "^Note"})) == [("2020", '"x', "1")]


@pytest.mark.parametrize("wrong", [{"delimiter": ""}, {"delimiter": "||"}, {"quote": "''"}, {"delimiter": '"'}])
def test_a_wrong_delimiter_is_named(tmp_path: Path, wrong: dict[str, Any]) -> None:
    """The error is in the source's YAML, and it says so."""
    with pytest.raises(SourceError, match=r"Set read\.delimiter and read\.quote"):
        rows(a_file(tmp_path, HEAD), a_source(read=wrong))


def test_titles_and_footnotes_are_notes(tmp_path: Path) -> None:
    """What stands around a table is kept: the date of a query is often only there."""
    content = (
        b'"Table 3, state counts",,\n\nFY,Place,Qty\n2020,"a\nb",1\n,,\n2021,y,2\n'
        b' ,,\nANPP=4-anilino,,\n,,\n"Source: agency, 2021",,\n,,\n'
    )
    source = a_source(read={"header": 3, "footer": "^ANPP="})
    text, _ = opened(a_file(tmp_path, content), source)
    assert text.first_row == 4
    assert text.notes == "Table 3, state counts\n\nANPP=4-anilino\nSource: agency, 2021"
    assert rows(a_file(tmp_path, content), source) == [("2020", "a\nb", "1"), (None, None, None), ("2021", "y", "2")]


def test_a_footer_that_is_not_there_takes_nothing_away(tmp_path: Path) -> None:
    """A publisher may leave out the footnotes."""
    path = a_file(tmp_path, HEAD + b"2020,x,1\n2021,y,2")
    assert rows(path, a_source(read={"footer": "^Source"})) == [("2020", "x", "1"), ("2021", "y", "2")]


def test_a_footer_in_the_header_is_a_heading(tmp_path: Path) -> None:
    """The footer is looked for below the header only."""
    assert rows(a_file(tmp_path, HEAD + b"2020,x,1\n"), a_source(read={"footer": "Place"})) == [("2020", "x", "1")]


def test_a_footer_that_matches_data_is_an_error(tmp_path: Path) -> None:
    """A pattern that is too wide must not turn a table into footnotes."""
    path = a_file(tmp_path, HEAD + b"2020,x,1\n" * 2000)
    with pytest.raises(SourceError, match="look like data stand below the end of the table"):
        rows(path, a_source(read={"footer": "x"}))


def test_without_a_header_row_the_source_names_the_columns(tmp_path: Path) -> None:
    """Sanctions lists have no header."""
    path = a_file(tmp_path, b"2020,x,-0- \r\n2021,y,2\r\n\x1a")
    source = a_source(read={"header": 0, "names": ("FY", "Place", "Qty")})
    text, _ = opened(path, source)
    assert text.first_row == 1
    assert rows(path, source) == [("2020", "x", "-0- "), ("2021", "y", "2")]


@pytest.mark.parametrize("end", [b"\x1a", b"\n\x1a", b"\n\x1a\n", b"\n\x1a,,\n", b"\x1a\x1a"])
def test_the_end_of_file_byte_of_old_systems_is_no_row(tmp_path: Path, end: bytes) -> None:
    """Ctrl-Z marks the end of a file, sometimes with delimiters after it."""
    path = a_file(tmp_path, (HEAD + b"2020,x,1" + end).replace(b"\n", b"\r\n"))
    assert rows(path) == [("2020", "x", "1")]
    assert rows(path, a_source(read={"footer": "^Source"})) == [("2020", "x", "1")]
    assert rows(a_file(tmp_path, gzip.compress(path.read_bytes()))) == [("2020", "x", "1")]


@pytest.mark.parametrize(
    "mark", [b"# SAMPLE: made up\n", b"# SAMPLE,,\r\n", b'"# SAMPLE, made up",,\n', b"# SAMPLE\n\x1a"]
)
def test_the_last_line_can_mark_made_up_data(tmp_path: Path, mark: bytes) -> None:
    """The mark is in the file, survives a spreadsheet, and is not a row."""
    path = a_file(tmp_path, HEAD + b"2020,x,1\n" + mark)
    packed = a_file(tmp_path, gzip.compress(path.read_bytes()), "b.csv")
    footed = a_file(tmp_path, HEAD + b"2020,x,1\nSource: agency,,\n" + mark, "c.csv")
    with_footer = a_source(read={"footer": "^Source"})
    for file, source in ((path, a_source()), (packed, a_source()), (path, with_footer), (footed, with_footer)):
        assert opened(file, source)[0].sample
        assert rows(file, source) == [("2020", "x", "1")]
    assert notes(footed, with_footer) == "Source: agency"


def test_a_mark_elsewhere_is_data(tmp_path: Path) -> None:
    """Only the last line marks a sample."""
    path = a_file(tmp_path, HEAD + b"# SAMPLE,x,1\n2020,x,1\n")
    assert not opened(path)[0].sample
    assert len(rows(path)) == 2


def test_the_order_of_rows_is_kept(tmp_path: Path) -> None:
    """Row numbers are counted off the table."""
    path = a_file(tmp_path, HEAD + b"".join(b"%d,x,1\n" % at for at in range(300_000)))
    text, con = opened(path)
    assert con.to_pyarrow(text.table.FY).to_pylist() == [str(at) for at in range(300_000)]


def test_characters_of_a_pattern_in_the_name_are_characters(tmp_path: Path) -> None:
    """A browser saves a second download as `a[1].csv`; that is one file."""
    a_file(tmp_path, HEAD + b"1,1,1\n", "a1.csv")
    assert rows(a_file(tmp_path, HEAD + b"2020,x,1\n", "a[1]*?.csv")) == [("2020", "x", "1")]


def test_a_folder_name_is_not_a_column(tmp_path: Path) -> None:
    """A folder called FY=1999 says nothing about the years in its files."""
    folder = tmp_path / "FY=1999"
    folder.mkdir()
    assert rows(a_file(folder, HEAD + b"2020,x,1\n")) == [("2020", "x", "1")]


def test_headings_may_be_anything(tmp_path: Path) -> None:
    """Headings are the publisher's: quotes, line breaks and words of SQL among them."""
    names = ('we"ird', "it's := (x)", "select", "self", "Guns\nRecovered", "año")
    content = ",".join('"' + name.replace('"', '""') + '"' for name in names) + "\n1,2,3,4,5,6\n"
    source = a_source(columns=names)
    text, con = opened(a_file(tmp_path, content.encode()), source)
    assert con.to_pyarrow(text.table).to_pylist() == [dict(zip(names, "123456", strict=True))]


def test_reading_waits_until_the_table_is_used(tmp_path: Path) -> None:
    """A malformed row far down is found when the table is used, and then said in plain words."""
    path = a_file(tmp_path, HEAD + b"2020,x,1\n" * 50_000 + b"2020,x\n")
    text, con = opened(path)
    with pytest.raises(Exception, match="Expected Number of Columns") as caught:
        con.to_pyarrow(text.table)
    found = recognise(path, [a_source()])
    assert str(plain_words(str(caught.value), found)).startswith(
        f"{path}, line 50002: 2 columns where the header has 3."
    )
    assert read(found, con, tmp_path / "scratch").table.columns == ("FY", "Place", "Qty")
