"""Whether commitments and meetings hold together: with each other, with the catalog, and with the calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from tercet.catalog.load import Catalog
from tercet.catalog.models import Measure
from tercet.catalog.predicates import Predicate
from tercet.catalog.promises import Commitment, Meeting

BASIS = frozenset({"opened", "excerpt", "computed", "matched", "unverified"})
WRITTEN = re.compile(r"\d{4}-\d{2}-\d{2}")


def promise_problems(catalog: Catalog) -> Iterator[str]:
    """Everything that does not hold together, one sentence each."""
    for meeting in catalog.meetings.values():
        yield from _basis(f"meetings {meeting.id}", meeting.basis)
    for commitment in catalog.commitments.values():
        where = f"commitments {commitment.id}"
        yield from _references(where, commitment, catalog)
        yield from _dates(where, commitment, catalog)
        for basis in _bases(commitment):
            yield from _basis(where, basis)
        if commitment.figures:
            yield from _predicate(where, commitment.figures, catalog)
        if commitment.shown_by and commitment.shown_by.predicate:
            yield from _predicate(where, commitment.shown_by.predicate, catalog)


def _bases(commitment: Commitment) -> Iterator[str]:
    """How each part of a commitment is known."""
    yield commitment.basis
    yield from (one.basis for one in commitment.statements)
    yield from (one.basis for one in commitment.evidence)


def _references(where: str, commitment: Commitment, catalog: Catalog) -> Iterator[str]:
    """Meetings and areas that are not there; parties that are named below and not above."""
    if commitment.meeting is not None and commitment.meeting not in catalog.meetings:
        yield f"{where}: there is no meeting {commitment.meeting!r}"
    for area in commitment.parties:
        if area not in catalog.areas:
            yield f"{where}: there is no area {area!r} to be a party"
    for area in {*commitment.each, *(area for one in commitment.evidence for area in one.areas)}:
        if area not in commitment.parties:
            yield f"{where}: {area} is not one of the parties"


def _dates(where: str, commitment: Commitment, catalog: Catalog) -> Iterator[str]:
    """Dates out of order, and a derived due date that is not the one written in the words."""
    meeting = catalog.meetings.get(commitment.meeting or "")
    if meeting and not _during(meeting, commitment.made):
        yield f"{where}: made on {commitment.made}, not during the meeting {meeting.id}"
    due_by = commitment.due_by
    if due_by and due_by < commitment.made:
        yield f"{where}: due by {due_by}, before it was made"
    if commitment.due and commitment.due.derived:
        for written in WRITTEN.findall(commitment.due.stated):
            if date.fromisoformat(written) != due_by:
                yield f"{where}: the words say {written}, and counted from {commitment.made} it is {due_by}"
    for one in commitment.evidence:
        if one.shows == "fulfilled" and one.when.last < commitment.made:
            yield f"{where}: fulfilled in {one.dated}, before it was made"


def _during(meeting: Meeting, day: date) -> bool:
    return meeting.first <= day <= meeting.last


def _basis(where: str, basis: str) -> Iterator[str]:
    """A word for how something is known that the facts do not use."""
    for word in basis.split("+"):
        if word not in BASIS:
            yield f"{where}: no such basis {word!r}; there are {', '.join(sorted(BASIS))}"


def _predicate(where: str, predicate: Predicate, catalog: Catalog) -> Iterator[str]:
    """Measures, areas, units and frequencies that a predicate names and that cannot be asked for."""
    if predicate.area not in catalog.areas:
        yield f"{where}: there is no area {predicate.area!r}"
    names = [predicate.measure, *([predicate.denominator.measure] if predicate.denominator else [])]
    for name in names:
        if name not in catalog.measures:
            yield f"{where}: there is no measure {name!r}"
        elif predicate.freq not in catalog.measures[name].freqs:
            yield f"{where}: {name} has no frequency {predicate.freq}"
    if predicate.measure in catalog.measures:
        yield from _unit(where, predicate.unit, catalog.measures[predicate.measure], catalog)


def _unit(where: str, unit: str | None, measure: Measure, catalog: Catalog) -> Iterator[str]:
    """A unit that is not there, or is of another dimension than the measure."""
    if unit is None:
        return
    if unit not in catalog.units:
        yield f"{where}: there is no unit {unit!r}"
    elif measure.unit in catalog.units and catalog.units[unit].dimension != catalog.units[measure.unit].dimension:
        yield f"{where}: {unit} is no unit of {measure.id}, which is in {measure.unit}"
