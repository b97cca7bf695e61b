"""The page of one area: its figures, its gaps, what it promised, what was said of it, and where its files are from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tercet.edition import tables, verdicts
from tercet.edition.content import Content, File
from tercet.edition.front import Front
from tercet.edition.gaps import gaps
from tercet.edition.page import AREA, Page
from tercet.edition.tables import Glance, Verdict
from tercet.edition.verdicts import Chip, Judged
from tercet.edition.words import Words

ON_BACKGROUND = "on_background"  # the id of a source whose name is not told


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure in one area: its latest value or the kind of gap, and how it compares with the other areas."""

    id: str
    title: str
    unit: str
    cell: Glance
    pairs: tuple[tuple[str, Verdict], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What one area promised, alone or with others, and what was said about it."""

    counts: Sequence[tuple[Chip, str]]
    rows: Sequence[Judged]


def pages(content: Content, front: Front, words: Words) -> list[Page]:
    """A page for each area of the front page."""
    glances = tables.at_a_glance(content, front, words)
    compared = tables.comparability(content, front, words)
    missing = gaps(content, front.areas, words)
    return [
        Page(
            place(area),
            "area.html",
            words.area(area),
            {
                "area": area,
                "names": _names(area, words),
                "measured": list(_measured(area, glances, compared, words)),
                "neighbours": [words.area(other) for other in front.areas if other != area],
                "gaps": [gap for gap in missing if gap.id == area],
                "promised": _promised(area, content, words),
                "claimed": _claimed(area, content, words),
                "origins": tables.origins([one for one in content.files if _is_of(one, area)], words),
            },
            menu=AREA,
        )
        for area in front.areas
    ]


def place(area: str) -> str:
    """The place of the page of an area."""
    return f"area-{area}"


def _is_of(file: File, area: str) -> bool:
    """Whether a file is from an area; one on background is from nobody, since a country narrows down who it was."""
    return file.source.area == area and file.source.id != ON_BACKGROUND


def _names(area: str, words: Words) -> list[tuple[str, str]]:
    """The names of an area in the other languages, each once with its language."""
    names = words.catalog.areas[area].names
    found = {getattr(names, lang): lang for lang in ("fr", "es", "en") if getattr(names, lang) and lang != words.lang}
    return [(lang, name) for name, lang in reversed(found.items()) if name != words.area(area)]


def _measured(
    area: str, glances: Sequence[tables.Row], compared: Sequence[tables.Row], words: Words
) -> Iterator[Measured]:
    """Every headline in one area."""
    for glance, row in zip(glances, compared, strict=True):
        (cell,) = (one for one in glance.glances if one.id == area)
        pairs = [(_other(one, area, words), one) for one in row.verdicts if area in one.areas]
        yield Measured(glance.id, glance.title, glance.unit, cell, tuple(pairs))


def _other(verdict: Verdict, area: str, words: Words) -> str:
    """The name of the other area of a pair."""
    return next(words.area(one) for one in verdict.areas if one != area)


def _promised(area: str, content: Content, words: Words) -> Told:
    """The commitments to which the area is a party."""
    ids = [row["id"] for row in content.commitments.records() if area in (row["parties"] or "").split(", ")]
    rows = [one for one in verdicts.commitments(content.commitments, words) if one.id in ids]
    return Told(verdicts.counts(content.commitments, words, frozenset(ids)), rows)


def _claimed(area: str, content: Content, words: Words) -> Told:
    """The claims about the area, the checked ones in full."""
    ids = frozenset(row["id"] for row in content.claims.records() if about(str(row["geography"]), area, words))
    rows = [one for one in verdicts.claims(content.claims, words) if one.id in ids]
    checked = {row["id"] for row in content.claims.records() if row["verdict"] != verdicts.UNCHECKED}
    return Told(verdicts.counts(content.claims, words, ids), [one for one in rows if one.id in checked])


def about(geography: str, area: str, words: Words) -> bool:
    """Whether a claim is about an area: its code or its English name stands among the words of the geography."""
    parts = re.findall(r"[A-Za-z]+", geography)
    return area in parts or words.catalog.areas[area].names.en in geography
