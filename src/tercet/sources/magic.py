"""What a file is, by its bytes and not by its name."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal, cast

from tercet.errors import SourceError
from tercet.sources.faults import fault

Format = Literal["csv", "xlsx", "parquet"]

HEAD = 256 * 1024
CHUNK = 1024 * 1024
GZIP = b"\x1f\x8b"
UTF8_BOM = b"\xef\xbb\xbf"
EMPTY = b" \t\r\n\x1a"

CALLED: dict[Format, str] = {"csv": "a text file", "xlsx": "a workbook (xlsx)", "parquet": "a Parquet file"}
SUFFIXES: dict[str, Format] = {".csv": "csv", ".tsv": "csv", ".txt": "csv", ".xlsx": "xlsx", ".parquet": "parquet"}

AGAIN = "Download it again, or ask the publisher for the CSV file."
EXPORT = "Save it as UTF-8 CSV or as .xlsx, and read that file."
# Files that people do hand in by mistake: how they start, what they are, and what helps.
STRANGERS: tuple[tuple[bytes, str, str], ...] = (
    (b"\xd0\xcf\x11\xe0", "is an old or a password-protected Excel workbook.", EXPORT),
    (b"\xff\xfe", "is UTF-16 text.", EXPORT),
    (b"\xfe\xff", "is UTF-16 text.", EXPORT),
    (b"X\n\0", "is an R data file (.rds).", "Export it from R with write.csv, and read that file."),
    (b"RDX", "is an R data file (.RData).", "Export it from R with write.csv, and read that file."),
    (b"\xfd7zXZ", "is compressed with xz.", "Unpack it first; only gzip is unpacked here."),
    (b"BZh", "is compressed with bzip2.", "Unpack it first; only gzip is unpacked here."),
    (b"\x28\xb5\x2f\xfd", "is compressed with zstd.", "Unpack it first; only gzip is unpacked here."),
    (b"7z\xbc\xaf", "is a 7z archive.", "Unpack it, and read the file in it."),
    (b"%PDF", "is a PDF.", "Ask the publisher for the table as CSV or xlsx."),
)
MARKUP: tuple[tuple[bytes, str], ...] = (
    (b"<?xml", "is XML, not a table."),
    (b"<", "is a web page (HTML), not a table."),
    (b"{", "is JSON, not a table."),
)


@dataclass(frozen=True)
class Look:
    """A first look at a file: what it is, and its first bytes (unpacked) where it is text."""

    path: Path
    format: Format
    gzipped: bool
    head: bytes


def look(path: Path) -> Look:
    """What the file is; a file that cannot be a table is an error that says what it is instead."""
    start = first_bytes(path)
    gzipped = start.startswith(GZIP)
    if gzipped:
        start = next(chunks(path, gzipped=True, size=HEAD), b"")
    found = format_of(path, start, gzipped)
    named = SUFFIXES.get(path.suffix.lower())
    if named not in (None, found):
        what = f"The name ends in {path.suffix}, but the file is {CALLED[found]}."
        raise fault(path, what, f"If that is right, rename the file. {AGAIN}")
    return Look(path, found, gzipped, start)


def first_bytes(path: Path) -> bytes:
    """The first bytes as they are stored; what cannot be opened at all is an error."""
    todo = "Check the path, and that you may read the file."
    if path.is_dir():
        raise fault(path, "This is a folder, not a file.", "Name the files in it.")
    if path.exists() and not path.is_file():
        raise fault(path, "This is not a regular file.", todo)
    try:
        with path.open("rb") as stream:
            start = stream.read(HEAD)
    except FileNotFoundError:
        raise fault(path, "There is no such file.", todo) from None
    except OSError as error:
        raise fault(path, f"It cannot be opened ({error.strerror}).", todo) from error
    if not start:
        raise fault(path, "The file is empty.", AGAIN)
    return start


def is_gzipped(path: Path) -> bool:
    """Whether the file is compressed, whatever its name says."""
    return first_bytes(path).startswith(GZIP)


def opened(path: Path, gzipped: bool) -> IO[bytes]:
    """The file's content, unpacked where it is compressed."""
    return cast(IO[bytes], gzip.open(path, "rb")) if gzipped else path.open("rb")


def chunks(path: Path, gzipped: bool, size: int = CHUNK) -> Iterator[bytes]:
    """The content piece by piece; a damaged or cut-off gzip is an error."""
    try:
        with opened(path, gzipped) as stream:
            while chunk := stream.read(size):
                yield chunk
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise fault(path, "The compressed file is cut off or damaged.", AGAIN) from error
    except OSError as error:
        raise fault(path, f"It cannot be read ({error.strerror}).", AGAIN) from error


def format_of(path: Path, start: bytes, gzipped: bool) -> Format:
    """The format that the bytes show, or an error that says what they are."""
    if start.startswith(b"PAR1") and not gzipped:
        return "parquet"
    if start.startswith(b"PK\x03\x04") and not gzipped:
        return zipped(path)
    if start.startswith((b"PAR1", b"PK\x03\x04")):
        raise fault(path, "A workbook, archive or Parquet file was compressed with gzip.", "Unpack it first.")
    for prefix, what, todo in STRANGERS:
        if start.startswith(prefix):
            raise fault(path, f"The file {what}", todo)
    return text(path, start)


def zipped(path: Path) -> Format:
    """A zip archive is a workbook only if it holds the parts of one."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile as error:
        raise fault(path, "The workbook or archive is cut off or damaged.", AGAIN) from error
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names or "content.xml" in names:
        raise fault(path, "The file is a workbook, but not xlsx.", EXPORT)
    raise fault(path, f"The file is a zip archive of {len(names)} files.", "Unpack it, and read the file in it.")


def text(path: Path, start: bytes) -> Format:
    """Text that may hold a table: not blank, not markup, not binary."""
    begin = start.removeprefix(UTF8_BOM).lstrip(EMPTY)
    if not begin:
        raise fault(path, "The file is empty.", AGAIN)
    for prefix, what in MARKUP:
        if begin.startswith(prefix):
            raise fault(path, f"The file {what}", AGAIN)
    if b"\0" in start:
        raise fault(path, "The file is neither text, workbook (xlsx) nor Parquet.", EXPORT)
    return "csv"


def needs(path: Path, found: Format, wanted: Format, source: str) -> SourceError:
    """The error for a file in another format than its source is published in."""
    what = f"The file is {CALLED[found]}, but {source} is read from {CALLED[wanted]}."
    return fault(path, what, "Check --source; or add a layout with `read: {format: ...}` to the source's YAML.")
