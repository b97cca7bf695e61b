"""What stands after the last row of a text file: the mark of made-up data, the end-of-file byte of old systems."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from tercet.sources.notes import MARK

TAIL = 64 * 1024
SPACE = b" \t\r\n"
EOF = b"\x1a"


@dataclass(frozen=True)
class Ending:
    """How many bytes of a file are its table, whether that is all of it, and whether it is marked as a sample."""

    length: int
    clean: bool
    sample: bool


def ending(path: Path, delimiter: str) -> Ending:
    """Look at the last bytes only, so that the size of the file does not matter."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        stream.seek(max(size - TAIL, 0), os.SEEK_SET)
        tail = stream.read()
    kept, sample = trimmed(tail, delimiter.encode())
    return Ending(size - len(tail) + kept, kept == len(tail), sample)


def trimmed(tail: bytes, delimiter: bytes) -> tuple[int, bool]:
    """How much of the tail belongs to the table, and whether a sample mark followed it."""
    kept, sample = len(tail), False
    while True:
        text = tail[:kept].rstrip(SPACE)
        start = max(text.rfind(b"\n"), text.rfind(b"\r")) + 1
        line = text[start:]
        if EOF in line and not line.strip(EOF + SPACE + delimiter):
            kept = start
        elif line.endswith(EOF):
            kept = len(line.rstrip(EOF + SPACE)) + start
        elif not sample and line.lstrip(b'"').startswith(MARK.encode()):
            kept, sample = start, True
        else:
            return kept, sample
