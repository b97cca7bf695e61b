"""What the engine says about a malformed file, in words for an analyst."""

from __future__ import annotations

import re

from tercet.errors import SourceError
from tercet.sources.encoding import is_utf8, misread
from tercet.sources.faults import fault
from tercet.sources.magic import chunks, is_gzipped
from tercet.sources.table import Recognised

WHOLE = "Correct that line, or ask the publisher for a whole file."
QUOTES = "A text with the delimiter in it has to stand in quotes, and a quote in a quoted text has to be doubled."


def plain_words(message: str, found: Recognised) -> SourceError:
    """One clear sentence for a message of the engine; of a message that is not known, its first line."""
    line = line_of(message, found)
    where = f"{found.path}, line {line}" if line else str(found.path)
    for pattern, explain in KNOWN:
        if match := re.search(pattern, message):
            return explain(match, where, found)
    first = next((text.strip() for text in message.splitlines() if text.strip()), "The file cannot be read")
    return fault(where, re.sub(r"^(\w+ )+Error: ", "", first).rstrip(".") + ".", "Check the file at this place.")


def line_of(message: str, found: Recognised) -> int | None:
    """The line that the engine means, counted from the top of the publisher's file."""
    match = re.search(r"CSV Error on Line: (\d+)", message)
    return int(match[1]) + max(found.read.header - 1, 0) if match else None


def columns(match: re.Match[str], where: str, found: Recognised) -> SourceError:
    """A row with more or fewer cells than there are columns."""
    wanted, got = match.groups()
    has = "the header has" if found.read.header else "the source names"
    return fault(where, f"{got} columns where {has} {wanted}.", f"{QUOTES} {WHOLE}")


def quotes(match: re.Match[str], where: str, found: Recognised) -> SourceError:
    """A quote that is never closed, or text after a closing quote."""
    return fault(where, "A quote is opened and not closed, or text follows a closing quote.", f"{QUOTES} {WHOLE}")


def too_long(match: re.Match[str], where: str, found: Recognised) -> SourceError:
    """A line that has no end."""
    return fault(where, f"The line is longer than {int(match[1]):,} bytes.", f"{QUOTES} {WHOLE}")


def unicode(match: re.Match[str], where: str, found: Recognised) -> SourceError:
    """Bytes that are not UTF-8; the file is searched for the first of them."""
    if is_utf8(found.read.encoding):
        return misread(found.path, is_gzipped(found.path), found.read.encoding)
    return fault(where, f"The text is not {found.read.encoding}.", "Set read.encoding in the source's YAML.")


def line_ends(match: re.Match[str], where: str, found: Recognised) -> SourceError:
    """Line ends of two kinds, or a lone carriage return within a row."""
    line = odd_line(found)
    where = f"{found.path}, line {line}" if line else where
    what = "The line ends in another way than the lines before it (CR, LF and CR LF are mixed)." if line else ""
    todo = "Save the file with one kind of line end."
    return fault(where, what or "A quote or a line break stands where none may.", todo if line else f"{QUOTES} {WHOLE}")


def odd_line(found: Recognised) -> int | None:
    """The first line that ends differently from the one before it, not counting line breaks in quoted text."""
    quote = (found.read.quote or "\0").encode()
    usual: bytes | None = None
    number, quoted, rest = 1, 0, b""
    for chunk in chunks(found.path, is_gzipped(found.path)):
        *whole, rest = (rest + chunk).splitlines(keepends=True)
        for text in whole:
            quoted += text.count(quote)
            end = text[len(text.rstrip(b"\r\n")) :]
            if quoted % 2 == 0 and end != (usual := usual or end):
                return number
            number += 1
    return None


KNOWN = (
    (r"Expected Number of Columns: (\d+) Found: (\d+)", columns),
    (r"Maximum line size of (\d+) bytes exceeded", too_long),
    (r"Invalid unicode", unicode),
    (r"unterminated quote", quotes),
    (r"state machine reached an invalid state", line_ends),
)
