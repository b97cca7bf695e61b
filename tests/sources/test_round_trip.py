"""Any table of text, written in any way that publishers write, reads back the same."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.sources.given import a_source, opened

from tercet.sources.notes import BLANK

Row = tuple[str, str, str]

HEADER = ("FY", "Place", "Qty")
# Ctrl-Z ends a file; a NUL makes it binary.
CHARACTERS = st.characters(codec="utf-8", exclude_characters="\0\x1a")
CELLS = st.one_of(
    st.text(CHARACTERS, max_size=12), st.sampled_from(["", '"', ",", "\n", "x\r\ny", " ", "'", "# ", "é"])
)
TABLES = st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=12)


@dataclass(frozen=True)
class Manner:
    """One way of writing a table down."""

    delimiter: str
    quote: str
    encoding: str
    end: str
    packed: bool
    mark: bool
    titles: int
    footer: bool
    sample: bool

    @property
    def read(self) -> dict[str, str | int]:
        """How a source says so."""
        said: dict[str, str | int] = {"delimiter": self.delimiter, "quote": self.quote, "encoding": self.encoding}
        said["header"] = self.titles + 1
        return {**said, "footer": "^Source: agency$"} if self.footer else said

    def written(self, table: list[Row]) -> bytes:
        """The table in this manner."""
        out = io.StringIO(newline="")
        every = any("\n" in cell or "\r" in cell for row in table for cell in row)
        writer = csv.writer(
            out,
            delimiter=self.delimiter,
            quotechar=self.quote,
            lineterminator=self.end,
            quoting=csv.QUOTE_ALL if every else csv.QUOTE_MINIMAL,
        )
        writer.writerows([("A title", "", "")] * self.titles)
        writer.writerows([HEADER, *table])
        if self.footer:
            writer.writerows([("", "", ""), ("Source: agency", "", "")])
        text = out.getvalue() + ("# SAMPLE" + self.end if self.sample else "")
        content = text.encode(self.encoding)
        if self.mark and self.encoding == "utf-8":
            content = b"\xef\xbb\xbf" + content
        return gzip.compress(content) if self.packed else content


MANNERS = st.builds(
    Manner,
    delimiter=st.sampled_from([",", ";", "\t", "|", "~", "^", "§"]),
    quote=st.sampled_from(['"', "'", "`"]),
    encoding=st.sampled_from(["utf-8", "utf-8", "latin-1", "cp1252"]),
    end=st.sampled_from(["\n", "\r\n"]),
    packed=st.booleans(),
    mark=st.booleans(),
    titles=st.sampled_from([0, 0, 1, 3]),
    footer=st.booleans(),
    sample=st.booleans(),
)


def is_utf8_by_chance(table: Sequence[Row], manner: Manner) -> bool:
    """Whether eight-bit text happens to be UTF-8 as well, which is refused."""
    if manner.encoding == "utf-8":
        return False
    text = "".join(cell for row in table for cell in row) + manner.delimiter
    content = text.encode(manner.encoding, errors="replace")
    return not content.isascii() and content.decode("utf-8", errors="ignore").encode() == content


def tuple_of(row: Row, encoding: str) -> Row:
    """A row without what cannot be written in this encoding."""
    first, second, third = (cell.encode(encoding, errors="replace").decode(encoding) for cell in row)
    return first, second, third


@given(TABLES, MANNERS)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_was_written_is_read(tmp_path: Path, table: list[Row], manner: Manner) -> None:
    """Delimiter, quote, encoding, compression, line ends and what stands around a table never change its cells."""
    assume(not is_utf8_by_chance(table, manner))
    assume(not (manner.footer and table and not "".join(table[-1]).strip(BLANK)))  # blank rows above it belong to it
    table = [tuple_of(row, manner.encoding) for row in table]
    path = tmp_path / "a.csv"
    path.write_bytes(manner.written(table))
    source = a_source(read=manner.read)
    text, con = opened(path, source)
    got = [tuple(row.values()) for row in con.to_pyarrow(text.table).to_pylist()]
    assert got == [tuple(cell or None for cell in row) for row in table]
    assert (text.sample, text.first_row) == (manner.sample, manner.titles + 2)
    assert text.notes == "\n".join(["A title"] * manner.titles + ["Source: agency"] * manner.footer)
