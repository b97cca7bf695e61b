"""How each number of an edition is walked back: the command that gives it again, as of its day, for its audience."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from datetime import date

from tercet.edition.content import Content, Headline

BATCHES, REJECTS = "tercet batches", "tercet rejects"  # all files that came in, all rows put aside, whatever the day
HOUSE = "internal"  # for whom the command line answers unless it is told


def explain(content: Content, headline: Headline, area: str, period: str, day: date | None = None) -> str:
    """The command that walks one number back to its files and rows; `day` where another one than the edition's."""
    called = ("explain", headline.measure.id, "--area", area, "--period", period, "--freq", headline.freq)
    return _command(content, (*called, *_where(headline)), day)


def trend(content: Content, headline: Headline, area: str) -> str:
    """The command that judges a trend again, with the numbers that the verdict rests on."""
    return _command(content, ("trend", headline.measure.id, "--area", area, *_where(headline)))


def measure(content: Content, headline: Headline, areas: Sequence[str], day: date | None = None) -> str:
    """The command that gives whole series, with the notes beside them."""
    named = [part for area in areas for part in ("--area", area)]
    return _command(content, ("measure", headline.measure.id, *named, "--freq", headline.freq, *_where(headline)), day)


def compare(content: Content, headline: Headline, areas: Sequence[str]) -> str:
    """The command that compares areas again."""
    return _command(content, ("compare", headline.measure.id, "--areas", ",".join(areas)))


def judged(content: Content, verb: str, name: str | None = None) -> str:
    """The command that judges a promise or a claim again, or all of them."""
    return _command(content, (verb, name) if name else (verb,))


def _where(headline: Headline) -> list[str]:
    """What the measure was narrowed to."""
    return [part for field, code in headline.where.items() for part in ("--where", f"{field}={code}")]


def _command(content: Content, called: Sequence[str], day: date | None = None) -> str:
    """A command as it is typed, from where the edition stands."""
    stand = ["--as-of", (day or content.as_of).isoformat()]
    if content.audience != HOUSE:
        stand += ["--audience", content.audience]
    return shlex.join(["tercet", *called, *stand])
