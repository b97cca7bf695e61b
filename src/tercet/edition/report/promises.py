"""Promises and claims with what they rest on: dates, evidence, and the numbers of the documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from tercet.answers import Answer, plain
from tercet.catalog.promises import Evidence
from tercet.edition import verdicts
from tercet.edition.report.cited import numbers, stated
from tercet.edition.timeline import Dated, when
from tercet.edition.verdicts import UNCHECKED, Chip, chip
from tercet.edition.words import Said, Words

FLAG = " FLAG"  # what a check is marked with that a reader should mind
MINDED = ("rule", "flips")


@dataclass(frozen=True, slots=True)
class Proof:
    """A piece of evidence in words; its own text is empty where the reason quotes it."""

    day: str
    areas: str
    text: Said
    shows: str
    refs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise: when it was made, due and shown, the verdict with its reason, and the evidence."""

    id: str
    text: Said
    verdict: Chip
    made: str
    due: str
    shown: str
    reason: Said
    evidence: tuple[Proof, ...]
    refs: tuple[int, ...]


def promises(found: Sequence[Dated], answer: Answer, known: Mapping[str, int], words: Words) -> list[Promise]:
    """Every promise, in the order in which they were made."""
    return [_promise(one, row["reason"], known, words) for one, row in zip(found, answer.records(), strict=True)]


def _promise(one: Dated, reason: str, known: Mapping[str, int], words: Words) -> Promise:
    shown = [when(proof, words) for proof in one.evidence if proof.shows == "fulfilled"]
    return Promise(
        id=one.commitment.id,
        text=words.said(one.commitment.commitment),
        verdict=chip(one.verdict, words),
        made=words.day(one.commitment.made),
        due=words("no_date") if one.due is None else words.day(one.due),
        shown=", ".join(dict.fromkeys(shown)),
        reason=words.said(reason),
        evidence=tuple(_proof(proof, reason, known, words) for proof in one.evidence),
        refs=numbers(stated(one), known),
    )


def _proof(proof: Evidence, reason: str, known: Mapping[str, int], words: Words) -> Proof:
    return Proof(
        when(proof, words),
        ", ".join(words.area(area) for area in proof.areas),
        words.said("" if proof.text in reason else proof.text),
        words(f"shows_{proof.shows.replace(' ', '_')}"),
        numbers(proof.sources, known),
    )


def checked(answer: Answer, known: Mapping[str, int], words: Words) -> list[dict[str, Any]]:
    """The claims that could be checked: what was compared, and what to mind about it."""
    rows = {row["id"]: row for row in answer.records()}
    return [
        {
            **asdict(one),
            "refs": numbers((plain(rows[one.id]["source"]),), known),
            "window": asdict(words.said(plain(rows[one.id]["window"]))),
            "minded": [(words(f"claim_{name}"), asdict(words.said(text))) for name, text in _minded(rows[one.id])],
        }
        for one in verdicts.claims(answer, words)
        if rows[one.id]["verdict"] != UNCHECKED
    ]


def _minded(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The rule of a dose, what would change the verdict, and the flags of the checks."""
    flags = "; ".join(one.replace(FLAG, "") for one in plain(row["checks"]).split("; ") if FLAG in one)
    for name, text in (*((name, plain(row[name])) for name in MINDED), ("checks", flags)):
        if text:
            yield name, text


def unchecked(answer: Answer, words: Words) -> list[tuple[Said, str, str]]:
    """The claims that nobody can check with these files, by reason: the most frequent reason first."""
    found: dict[str, list[str]] = {}
    for row in answer.records():
        if row["verdict"] == UNCHECKED:
            found.setdefault(row["reason"], []).append(row["id"])
    ordered = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return [(words.said(reason), words.number(len(ids)), ", ".join(sorted(ids))) for reason, ids in ordered]
