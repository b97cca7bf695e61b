"""The documents that promises and claims rest on: each gets one number, by which the report refers to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tercet.answers import Answer, plain
from tercet.edition.addresses import addresses
from tercet.edition.timeline import Dated


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it is listed: its number, its words, and its address where it has one."""

    number: int
    text: str
    href: str


def numbered(found: Sequence[Dated], claims: Answer) -> dict[str, int]:
    """Every document in the order in which it is first cited, with its number from 1 on."""
    promised = [source for one in found for source in _of(one)]
    cited = addresses(*promised, *(plain(row["source"]) for row in claims.records()))
    return {one.text: number for number, one in enumerate(cited, start=1)}


def stated(one: Dated) -> tuple[str, ...]:
    """The documents that state a promise."""
    return tuple(statement.source for statement in one.commitment.statements)


def _of(one: Dated) -> Iterator[str]:
    """The documents that state a promise, then those of the evidence."""
    yield from stated(one)
    for proof in one.evidence:
        yield from proof.sources


def numbers(sources: Sequence[str], known: Mapping[str, int]) -> tuple[int, ...]:
    """The numbers of documents, in their order and each once."""
    return tuple(sorted(known[one.text] for one in addresses(*sources)))


def documents(known: Mapping[str, int]) -> list[Document]:
    """The list of documents."""
    return [Document(number, one.text, one.href) for source, number in known.items() for one in addresses(source)]
