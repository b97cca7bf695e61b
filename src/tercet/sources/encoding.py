"""Bytes to characters: piece by piece, and with the place named where it fails."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

from tercet.errors import SourceError
from tercet.sources.faults import fault
from tercet.sources.magic import UTF8_BOM, chunks


def is_utf8(encoding: str) -> bool:
    """Whether files in this encoding can go to the engine as they are."""
    return codecs.lookup(encoding).name in ("utf-8", "utf-8-sig", "ascii")


def checked(path: Path, encoding: str) -> str:
    """The name under which Python knows an encoding; it has to keep ASCII as it is."""
    try:
        usable = ',"\n'.encode(encoding) == b',"\n'
    except (LookupError, UnicodeError):
        usable = False
    if not usable:
        todo = "Set read.encoding to utf-8, latin-1 or cp1252 in the source's YAML."
        raise fault(path, f"Text in the encoding {encoding!r} cannot be read.", todo)
    return "utf-8-sig" if is_utf8(encoding) else encoding


def head_text(head: bytes, encoding: str) -> str:
    """The beginning of a file; bytes that are no characters become surrogates, which `wrong` can see."""
    if is_utf8(encoding):
        head = head.removeprefix(UTF8_BOM)
        encoding = "utf-8"
    return head.decode(encoding, errors="surrogateescape")


def meant(cell: str, encoding: str) -> str | None:
    """How a heading reads in the encoding that it is really in, or None where `encoding` is right."""
    if not is_utf8(encoding):
        return as_utf8(cell, encoding)
    raw = cell.encode("utf-8", errors="surrogateescape")
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")
    return None


def as_utf8(cell: str, encoding: str) -> str | None:
    """A heading that was UTF-8 all along: accents read as latin-1 are pairs such as `Ã‘`, and those decode."""
    try:
        raw = cell.encode(encoding, errors="surrogateescape")
        return None if raw.isascii() else raw.decode("utf-8").removeprefix("\ufeff")
    except UnicodeError:
        return None


def pieces(path: Path, gzipped: bool, encoding: str) -> Iterator[str]:
    """The whole text, piece by piece; a byte that is no character is an error with its place."""
    decoder = codecs.getincrementaldecoder(checked(path, encoding))()
    doubt = None if is_utf8(encoding) else Doubt()
    try:
        for chunk in chunks(path, gzipped):
            if doubt:
                doubt.see(chunk)
            yield decoder.decode(chunk)
        yield decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise misread(path, gzipped, encoding) from error
    if doubt and doubt.utf8:
        raise really_utf8(path, encoding)


class Doubt:
    """Watches a file that is said to be in an eight-bit encoding: is every accent in it UTF-8?"""

    def __init__(self) -> None:
        self.decoder = codecs.getincrementaldecoder("utf-8")()
        self.possible = True
        self.accents = False

    def see(self, chunk: bytes) -> None:
        """Take the next chunk into account."""
        self.accents = self.accents or not chunk.isascii()
        if self.possible and self.accents:
            try:
                self.decoder.decode(chunk)
            except UnicodeDecodeError:
                self.possible = False

    @property
    def utf8(self) -> bool:
        """Whether there were accents and all of them were UTF-8."""
        return self.possible and self.accents and not self.decoder.getstate()[0]


def really_utf8(path: Path, encoding: str) -> SourceError:
    """The error for UTF-8 under another name, which would turn every accent into two wrong characters."""
    what = f"The file is UTF-8, but read.encoding says {encoding}."
    return fault(path, what, "Set read.encoding to utf-8 in the source's YAML, or for this layout under its `read`.")


def misread(path: Path, gzipped: bool, encoding: str) -> SourceError:
    """The error for bytes that are not in the encoding that the source names."""
    line, offset, byte = bad_byte(path, gzipped, encoding)
    name = "UTF-8" if is_utf8(encoding) else encoding
    other = "latin-1" if is_utf8(encoding) else "utf-8 or latin-1"
    what = f"The text is not {name}: line {line} has the byte 0x{byte:02X} (byte {offset + 1} of the text)."
    return fault(path, what, f"It may be {other}: set read.encoding in the source's YAML.")


def bad_byte(path: Path, gzipped: bool, encoding: str) -> tuple[int, int, int]:
    """Line (from 1), offset (from 0) and value of the first byte that is no character."""
    decoder = codecs.getincrementaldecoder("utf-8" if is_utf8(encoding) else encoding)()
    line, offset, pending = 1, 0, b""
    for chunk in chunks(path, gzipped):
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError as error:
            start = error.start - len(pending)
            return line + chunk[: max(start, 0)].count(b"\n"), offset + start, error.object[error.start]
        line += chunk.count(b"\n")
        offset += len(chunk)
        pending = decoder.getstate()[0]
    return line, offset - len(pending), pending[0] if pending else 0
