"""Why series may or may not be compared: the reasons of a comparison, taken apart and put in words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tercet.edition.words import Words


@dataclass(frozen=True, slots=True)
class Reason:
    """One declaration, and what each area says about it; `text` alone where a reason is no declaration."""

    text: str
    said: tuple[tuple[str, str], ...] = ()
    both: str = ""


@dataclass(frozen=True, slots=True)
class Reasons:
    """The declarations in which areas differ, with whatever else keeps them apart, and those in which they agree."""

    differing: tuple[Reason, ...]
    agreed: tuple[Reason, ...]


def reasons(rows: Sequence[Mapping[str, Any]], order: Sequence[str], words: Words) -> Reasons:
    """The reasons of several pairs, each declaration once; areas speak in their order."""
    said: dict[str, dict[str, str]] = {}
    both: dict[str, str] = {}
    plain: list[Reason] = []
    for row in rows:
        for reason in separate(row["reasons"], words):
            name, text = _named(reason, words)
            if name is None:
                plain.append(Reason(reason))
            elif text.startswith("both "):
                both[name] = text.removeprefix("both ")
            else:
                said.setdefault(name, {}).update(_sides(text, str(row["a"]), str(row["b"])))
    agreed = tuple(Reason(name, both=text) for name, text in both.items())
    differing = tuple(Reason(name, _by_area(texts, order, words)) for name, texts in said.items())
    return Reasons((*dict.fromkeys(plain), *differing), agreed)


def separate(reasons: str, words: Words) -> list[str]:
    """Reasons one by one: each begins with the name of a declaration."""
    starts = "|".join(re.escape(name) for name in _names(words))
    return re.split(rf"; (?=(?:{starts}): |there is no )", reasons)


def _names(words: Words) -> dict[str, str]:
    """The names of declarations in English, in which a comparison comes, and in the language of the page."""
    codes = words.catalog.codelists["declaration"].codes.values()
    return {code.names.en: words.name(code.names) for code in codes}


def _named(reason: str, words: Words) -> tuple[str | None, str]:
    """The declaration that a reason is about, in the language of the page, and the rest of it."""
    names = _names(words)
    name, colon, text = reason.partition(": ")
    return (names[name], text) if colon and name in names else (None, reason)


def _sides(text: str, one: str, other: str) -> dict[str, str]:
    """What two areas say: `US gross weight; CA net weight`."""
    mine, _, theirs = text.partition(f"; {other} ")
    return {one: mine.removeprefix(f"{one} "), other: theirs}


def _by_area(texts: Mapping[str, str], order: Sequence[str], words: Words) -> tuple[tuple[str, str], ...]:
    """What each area says, under its name."""
    return tuple((words.area(area), texts[area]) for area in order if area in texts)
