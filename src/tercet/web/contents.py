"""The bytes of listed files, checked against their fingerprints; small ones are kept, with their compressed form."""

from __future__ import annotations

import gzip
import os
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import BinaryIO

from tercet.web.shelf import Edition, Listed, open_inside, read_inside

SMALL = 4 * 1024 * 1024  # bytes up to which a file is held in memory
CHUNK = 64 * 1024
SHORT = 512  # bytes below which compression costs more than it saves
LEVEL = 4  # of gzip: on pages with charts 7 % more bytes than its usual 6, in less than half of the time
TYPES = {
    "css": "text/css; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "woff2": "font/woff2",
    "xml": "application/xml",
}
OTHER = "application/octet-stream"
TEXT = frozenset({"css", "csv", "html", "ics", "js", "json", "md", "svg", "txt", "xml"})


class NotAsListed(Exception):
    """Raised when a file is not what the manifest says: it is being replaced, or was changed by hand."""


@dataclass(frozen=True, slots=True)
class Content:
    """What can be sent: the bytes, or an address on disk for a large file; and the compressed bytes of a text."""

    sha256: str
    size: int
    type: str
    data: bytes | None = None
    packed: bytes | None = None
    where: tuple[Path, str] | None = None

    def chunks(self, start: int, end: int) -> Iterator[bytes]:
        """The bytes of a file on disk from `start` to before `end`, in pieces, so that a slow reader holds little."""
        if self.where is None:
            return
        with open(open_inside(*self.where), "rb") as file:
            file.seek(start)
            while start < end and (piece := file.read(min(CHUNK, end - start))):
                start += len(piece)
                yield piece


class Contents:
    """Contents by fingerprint. Beyond `limit` bytes those that were not asked for longest are dropped."""

    def __init__(self, limit: int = 64 * 1024 * 1024) -> None:
        self._limit = limit
        self._kept: OrderedDict[tuple[str, str], Content] = OrderedDict()
        self._bytes = 0
        self._right: dict[tuple[str, Path, str], tuple[int, ...]] = {}
        self._lock = Lock()

    def kept(self, listed: Listed) -> Content | None:
        """A content that is in memory already."""
        key = listed.sha256, suffix(listed.path)
        with self._lock:
            if (found := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
            return found

    def read(self, edition: Edition, listed: Listed) -> Content:
        """A content from the disk, checked. This blocks."""
        try:
            return self._large(edition, listed) if listed.bytes > SMALL else self._small(edition, listed)
        except OSError as error:
            raise NotAsListed(f"{edition.folder / listed.path}: {error}") from None

    def _small(self, edition: Edition, listed: Listed) -> Content:
        data = read_inside(edition.folder, listed.path, listed.bytes)
        if sha256(data).hexdigest() != listed.sha256:
            raise NotAsListed(f"{edition.folder / listed.path}: its sha256 is not the one in the manifest")
        found = packed(data, listed.sha256, suffix(listed.path))
        self._keep((listed.sha256, suffix(listed.path)), found)
        return found

    def _large(self, edition: Edition, listed: Listed) -> Content:
        key = listed.sha256, edition.folder, listed.path
        with open(open_inside(edition.folder, listed.path), "rb") as file:
            mark = _mark(file)
            if self._right.get(key) != mark and _fingerprint(file) != listed.sha256:
                raise NotAsListed(f"{edition.folder / listed.path}: its sha256 is not the one in the manifest")
            self._right[key] = mark
        kind = TYPES.get(suffix(listed.path), OTHER)
        return Content(listed.sha256, listed.bytes, kind, where=(edition.folder, listed.path))

    def _keep(self, key: tuple[str, str], content: Content) -> None:
        with self._lock:
            if key not in self._kept:
                self._kept[key] = content
                self._bytes += _weight(content)
            while self._bytes > self._limit:
                self._bytes -= _weight(self._kept.popitem(last=False)[1])


def packed(data: bytes, fingerprint: str, kind: str) -> Content:
    """Bytes as a content, with a compressed form where that is shorter. No time goes into it: same bytes, same form."""
    short = gzip.compress(data, LEVEL, mtime=0) if kind in TEXT and len(data) >= SHORT else None
    return Content(
        fingerprint,
        len(data),
        TYPES.get(kind, OTHER),
        data,
        short if short is not None and len(short) < len(data) else None,
    )


def suffix(path: str) -> str:
    """What a name says about a file's kind, in lower case.

    >>> suffix("a.b/Report.PDF"), suffix("a.b/README")
    ('pdf', '')
    """
    return os.path.splitext(path)[1].removeprefix(".").lower()


def _weight(content: Content) -> int:
    return len(content.data or b"") + len(content.packed or b"")


def _mark(file: BinaryIO) -> tuple[int, ...]:
    found = os.fstat(file.fileno())
    return found.st_dev, found.st_ino, found.st_mtime_ns, found.st_size


def _fingerprint(file: BinaryIO) -> str:
    found = sha256()
    while piece := file.read(CHUNK):
        found.update(piece)
    return found.hexdigest()
