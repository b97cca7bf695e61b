"""Promises and claims with what they rest on: dates, evidence, and the numbers of the documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from tercet.answers import Answer, plain
from tercet.edition import verdicts
from tercet.edition.report.cited import Entry, entries, numbers, separate
from tercet.edition.verdicts import Chip, chip
from tercet.edition.words import Words

UNCHECKED = "not checkable"
FLAG = "FLAG"


@dataclass(frozen=True, slots=True)
class Proof:
    """A piece of evidence in words; its own text is in English, and empty where the reason quotes it."""

    day: str
    areas: str
    text: str
    shows: str
    refs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise: when it was made, due and shown, the verdict with its reason, and the evidence."""

    id: str
    text: str
    verdict: Chip
    made: str
    due: str
    shown: str
    reason: str
    evidence: tuple[Proof, ...]
    refs: tuple[int, ...]


def promises(answer: Answer, known: Mapping[str, int], words: Words) -> list[Promise]:
    """Every promise, in the order in which they were made."""
    return [_promise(row, known, words) for row in answer.records()]


def _promise(row: Mapping[str, Any], known: Mapping[str, int], words: Words) -> Promise:
    found = entries(row["evidence"])
    return Promise(
        id=row["id"],
        text=row["commitment"],
        verdict=chip(row["verdict"], words),
        made=words.day(row["made"]),
        due=words("no_date") if row["due_by"] is None else words.day(row["due_by"]),
        shown=", ".join(_day(one.day, words) for one in found if one.shows == "fulfilled"),
        reason=row["reason"],
        evidence=tuple(_proof(one, row["reason"], known, words) for one in found),
        refs=tuple(numbers(separate(row["source"]), known)),
    )


def _proof(entry: Entry, reason: str, known: Mapping[str, int], words: Words) -> Proof:
    shows = words(f"report_shows_{entry.shows.replace(' ', '_')}") if entry.shows else ""
    areas = ", ".join(words.area(area) for area in entry.areas)
    text = "" if entry.text in reason else entry.text
    return Proof(_day(entry.day, words), areas, text, shows, tuple(numbers(entry.sources, known)))


def _day(text: str, words: Words) -> str:
    """A day, or a month or year of which no day is known."""
    if len(text) == len("2024-02-08"):
        return words.day(date.fromisoformat(text))
    return words.month(date.fromisoformat(f"{text}-01")) if len(text) == len("2024-02") else text


def checked(answer: Answer, known: Mapping[str, int], words: Words) -> list[dict[str, Any]]:
    """The claims that could be checked: what was compared, and what to mind about it (English)."""
    rows = {row["id"]: row for row in answer.records()}
    return [
        {
            **asdict(one),
            "refs": numbers(separate(rows[one.id]["source"]), known),
            "minded": [(words(f"report_{name}"), text) for name, text in _minded(rows[one.id])],
        }
        for one in verdicts.claims(answer, words)
        if rows[one.id]["verdict"] != UNCHECKED
    ]


def _minded(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The window that was read, the rule of a dose, what would change the verdict, and the flags of the checks."""
    flags = "; ".join(one.replace(f" {FLAG}", "") for one in plain(row["checks"]).split("; ") if FLAG in one)
    for name, text in (*((name, plain(row[name])) for name in ("window", "rule", "flips")), ("flags", flags)):
        if text:
            yield name, text


def unchecked(answer: Answer, words: Words) -> Sequence[tuple[str, str, str]]:
    """The claims that nobody can check with these files, by reason: the most frequent reason first."""
    found: dict[str, list[str]] = {}
    for row in answer.records():
        if row["verdict"] == UNCHECKED:
            found.setdefault(row["reason"], []).append(row["id"])
    ordered = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return [(reason, words.number(len(ids)), ", ".join(sorted(ids))) for reason, ids in ordered]
