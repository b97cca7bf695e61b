"""Which terms release a record to an audience, for a use, on a date."""

from __future__ import annotations

from datetime import date

from tercet.catalog.models import TermsFile
from tercet.errors import TermsError, unknown

USES = ("records", "statistics")


def check(terms: TermsFile, audience: str, use: str) -> None:
    """Raise for an audience or a use that nobody defined: what is unknown is not allowed."""
    if audience not in terms.audiences:
        raise TermsError(unknown("audience", audience, terms.audiences))
    if use not in USES:
        raise TermsError(unknown("use", use, USES))


def released(terms: TermsFile, audience: str, use: str, on: date | None) -> frozenset[str]:
    """The terms whose records an audience may use on a date (None: today), by TLP and embargo.

    A record whose terms are not in the answer is not released; terms that nobody defined never are.
    """
    check(terms, audience, use)
    day = min(on or date.today(), date.today())  # asking for a day to come opens nothing today
    return frozenset(
        name
        for name, term in terms.terms.items()
        if audience in (term.records if use == "records" else term.statistics)
        and (term.embargo_until is None or term.embargo_until <= day)
    )
