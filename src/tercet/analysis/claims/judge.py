"""The verdict on each claim: what was said, against the data and against what else was said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tercet.analysis.claims.checks.every import flags_of
from tercet.analysis.claims.context import Context
from tercet.analysis.claims.data import Data, Then
from tercet.analysis.claims.rows import COLUMNS, Pasts, look_at, row
from tercet.analysis.claims.verdicts import verdict_of
from tercet.answers import Answer
from tercet.catalog.load import Catalog
from tercet.catalog.statements import Claim
from tercet.errors import CatalogError, unknown
from tercet.question import Ask


def judge(
    catalog: Catalog, ask: Ask, as_of: date | None, sample: bool, name: str | None = None, then: Then | None = None
) -> Answer:
    """Every claim that was made by the day, or one of them, with its verdict, its evidence and its checks.

    `then` asks the data as they were on an earlier day; without it only the newest files are known.
    """
    if name is not None and name not in catalog.claims:
        raise CatalogError(unknown("claim", name, catalog.claims))
    made = {key: claim for key, claim in catalog.claims.items() if _made_by(claim, as_of)}
    # Invented claims and real ones are never compared with one another.
    contexts = {kind: Context(catalog, _of(made, kind)) for kind in (False, True)}
    data, pasts = Data(ask), Pasts(then)
    rows = []
    for claim in made.values():
        if name in (None, claim.id):
            context = contexts[claim.sample]
            looked = look_at(claim, context, data, pasts, sample)
            flags = flags_of(claim, context)
            rows.append(row(claim, verdict_of(claim, looked, flags), looked, flags))
    left_out = len(catalog.claims) - len(made)
    doses = any(cells[COLUMNS.index("rule")] for cells in rows)
    return Answer(COLUMNS, rows, tuple(_notes(left_out, as_of, catalog, doses)), _title(as_of))


def _made_by(claim: Claim, as_of: date | None) -> bool:
    """Whether a claim was certainly made by a day; one without any day is kept."""
    return as_of is None or claim.known_on is None or claim.known_on <= as_of


def _of(claims: Mapping[str, Claim], sample: bool) -> dict[str, Claim]:
    return {name: claim for name, claim in claims.items() if claim.sample == sample}


def _title(as_of: date | None) -> str:
    return f"Claims as of {as_of or date.today()}"


def _notes(left_out: int, as_of: date | None, catalog: Catalog, doses: bool) -> list[str]:
    """What a reader of every row must know."""
    notes = [f"Doses: {catalog.doses.caveat}"] if doses else []
    if left_out:
        were = "claim was" if left_out == 1 else "claims were"
        are = "is" if left_out == 1 else "are"
        notes.insert(0, f"{left_out} {were} made after {as_of} and {are} left out.")
    return notes
