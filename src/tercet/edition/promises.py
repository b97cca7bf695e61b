"""The page of one commitment: what was promised and by whom, the verdict with its reason, and the evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tercet.catalog.promises import Commitment, Evidence, Meeting, Statement
from tercet.edition import area, walk
from tercet.edition.addresses import Address, addresses
from tercet.edition.content import Content
from tercet.edition.front import Front
from tercet.edition.page import Page
from tercet.edition.timeline import Dated, Timeline, dated, timeline, when
from tercet.edition.verdicts import Judged, commitments
from tercet.edition.words import Said, Words

FIGURES = "figures: "  # how figures beside the evidence begin in an answer


@dataclass(frozen=True, slots=True)
class Proof:
    """One piece of evidence: when, what it shows, how it is known, and where."""

    day: str
    areas: str
    text: Said
    shows: str
    known: str
    sources: tuple[Address, ...]


@dataclass(frozen=True, slots=True)
class Stated:
    """One document that states the promise: its kind, the words by which it promises, and what it says of its own."""

    document: str
    verb: str
    says: Said
    known: str
    sources: tuple[Address, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """One commitment in words; `due` is quoted from the document, in its language."""

    judged: Judged
    picture: Timeline | None
    owners: Said
    parties: tuple[tuple[str, str], ...]
    due: str
    meeting: tuple[Said, str] | None
    statements: tuple[Stated, ...]
    evidence: tuple[Proof, ...]
    figures: Said
    would_show: Said
    needed: Said
    note: Said
    command: str


def pages(content: Content, front: Front, words: Words) -> list[Page]:
    """A page for each commitment of the edition."""
    rows = content.commitments.records()
    shown = zip(rows, commitments(content.commitments, words), dated(content, words), strict=True)
    return [
        Page(
            place(row["id"]),
            "commitment.html",
            words("commitment", id=row["id"]),
            {"one": _promise(row, judged, one, content, front, words)},
            under="commitments",
            name=row["id"],
        )
        for row, judged, one in shown
    ]


def place(name: str) -> str:
    """The place of the page of a commitment."""
    return f"commitment-{name}"


def _promise(
    row: Mapping[str, Any], judged: Judged, one: Dated, content: Content, front: Front, words: Words
) -> Promise:
    """A commitment with all that is known of it on the day of the edition."""
    commitment = one.commitment
    return Promise(
        judged,
        timeline([one], content.as_of, words),
        words.said(commitment.owners),
        tuple((area.place(one) if one in front.areas else "", words.area(one)) for one in commitment.parties),
        commitment.due.stated if commitment.due else "",
        _meeting(words.catalog.meetings.get(commitment.meeting or ""), words),
        tuple(_stated(found, words) for found in commitment.statements),
        tuple(_proof(found, words) for found in one.evidence),
        words.said(_figures(row["evidence"] or "")),
        _would_show(commitment, words),
        words.said(row["needed"] or ""),
        words.said(row["note"] or ""),
        walk.judged(content, "commitments", commitment.id),
    )


def _meeting(meeting: Meeting | None, words: Words) -> tuple[Said, str] | None:
    """The title of the meeting, and when and where it was."""
    if meeting is None:
        return None
    first, last = words.day(meeting.first), words.day(meeting.last)
    days = first if first == last else words("span_days", first=first, last=last)
    held = words.month(meeting.first) if meeting.precision == "month" else days
    place = words.said(meeting.place or "").text
    return words.said(meeting.title), ", ".join(part for part in (held, place) if part)


def _stated(found: Statement, words: Words) -> Stated:
    """A document that states the promise."""
    kind = words(f"document_{found.document.replace(' ', '_')}")
    says = words.said(found.says or "")
    return Stated(kind, found.verb or "", says, basis(found.basis, words), addresses(found.source))


def _proof(found: Evidence, words: Words) -> Proof:
    """A piece of evidence."""
    return Proof(
        when(found, words),
        ", ".join(words.area(area) for area in found.areas),
        words.said(found.text),
        words(f"shows_{found.shows.replace(' ', '_')}"),
        basis(found.basis, words),
        addresses(*found.sources),
    )


def basis(text: str, words: Words) -> str:
    """How something is known: read in full, from an excerpt, or not verified; several are joined by a plus."""
    return ", ".join(words(f"basis_{one}") for one in text.split("+"))


def _figures(evidence: str) -> str:
    """The figures that stand beside the evidence of an answer."""
    return evidence.partition(FIGURES)[2]


def _would_show(commitment: Commitment, words: Words) -> Said:
    """What would show it: figures, a document or an event; empty where nothing was stated that would."""
    shown = commitment.shown_by
    if shown is None:
        return words.said("")
    if shown.predicate:
        name = words.name(words.catalog.measure(shown.predicate.measure).names)
        return words.own("shown_by_figures", measure=name, area=words.area(shown.predicate.area))
    return words.said(shown.what)
