"""Meetings, and what was promised at them: commitments with owners, due dates as stated, and what would show them."""

from __future__ import annotations

from tercet.catalog.models import Definition


class Meeting(Definition):
    """A meeting at which something was promised, or which something was promised to lead to."""

    id: str


class Meetings(Definition):
    """The file of meetings."""

    meetings: tuple[Meeting, ...]


class Commitment(Definition):
    """One promise."""

    id: str
