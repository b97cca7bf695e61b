"""A calendar feed of meetings and due dates: iCalendar, RFC 5545, that a calendar program can subscribe to.

The same answer gives the same bytes: time stamps are the day of the answer, and identifiers come from the definitions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from icalendar import Calendar, Event, vText

from tercet.analysis.commitments.wording import day_of
from tercet.answers import Answer
from tercet.catalog.load import Catalog
from tercet.catalog.promises import Commitment, Meeting
from tercet.errors import QuestionError

DAY = timedelta(days=1)


def calendar(commitments: Answer, catalog: Catalog) -> str:
    """Meetings and due dates as iCalendar (RFC 5545). What has no date is not in it."""
    day = day_of(commitments)
    if day is None:
        raise QuestionError("A calendar is made from a list of commitments, which says its day in its title.")
    stamp = datetime.combine(day, time(), UTC)
    feed = Calendar()
    for name, value in (("prodid", "-//Tercet//Commitments//EN"), ("version", "2.0"), ("calscale", "GREGORIAN")):
        feed.add(name, value)
    feed.add("x-wr-calname", commitments.title)
    feed.add("x-wr-caldesc", " ".join(commitments.notes))
    for meeting in sorted(_meetings(commitments, catalog, day), key=lambda one: (one.first, one.id)):
        feed.add_component(_of_meeting(meeting, stamp))
    for row in commitments.records():
        for event in _of_commitment(row, catalog.commitments[row["id"]], day, stamp):
            feed.add_component(event)
    return str(feed.to_ical(sorted=False), "utf-8")


def _meetings(commitments: Answer, catalog: Catalog, day: date) -> Iterator[Meeting]:
    """The meetings that had begun by the day: all of them, or those of the commitments where only some are listed."""
    made = {one.id for one in catalog.commitments.values() if one.made <= day}
    rows = commitments.records()
    named = {row["meeting"] for row in rows}
    for meeting in catalog.meetings.values():
        if meeting.first <= day and (len(rows) == len(made) or meeting.id in named):
            yield meeting


def _of_meeting(meeting: Meeting, stamp: datetime) -> Event:
    """A meeting as an event of whole days."""
    only_month = meeting.precision == "month"
    lines = [
        f"Only the month is known: {meeting.first:%Y-%m}." if only_month else "",
        f"Host: {meeting.host}." if meeting.host else "",
        f"Co-chairs: {meeting.co_chairs}." if meeting.co_chairs else "",
        f"Offices: {meeting.offices}." if meeting.offices else "",
        meeting.note or "",
        f"Source ({meeting.basis}): {' ; '.join(meeting.sources)}",
    ]
    title = f"{meeting.title} (only the month is known)" if only_month else meeting.title
    event = _event(f"meeting-{meeting.id}", title, lines, meeting.first, meeting.last, stamp)
    event.add("categories", ["Meeting", meeting.series])
    if meeting.place:
        event.add("location", vText(meeting.place))
    return _linked(event, meeting.sources)


def _of_commitment(row: Mapping[str, Any], commitment: Commitment, day: date, stamp: datetime) -> Iterator[Event]:
    """Every due date of a commitment up to the next one; the one that was judged has the verdict."""
    span = commitment.span
    if commitment.due is None or span is None:
        return
    for number, due in enumerate(commitment.due.dates(commitment.made, day)):
        judged = due == row["due_by"]
        title = f"Due: {row['commitment']} ({row['verdict'] if judged else 'another due date'})"
        lines = [
            f"Verdict: {row['verdict']}. {row['reason']}" if judged else "Judged at another due date.",
            *_about(row),
        ]
        name = f"commitment-{commitment.id}" + (f"-{due}" if commitment.due.every else "")
        first = due - (span[1] - span[0]) if number else max(span[0], commitment.made)
        event = _event(name, title, lines, first, due, stamp)
        event.add("categories", ["Commitment", commitment.theme, *([row["verdict"]] if judged else [])])
        yield _linked(event, [one.source for one in commitment.statements])


def _about(row: Mapping[str, Any]) -> Iterator[str]:
    """What a reader of the calendar needs beside the verdict."""
    yield f"Due as stated: {row['due']}"
    for name in ("needed", "owners", "parties", "note", "source"):
        if row[name]:
            yield f"{name.capitalize()}: {row[name]}"


def _event(name: str, title: str, lines: list[str], first: date, last: date, stamp: datetime) -> Event:
    """An event of whole days that blocks nobody's time; its end is the day after its last day."""
    event = Event()
    event.add("uid", f"{name}@tercet")
    event.add("dtstamp", stamp)
    event.add("dtstart", first)
    event.add("dtend", last + DAY)
    event.add("summary", title, parameters={"language": "en"})
    event.add("description", "\n".join(line for line in lines if line), parameters={"language": "en"})
    event.add("transp", "TRANSPARENT")
    return event


def _linked(event: Event, sources: tuple[str, ...] | list[str]) -> Event:
    """The event with the address of its first source that has one."""
    address = next((one.split(" ")[0] for one in sources if one.startswith(("https://", "http://"))), None)
    if address:
        event.add("url", address)
    return event
