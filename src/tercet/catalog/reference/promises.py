"""Meetings and commitments: what was promised where, by when, and what would show it."""

from __future__ import annotations

from collections.abc import Iterator

from tercet.catalog.load import Catalog
from tercet.catalog.promises import Commitment, Evidence, Meeting, Statement
from tercet.catalog.reference.markdown import bullets, flat, table, words


def commitments(catalog: Catalog) -> Iterator[str]:
    """What `tercet commitments` judges: one section for each promise."""
    yield (
        "What was promised, in the words of the definitions. Due dates are those that were stated; none is guessed. "
        "The verdict of a day is what `tercet commitments` says."
    )
    known = sorted(catalog.commitments.values(), key=lambda one: (one.made, one.id))
    yield table(
        ("Commitment", "Made", "Due", "What"),
        ((f"[{one.id}](#{one.id.lower()})", str(one.made), _due(one), flat(one.commitment)) for one in known),
    )
    for one in known:
        yield f"## {one.id}"
        yield f"{flat(one.commitment)}."
        yield table(("", ""), _about(one))
        yield from bullets("Stated in:", map(_statement, one.statements))
        yield from bullets("Evidence:", map(_evidence, one.evidence))
        yield flat(one.note)


def _due(one: Commitment) -> str:
    return one.due.stated if one.due else "not stated"


def _about(one: Commitment) -> Iterator[tuple[str, str]]:
    yield "Made", f"{one.made}{f' at [{one.meeting}](meetings.md#{one.meeting.lower()})' if one.meeting else ''}"
    yield "Owners", flat(one.owners)
    yield "Parties", words(one.parties)
    yield "Due", f"{_due(one)}{f', read as: by {one.due_by}' if one.due_by else ''}"
    yield "Measure stated", flat(one.measure_stated) or "none"
    yield "What would show it", flat(one.shown_by.what) if one.shown_by else "nothing was stated"
    if one.needed:
        yield "Needed for a verdict", flat(one.needed)
    yield "Theme", one.theme
    yield "Basis", one.basis


def _statement(one: Statement) -> str:
    verb = f", with the words “{flat(one.verb)}”" if one.verb else ""
    says = f": {flat(one.says)}" if one.says else ""
    return f"{one.document}{verb}{says} [{one.basis}] {flat(one.source)}"


def _evidence(one: Evidence) -> str:
    return f"{one.dated}, {one.shows}: {flat(one.text)} [{one.basis}] {' ; '.join(flat(text) for text in one.sources)}"


def meetings(catalog: Catalog) -> Iterator[str]:
    """Where it was promised: one section for each meeting."""
    yield "Meetings at which something was promised, or to which a promise led. Offices are named, never persons."
    for one in catalog.meetings.values():
        yield f"## {one.id}"
        yield f"{flat(one.title)}."
        yield table(("", ""), _meeting(one))
        made = (
            f"[{two.id}](commitments.md#{two.id.lower()}) {flat(two.commitment)}"
            for two in catalog.commitments.values()
            if two.meeting == one.id
        )
        yield from bullets("Promised there:", made)
        yield flat(one.note)


def _meeting(one: Meeting) -> Iterator[tuple[str, str]]:
    days = str(one.first) if one.first == one.last else f"{one.first} to {one.last}"
    yield "When", f"{one.first:%Y-%m}, only the month is known" if one.precision == "month" else days
    yield "Series", one.series
    for label, text in (("Place", one.place), ("Host", one.host), ("Offices", one.offices)):
        if text:
            yield label, flat(text)
    yield "Sources", " ; ".join(flat(text) for text in one.sources)
    yield "Basis", one.basis
