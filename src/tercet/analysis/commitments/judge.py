"""The verdict on each commitment, as of a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from tercet.analysis.commitments import wording
from tercet.analysis.commitments.bench import Bench, no_estimates
from tercet.analysis.commitments.figures import beside, by_figures
from tercet.analysis.commitments.rules import by_evidence, known, unshowable
from tercet.analysis.commitments.verdict import CANNOT, WORST_FIRST, Verdict, count_of
from tercet.answers import Answer
from tercet.catalog.load import Catalog
from tercet.catalog.promises import Commitment
from tercet.errors import CatalogError, unknown
from tercet.question import Ask

COLUMNS = (
    *("id", "verdict", "commitment", "made", "due", "due_by", "days", "reason", "needed", "evidence", "accounts"),
    *("parties", "owners", "verb", "document", "theme", "meeting", "shown_by", "basis", "source", "note"),
)


def judge(
    catalog: Catalog, ask: Ask, day: date, sample: bool, name: str | None = None, estimates: Ask = no_estimates
) -> Answer:
    """Every commitment made by a day, in the order in which they were made; or the one that is named."""
    if name is not None and name not in catalog.commitments:
        raise CatalogError(unknown("commitment", name, catalog.commitments))
    chosen = [one for one in catalog.commitments.values() if name in {None, one.id}]
    made = sorted((one for one in chosen if one.made <= day), key=lambda one: (one.made, one.id))
    bench = Bench(catalog, ask, day, sample, estimates)
    rows = [_row(one, verdict(one, bench), bench) for one in made]
    notes = tuple(_notes(rows, [one for one in chosen if one.made > day], day))
    return Answer(COLUMNS, rows, notes, wording.title(day))


def verdict(commitment: Commitment, bench: Bench) -> Verdict:
    """What became of one commitment."""
    shown = commitment.shown_by
    if commitment.sample and not bench.sample:
        reason = "This promise is made up, and is judged in a workspace of made-up figures only."
        return Verdict(CANNOT, reason, "A workspace with the files of the sample world.", commitment.due_by)
    if shown is None:
        return unshowable(commitment, bench.day)
    if shown.predicate is None:
        names = {area: bench.catalog.areas[area].names.en for area in commitment.each if area in bench.catalog.areas}
        return by_evidence(commitment, bench.day, names)
    if bench.sample and not commitment.sample:
        reason = "This workspace holds made-up figures, by which a real promise is not judged."
        return Verdict(CANNOT, reason, "A workspace with publishers' own files.", commitment.due_by)
    return by_figures(commitment, shown.predicate, bench)


def _row(commitment: Commitment, found: Verdict, bench: Bench) -> tuple[object, ...]:
    """One commitment as a row."""
    return (
        commitment.id,
        found.verdict,
        commitment.commitment,
        commitment.made,
        commitment.due.stated if commitment.due else None,
        found.due_by,
        found.days,
        found.reason,
        found.needed or None,
        _evidence(commitment, bench) or None,
        wording.accounts(commitment) or None,
        ", ".join(commitment.parties),
        commitment.owners,
        wording.verbs(commitment),
        wording.documents(commitment),
        commitment.theme,
        commitment.meeting,
        wording.shown_by(commitment) or None,
        commitment.basis,
        wording.sources(commitment),
        wording.notes(commitment) or None,
    )


def _evidence(commitment: Commitment, bench: Bench) -> str:
    """The evidence of a day, and figures that stand beside it."""
    parts = [wording.evidence_in_words(known(commitment, bench.day))]
    if commitment.figures and bench.sample and not commitment.sample:
        parts.append("figures: none to show: those of this workspace are made up")
    elif commitment.figures:
        parts.append(beside(commitment.figures, bench))
    return wording.BETWEEN.join(part for part in parts if part)


def _notes(rows: Sequence[tuple[object, ...]], later: Sequence[Commitment], day: date) -> Iterator[str]:
    """How many of each verdict, what is left out, and how to read it."""
    counts = Counter(str(row[1]) for row in rows)
    listed = ", ".join(f"{counts[word]} {word}" for word in reversed(WORST_FIRST) if counts[word])
    if rows:
        yield f"{count_of(len(rows), 'commitment')}, in the order in which they were made: {listed}."
    if later:
        yield f"{count_of(len(later), 'commitment')} made after {day} left out: {_few(later)}."
    if "no public evidence" in counts:
        yield "No public evidence: nobody has published that it was done. It does not say that it was not."
    yield f"Evidence dated after {day} does not count."


def _few(commitments: Sequence[Commitment]) -> str:
    """The first ids, and how many more."""
    names = [one.id for one in commitments]
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
