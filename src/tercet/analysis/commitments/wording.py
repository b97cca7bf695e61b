"""Statements and evidence as text: flat columns of an answer, with every source in full."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from tercet.analysis.commitments.verdict import sentence
from tercet.answers import Answer
from tercet.catalog.promises import Commitment, Evidence, Statement

BETWEEN = " | "
TITLE = "Commitments as of"


def title(day: date) -> str:
    """The title of the list of a day."""
    return f"{TITLE} {day}"


def day_of(answer: Answer) -> date | None:
    """The day of a list, by its title."""
    found = re.fullmatch(rf"{TITLE} (\d{{4}}-\d{{2}}-\d{{2}})", answer.title)
    return date.fromisoformat(found[1]) if found else None


def evidence_in_words(evidence: Iterable[Evidence]) -> str:
    """Each entry with its date, what it shows, how it is known, and where."""
    return BETWEEN.join(map(_entry, evidence))


def verbs(commitment: Commitment) -> str:
    """The words by which it was promised, with the document where there are several."""
    if len(commitment.statements) == 1:
        return _verb(commitment.statements[0])
    return BETWEEN.join(f"{one.document}: {_verb(one)}" for one in commitment.statements)


def documents(commitment: Commitment) -> str:
    """The classes of the documents that state it."""
    return "; ".join(dict.fromkeys(one.document for one in commitment.statements))


def accounts(commitment: Commitment) -> str:
    """What each document says, where they differ."""
    return BETWEEN.join(f"{one.document}: {one.says}" for one in commitment.statements if one.says)


def sources(commitment: Commitment) -> str:
    """Every document that states it."""
    return " ; ".join(dict.fromkeys(one.source for one in commitment.statements))


def shown_by(commitment: Commitment) -> str:
    """What would show it: the id of a predicate, or a document or event in words."""
    shown = commitment.shown_by
    if shown is None:
        return ""
    if shown.predicate:
        return shown.predicate.id
    return f"document: {shown.document}" if shown.document else f"event: {shown.event}"


def notes(commitment: Commitment) -> str:
    """The note on the promise, and how its due date is read."""
    due = commitment.due
    parts = [commitment.note, due.note if due else None]
    if due and due.derived and not (due.note and due.note.startswith("Counted")):
        parts.append("The due date is derived from the day of the promise.")
    if due and due.vague:
        parts.append("The due date is vague, so no days are counted.")
    return " ".join(sentence(part) for part in parts if part)


def _verb(statement: Statement) -> str:
    return statement.verb or f"not known ({statement.basis} only)"


def _entry(one: Evidence) -> str:
    areas = f" ({', '.join(one.areas)})" if one.areas else ""
    effect = f" In force {one.effective}, derived from that date." if one.effective else ""
    return f"{one.dated}{areas}: {sentence(one.text)}{effect} ({one.shows}) [{one.basis}] {' ; '.join(one.sources)}"
