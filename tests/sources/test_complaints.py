"""What the engine says about malformed files, in plain words."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest
from tests.sources.given import a_source, opened

from tercet.sources.recognise import recognise
from tercet.sources.text import plain_words

HEAD = b"FY,Place,Qty\n"


def complaint(folder: Path, content: bytes, **read: Any) -> str:
    """What is said about a file when its table is used."""
    path = folder / "a.csv"
    path.write_bytes(content)
    source = a_source(read=read)
    text, con = opened(path, source)
    with pytest.raises(Exception, match="Error") as caught:
        con.to_pyarrow(text.table)
    words = str(plain_words(str(caught.value), recognise(path, [source])))
    assert "\n" not in words
    assert "strict_mode" not in words
    assert "Nothing was changed. What to do: " in words
    return words.removeprefix(str(path))


@pytest.mark.parametrize(
    ("line", "count"),
    [(b"2021,y", 2), (b"2021", 1), (b"2021,y,2,3", 4), (b"2021,y,2,", 4), (b"2021,Tampa, FL,", 4), (b"2021,y,2,,,", 4)],
)
def test_a_ragged_row_is_an_error(tmp_path: Path, line: bytes, count: int) -> None:
    """An unquoted comma shifts every value after it, even where the last cell is empty: never pad, never drop."""
    for content in (HEAD + b"2020,x,1\n" + line + b"\n2022,z,3\n", HEAD + b"2020,x,1\n" + line):
        assert complaint(tmp_path, content).startswith(f", line 3: {count} columns where the header has 3. ")


def test_the_line_is_counted_from_the_top_of_the_publishers_file(tmp_path: Path) -> None:
    """Titles above the header count, and so does compression not."""
    content = b"Title\n\nFY,Place,Qty\n2020,x,1\n2021,y\n"
    assert complaint(tmp_path, content, header=3).startswith(", line 5: 2 columns")
    assert complaint(tmp_path, gzip.compress(content), header=3).startswith(", line 5: 2 columns")


def test_without_a_header_the_source_names_the_columns(tmp_path: Path) -> None:
    """The first line is line 1."""
    words = complaint(tmp_path, b"2020,x,1\n2021,y\n", header=0, names=("FY", "Place", "Qty"))
    assert words.startswith(", line 2: 2 columns where the source names 3. ")


@pytest.mark.parametrize("line", [b'2021,"y,2\n2022,z,3\n', b'2021,"y" z,2\n', b'2021,y,"2'])
def test_a_quote_out_of_place_is_an_error(tmp_path: Path, line: bytes) -> None:
    """A quote that is never closed would swallow the rest of the file."""
    words = complaint(tmp_path, HEAD + b"2020,x,1\n" + line)
    assert words.startswith(", line 3: A quote is opened and not closed, or text follows a closing quote. ")


def test_bytes_that_are_not_utf8_are_named(tmp_path: Path) -> None:
    """The file is most likely in another encoding, and that is one line of YAML."""
    words = complaint(tmp_path, HEAD + b"2020,x,1\n2021,Michoac\xe1n,2\n")
    assert words.startswith(": The text is not UTF-8: line 3 has the byte 0xE1 (byte 35 of the text). ")
    assert "It may be latin-1: set read.encoding" in words


def test_a_line_without_end_is_an_error(tmp_path: Path) -> None:
    """Two megabytes without a line end are no row."""
    words = complaint(tmp_path, HEAD + b"2020," + b"x" * 2_500_000 + b",1\n")
    assert words.startswith(", line 2: The line is longer than 2,000,000 bytes. ")


@pytest.mark.parametrize(
    "content",
    [b"FY,Place,Qty\r\n2020,x,1\r\n2021,y,2\n2022,z,3\r\n", b'FY,Place,Qty\n2020,"a\r\n",1\r\n2021,y,2\n'],
)
def test_mixed_line_ends_are_found(tmp_path: Path, content: bytes) -> None:
    """Files that were pasted together mix line ends; a line break in quotes is none."""
    line = 3 if b"\r\n2020" in content else 3
    assert complaint(tmp_path, content).startswith(f", line {line}: The line ends in another way ")


def test_an_unknown_message_is_cut_to_its_first_line(tmp_path: Path) -> None:
    """The engine's advice is for programmers."""
    path = tmp_path / "a.csv"
    path.write_bytes(HEAD)
    found = recognise(path, [a_source()])
    words = str(plain_words("Out of Memory Error: could not allocate\nPossible fixes:\n* SET x=1", found))
    assert words.startswith(f"{path}: could not allocate. Nothing was changed.")
    assert "SET" not in words
    assert str(plain_words("", found)).startswith(f"{path}: The file cannot be read.")
