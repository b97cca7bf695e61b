"""Measures without a series, by kind of gap, with what each kind means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tercet.edition.content import Content
from tercet.edition.figures import title
from tercet.edition.reasons import why
from tercet.edition.words import Said, Words

NONE = "none"  # no kind is known: no file has come in


@dataclass(frozen=True, slots=True)
class Missing:
    """One measure without a series in one area, and why."""

    measure: str
    area: str
    reason: Said


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of gap, what it means, and what is missing for it."""

    name: str
    meaning: str
    caption: str
    rows: tuple[Missing, ...]


def kinds(content: Content, words: Words) -> list[Kind]:
    """The kinds of gap in the order of their list, those without one last; each with its measures and areas."""
    order = [*words.catalog.codelists["gap"].codes, NONE]
    found: dict[str, list[Missing]] = {}
    for one in content.headlines:
        for gap in one.absent:
            row = Missing(title(one, words), words.area(gap.area), why(gap, words))
            found.setdefault(gap.gap or NONE, []).append(row)
    return [_kind(kind, found[kind], words) for kind in order if kind in found]


def _kind(kind: str, rows: Sequence[Missing], words: Words) -> Kind:
    name = words("missing") if kind == NONE else words.code("gap", kind)
    return Kind(name, words(f"report_gap_{kind}"), words("report_gap_caption", kind=name), tuple(rows))
