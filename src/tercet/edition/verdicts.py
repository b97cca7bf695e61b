"""Verdicts in the words of one language: a mark, a word and a class for the colour, never the colour alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tercet.answers import Answer, plain
from tercet.edition.addresses import Address, addresses
from tercet.edition.content import Series
from tercet.edition.words import Said, Words

UNKNOWN = "cannot be judged"
# Shape first: each verdict has its own mark, so that it can be told on paper and by anybody.
MARKS = {
    "rising": "▲",
    "falling": "▼",
    "flat": "▬",
    "flattening": "◣",
    UNKNOWN: "?",
    "met": "✓",
    "late": "✓",
    "overdue": "!",
    "on course": "→",
    "off course": "↛",
    "no public evidence": "○",
    "reproduced": "=",
    "consistent with the wording": "≈",
    "contradicted": "✗",
    "two official figures disagree": "≠",
    "not checkable": "○",
}
GOOD = frozenset({"met", "on course", "reproduced", "consistent with the wording"})
WARNING = frozenset({"late", "overdue", "off course", "contradicted", "two official figures disagree"})
CLAIM = ("metric", "window", "found", "checks", "rule", "flips", "note")  # what is told of a claim, in this order
UNCHECKED = "not checkable"


@dataclass(frozen=True, slots=True)
class Chip:
    """A verdict as it is shown."""

    word: str
    mark: str
    kind: str


@dataclass(frozen=True, slots=True)
class Trend:
    """Where one series is going: a sentence with its numbers, and the method's own words behind it."""

    area: str
    verdict: Chip
    sentence: str
    reason: Said
    segments: Said
    periods: Said


@dataclass(frozen=True, slots=True)
class Judged:
    """One promise or one claim with its verdict."""

    id: str
    text: Said
    about: str
    verdict: Chip
    reason: Said
    details: tuple[tuple[str, Said], ...] = ()
    sources: tuple[Address, ...] = ()


def chip(verdict: str, words: Words) -> Chip:
    """A verdict, which comes in English, in this language."""
    kind = "good" if verdict in GOOD else "warning" if verdict in WARNING else "plain"
    return Chip(words.term(verdict.replace(" ", "_")), MARKS[verdict], kind)


def trend(series: Series, words: Words) -> Trend | None:
    """The verdict on a series; None where its measure does not say what counts as flat."""
    row = series.trend
    if row is None:
        return None
    close = f" {words('trend_close')}" if row["close"] == "yes" else ""
    return Trend(
        words.area(series.area),
        chip(row["verdict"], words),
        _sentence(row, words) + close,
        words.said(row["reason"]),
        words.said(plain(row["segments"])),
        words.said(plain(row["periods"])),
    )


def _sentence(row: Mapping[str, Any], words: Words) -> str:
    """The rate and its interval, as far as there are any; a fall is said without a minus."""
    verdict = row["verdict"]
    if row["rate"] is None:
        return words("trend_unknown")
    low, rate, high = (Decimal(row[name]) for name in ("low", "rate", "high"))
    if verdict == "falling":
        said = {"rate": -rate, "low": -high, "high": -low}
    else:
        said = {"rate": rate, "low": low, "high": high}
    form = words.percent if verdict in {"rising", "falling"} else words.signed
    return words(f"trend_{verdict.replace(' ', '_')}", **{name: form(number) for name, number in said.items()})


def commitments(answer: Answer, words: Words) -> list[Judged]:
    """Every promise, in the order in which they were made."""
    return [
        Judged(
            row["id"],
            words.said(row["commitment"]),
            words("made_due", made=words.day(row["made"]), due=_due(row["due_by"], words)),
            chip(row["verdict"], words),
            words.said(row["reason"]),
        )
        for row in answer.records()
    ]


def claims(answer: Answer, words: Words) -> list[Judged]:
    """Every quoted figure; those that could be checked stand first."""
    rows = sorted(answer.records(), key=lambda row: row["verdict"] == UNCHECKED)
    return [_claim(row, words) for row in rows]


def newest(answer: Answer, verdicts: Sequence[str], most: int, words: Words) -> list[Judged]:
    """Of each verdict, in the order given, the newest claim; as many as there is room for, each verdict once."""
    found = {row["verdict"]: row for row in sorted(answer.records(), key=lambda row: (plain(row["on"]), row["id"]))}
    return [_claim(found[verdict], words) for verdict in verdicts if verdict in found][:most]


def _claim(row: Mapping[str, Any], words: Words) -> Judged:
    day, by = plain(row["on"]), words.said(row["by"]).text
    return Judged(
        row["id"],
        words.said(row["said"]),
        words("said_on", by=by, day=_said(day, words)) if day else words("said_undated", by=by),
        chip(row["verdict"], words),
        words.said(row["reason"]),
        tuple(_details(row, words)),
        addresses(plain(row["source"])),
    )


def counts(answer: Answer, words: Words, ids: Collection[str] | None = None) -> list[tuple[Chip, str]]:
    """How many of each verdict, in the order of the marks; of all, or of those with the ids."""
    found = Counter(row["verdict"] for row in answer.records() if ids is None or row["id"] in ids)
    return [(chip(verdict, words), words.number(found[verdict])) for verdict in MARKS if verdict in found]


def _due(day: date | None, words: Words) -> str:
    return words("no_date") if day is None else words.day(day)


def _said(text: str, words: Words) -> str:
    """The day on which something was said, or the month or year where only that is known."""
    return words.dated(text) if "-" in text else text


def _details(row: Mapping[str, Any], words: Words) -> Iterator[tuple[str, Said]]:
    """What else is known of a claim, each part under its name."""
    for name in CLAIM:
        text = plain(row[name])
        if text:
            yield words(f"claim_{name}"), words.said(text)
