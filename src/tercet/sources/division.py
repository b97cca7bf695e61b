"""May several threads read one text file, each its own part of it?

The engine cuts a large file by bytes and looks for the next row from there. Where a quoted text has line breaks in
it, or a doubled quote beside a delimiter, the cut is ambiguous: the engine (DuckDB 2.0) then reports good rows as
broken. Such a file is read by one thread. But one thread drops, without a word, a last row whose quote is never
closed, and with it the rest of the file; so its quotes are checked first.
"""

from __future__ import annotations

import re
from collections import deque
from pathlib import Path

from tercet.catalog.descriptor import Read
from tercet.sources.encoding import pieces
from tercet.sources.magic import chunks
from tercet.sources.transcript import lines, records

# The engine does not divide a file that is smaller than eight million bytes.
SMALL = 7_900_000


def divisible(path: Path, delimiter: str, quote: str) -> bool:
    """Whether the file is too small to be cut, or a cut at any byte can be mended without doubt."""
    if not quote or path.stat().st_size < SMALL:
        return True
    check = Check(delimiter.encode(), quote.encode())
    return all(check.fine(chunk) for chunk in chunks(path, gzipped=False)) and check.lines_fine(check.rest)


def check_quotes(copy: Path, path: Path, read: Read) -> None:
    """Go through all records of a UTF-8 file: a quote that is never closed is an error of the file `path`."""
    text = lines(pieces(copy, False, "utf-8"), path)
    deque(records(text, read, path, strict=True), maxlen=0)


class Check:
    """Looks at whole lines, chunk after chunk; without quotes in them at the speed of reading the file."""

    def __init__(self, delimiter: bytes, quote: bytes) -> None:
        self.quote = quote
        self.others = bytes(byte for byte in range(256) if byte not in quote + b"\r\n")
        edge, pair = re.escape(delimiter), re.escape(quote * 2)
        self.beside = re.compile(rb"[^%b\r\n]%b[%b\r\n]|[%b\r\n]%b[^%b\r\n]" % (edge, pair, edge, edge, pair, edge))
        self.rest = b""

    def fine(self, chunk: bytes) -> bool:
        """Whether each line so far opens and closes its own quotes; without line feeds nothing is known."""
        whole, newline, self.rest = (self.rest + chunk).rpartition(b"\n")
        return bool(newline) and self.lines_fine(whole)

    def lines_fine(self, whole: bytes) -> bool:
        """Whether these lines do: what is left when quotes are taken away in pairs must not be a quote."""
        if self.quote not in whole:
            return True
        marks = whole.translate(None, self.others).replace(self.quote * 2, b"")
        return self.quote not in marks and not (self.quote * 2 in whole and self.beside.search(whole))
