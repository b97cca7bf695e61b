"""A verdict with its reasons, and the words that verdicts are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tercet.catalog.promises import Commitment, Count, Evidence

MET = "met"
LATE = "late"
OVERDUE = "overdue"
ON_COURSE = "on course"
OFF_COURSE = "off course"
NO_EVIDENCE = "no public evidence"
CANNOT = "cannot be judged"

# Of several parties the one that is worst off decides; the first of these that any has.
WORST_FIRST = (OVERDUE, NO_EVIDENCE, OFF_COURSE, CANNOT, ON_COURSE, LATE, MET)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a commitment: early days count up, days late or overdue count down."""

    verdict: str
    reason: str
    needed: str = ""
    due_by: date | None = None
    days: int | None = None


def count_of(number: int, what: str) -> str:
    """A number with its noun.

    >>> count_of(1, "day"), count_of(26, "day")
    ('1 day', '26 days')
    """
    return f"{number} {what}{'' if number == 1 else 's'}"


def sentence(text: str) -> str:
    """A text that ends as a sentence does.

    >>> sentence("18 states have access"), sentence("18 states have access.")
    ('18 states have access.', '18 states have access.')
    """
    return text if text.endswith((".", "!", "?")) else f"{text}."


def due_in_words(commitment: Commitment, due_by: date) -> str:
    """The last day, and the words it is read from where they do not say it themselves."""
    stated = commitment.due.stated if commitment.due else ""
    return f"{due_by}" if not stated or f"{due_by}" in stated else f'{due_by} ("{stated}")'


def counted(count: Count, when: str) -> str:
    """So many of so many, with the day or month of the count."""
    return f"{count.done} of {count.of} {count.what} ({when})"


def latest(known: Sequence[Evidence], shows: str) -> Evidence | None:
    """The newest evidence that shows something, if any does."""
    return next((one for one in reversed(known) if one.shows == shows), None)


def needed_for(commitment: Commitment) -> str:
    """What would be needed for a verdict: what the definition says, or a record of what would show it."""
    shown = commitment.shown_by
    return commitment.needed or (f"A public record of {shown.what}." if shown and not shown.predicate else "")
