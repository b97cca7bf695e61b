"""A calendar feed of meetings and due dates."""

from __future__ import annotations

from tercet.answers import Answer
from tercet.catalog.load import Catalog
from tercet.errors import QuestionError


def calendar(commitments: Answer, catalog: Catalog) -> str:
    """Meetings and due dates as iCalendar (RFC 5545)."""
    raise QuestionError("Not built yet.")
