"""The picture of the commitments in time, with the words for those who do not see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from tercet.edition import verdicts
from tercet.edition.content import Content
from tercet.edition.timeline import Dated, timeline
from tercet.edition.words import Words


def pictured(found: Sequence[Dated], content: Content, words: Words) -> dict[str, Any] | None:
    """All commitments on one scale, as the site draws them; None where there is none."""
    picture = timeline(found, content.as_of, words)
    if picture is None:
        return None
    return {**asdict(picture), "years": picture.scale.years, "alt": _alt(found, content, words)}


def _alt(found: Sequence[Dated], content: Content, words: Words) -> str:
    """How many commitments there are, from when to when, and what became of them."""
    made = [one.commitment.made for one in found]
    told = [f"{chip.word} {number}" for chip, number in verdicts.counts(content.commitments, words)]
    span = {"first": words.day(min(made)), "last": words.day(max(made)), "day": words.day(content.as_of)}
    return words("report_timeline_alt", count=words.number(len(made)), verdicts=", ".join(told), **span)
