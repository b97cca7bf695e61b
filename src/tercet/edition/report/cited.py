"""The documents that promises and claims rest on: each gets one number, by which the report refers to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tercet.answers import Answer, plain

SEPARATOR = " ; "
BETWEEN = " | "
# 2023-10-05 (MX, US): What happened. (fulfilled) [excerpt] https://one.example ; https://another.example
_ENTRY = re.compile(
    r"(?P<day>\d{4}(?:-\d{2}){0,2})(?: \((?P<areas>[A-Z, ]+)\))?: "
    r"(?P<text>.*) \((?P<shows>[a-z ]+)\) \[[^\]]+\] (?P<at>.+)"
)
_ADDRESS = re.compile(r"https?://[^\s;]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of evidence: its day or month, what it says, what that shows, for whom, and where it stands."""

    text: str
    day: str = ""
    shows: str = ""
    areas: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it is listed: its number, its words, and its address where it has one."""

    number: int
    text: str
    address: str


def entries(evidence: object) -> list[Entry]:
    """The evidence of a row, piece by piece; a piece in another form is kept whole, as text.

    >>> entries("2023-10: It met. (fulfilled) [opened] https://a.example")[0].shows
    'fulfilled'
    """
    return [_entry(part) for part in plain(evidence).split(BETWEEN) if part]


def _entry(part: str) -> Entry:
    found = _ENTRY.fullmatch(part)
    if found is None:
        return Entry(part)
    areas = tuple(found["areas"].split(", ")) if found["areas"] else ()
    return Entry(found["text"], found["day"], found["shows"], areas, separate(found["at"]))


def separate(sources: object) -> tuple[str, ...]:
    """The sources of a row, one by one."""
    return tuple(one.strip() for one in plain(sources).split(SEPARATOR) if one.strip())


def numbered(commitments: Answer, claims: Answer) -> dict[str, int]:
    """Every document in the order in which it is first cited, with its number from 1 on."""
    rows: Iterator[Mapping[str, Any]] = iter([*commitments.records(), *claims.records()])
    found = dict.fromkeys(source for row in rows for source in _of_row(row))
    return {source: number for number, source in enumerate(found, start=1)}


def _of_row(row: Mapping[str, Any]) -> Iterator[str]:
    """The document that states it, then those of the evidence."""
    yield from separate(row["source"])
    for one in entries(row.get("evidence")):
        yield from one.sources


def numbers(sources: Iterable[str], known: Mapping[str, int]) -> list[int]:
    """The numbers of documents, in their order and each once."""
    return sorted({known[source] for source in sources})


def documents(known: Mapping[str, int]) -> Sequence[Document]:
    """The list of documents."""
    return [Document(number, source, _address(source)) for source, number in known.items()]


def _address(source: str) -> str:
    found = _ADDRESS.search(source)
    return found[0] if found else ""
