"""Commitments in time: when each was made, when it is due, and what has been shown, drawn beside its words.

A track is drawn as wide as the page has room for it: marks stand at a share of its width. What it shows is said in
words too, for those who do not see it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tercet.analysis.commitments.rules import known
from tercet.catalog.promises import Commitment, Evidence
from tercet.edition.content import Content
from tercet.edition.verdicts import Chip, chip
from tercet.edition.words import Said, Words

EDGE = 2  # percent of the width that are kept free on both sides, so that no mark is cut
LABELS = 9  # as many years can be named on the narrowest page
OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Scale:
    """Whole years from the first to the last, laid out over the width of a track."""

    first: int
    last: int

    def at(self, day: date) -> str:
        """Where a day stands, in percent of the width; in tenths, so that no rounding of a machine is in it."""
        start, end = date(self.first, 1, 1), date(self.last + 1, 1, 1)
        tenths = (day - start).days * (1000 - 20 * EDGE) // (end - start).days + 10 * EDGE
        return f"{tenths // 10}.{tenths % 10}%"

    @property
    def years(self) -> tuple[tuple[str, str], ...]:
        """The start of each year, and its name where there is room for it."""
        step = -(-(self.last - self.first + 1) // LABELS)
        years = range(self.first, self.last + 1)
        return tuple(
            (self.at(date(year, 1, 1)), str(year) if (year - self.first) % step == 0 else "") for year in years
        )


@dataclass(frozen=True, slots=True)
class Track:
    """One commitment: from where to where its line goes, its marks (place and kind), and the same in words."""

    id: str
    text: Said
    verdict: Chip
    said: str
    line: tuple[str, str]
    dated: bool
    after: tuple[str, str] | None
    marks: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Tracks on one scale; `now` is the day of the edition."""

    scale: Scale
    now: str
    tracks: tuple[Track, ...]


@dataclass(frozen=True, slots=True)
class Dated:
    """A commitment with its verdict, the day by which it is due, and the evidence of the day."""

    commitment: Commitment
    verdict: str
    due: date | None
    evidence: tuple[Evidence, ...]


def dated(content: Content, words: Words) -> list[Dated]:
    """The commitments of an edition, in the order in which they were made."""
    found = words.catalog.commitments
    return [
        Dated(found[row["id"]], row["verdict"], row["due_by"], tuple(known(found[row["id"]], content.as_of)))
        for row in content.commitments.records()
    ]


def nearest(found: Sequence[Dated], day: date, most: int) -> list[Dated]:
    """Those of which the due date is nearest to a day, in the order of their due dates."""
    due = sorted((abs((one.due - day).days), one.due, one.commitment.id, at) for at, one in enumerate(found) if one.due)
    return [found[at] for *_, at in sorted(due[:most], key=lambda key: key[1:])]


def timeline(found: Sequence[Dated], day: date, words: Words) -> Timeline | None:
    """The picture of some commitments; None where there is none."""
    if not found:
        return None
    last = max([day, *(one.due for one in found if one.due)])
    scale = Scale(min(one.commitment.made for one in found).year, last.year)
    return Timeline(scale, scale.at(day), tuple(_track(one, day, scale, words) for one in found))


def _track(one: Dated, day: date, scale: Scale, words: Words) -> Track:
    """One line of the picture. Without a due date it runs to the day of the edition; overdue, it goes on to it."""
    made = one.commitment.made
    end = one.due or day
    overdue = one.verdict == OVERDUE and one.due is not None and one.due < day
    shown = [(scale.at(e.when.last), "shown" if e.shows == "fulfilled" else "other") for e in one.evidence]
    due = [(scale.at(each), "due") for each in _dues(one)]
    return Track(
        one.commitment.id,
        words.said(one.commitment.commitment),
        chip(one.verdict, words),
        _said(one, words),
        (scale.at(made), scale.at(end)),
        one.due is not None,
        (scale.at(end), scale.at(day)) if overdue else None,
        ((scale.at(made), "made"), *due, *dict.fromkeys(shown)),
    )


def _dues(one: Dated) -> list[date]:
    """Every due date up to the one that was judged: what is due again and again has several."""
    due = one.commitment.due
    if one.due is None or due is None or not due.every:
        return [one.due] if one.due else []
    return [*due.dates(one.commitment.made, one.due)]


def _said(one: Dated, words: Words) -> str:
    """A track in words."""
    due = words.day(one.due) if one.due else words("no_date")
    said = words("made_due", made=words.day(one.commitment.made), due=due)
    days = ", ".join(dict.fromkeys(when(entry, words) for entry in one.evidence))
    return f"{said}; {words('track_shown', days=days) if days else words('track_none')}"


def when(evidence: Evidence, words: Words) -> str:
    """The day of evidence, or its month where only that is known."""
    return words.day(evidence.when.last) if evidence.when.freq == "D" else words.month(evidence.when.last)
