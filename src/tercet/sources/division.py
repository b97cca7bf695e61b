"""May several threads read one text file, each its own part of it?

The engine cuts a large file by bytes and looks for the next row from there. Where a quoted text has line breaks in
it, or a doubled quote beside a delimiter, the cut is ambiguous: the engine then reports good rows as broken.
Such a file is read by one thread. Without quotes the check runs at the speed of reading the file.
"""

from __future__ import annotations

import re
from pathlib import Path

from tercet.sources.magic import chunks

# The engine does not divide a file that is smaller than this.
SMALL = 8_000_000


def divisible(path: Path, delimiter: str, quote: str) -> bool:
    """Whether a cut at any byte can be mended without doubt."""
    if path.stat().st_size < SMALL:
        return False
    if not quote:
        return True
    check = Check(delimiter.encode(), quote.encode())
    return all(check.fine(chunk) for chunk in chunks(path, gzipped=False))


class Check:
    """Looks at whole lines, chunk after chunk."""

    def __init__(self, delimiter: bytes, quote: bytes) -> None:
        self.quote = quote
        self.others = bytes(byte for byte in range(256) if byte not in quote + b"\r\n")
        edge, pair = re.escape(delimiter), re.escape(quote * 2)
        self.beside = re.compile(rb"[^%b\r\n]%b[%b\r\n]|[%b\r\n]%b[^%b\r\n]" % (edge, pair, edge, edge, pair, edge))
        self.rest = b""

    def fine(self, chunk: bytes) -> bool:
        """Whether each line so far opens and closes its own quotes."""
        whole, newline, rest = (self.rest + chunk).rpartition(b"\n")
        self.rest = rest
        if not newline:  # lines longer than a chunk, or ended by CR alone
            return False
        if self.quote not in whole:
            return True
        marks = whole.translate(None, self.others).replace(self.quote * 2, b"")
        return self.quote not in marks and not (self.quote * 2 in whole and self.beside.search(whole))
