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


def merged(rows: Sequence[Mapping[str, Any]], words: Words, agreeing: bool) -> tuple[Reason, ...]:
    """The reasons of several pairs, each declaration once: those in which they agree, or those in which they differ."""
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
    agreed = [Reason(name, both=text) for name, text in both.items()]
    differing = [Reason(name, _by_area(texts, words)) for name, texts in said.items()]
    return (*dict.fromkeys(plain), *(agreed if agreeing else differing))


def each(row: Mapping[str, Any], words: Words) -> tuple[Reason, ...]:
    """Every reason of one pair: first what differs, then what agrees."""
    differing, agreed = merged([row], words, agreeing=False), merged([row], words, agreeing=True)
    return tuple(dict.fromkeys([*differing, *agreed]))


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


def _by_area(texts: Mapping[str, str], words: Words) -> tuple[tuple[str, str], ...]:
    """What each area says, under its name."""
    return tuple((words.area(area), text) for area, text in texts.items())
