"""Why series may or may not be compared: the reasons of a comparison, taken apart and put in words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tercet.edition.content import Absence
from tercet.edition.words import Said, Words

NO_DATA = "no data"  # the verdict on a pair of which one has no series, for no reason that the measure states
LACKING = re.compile(r"(?P<area>[^:]+): (?P<kind>[^(]+) \((?P<note>.*)\)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Reason:
    """One declaration or kind of gap, and what each area says about it; `text` alone where a reason is neither.

    `lang` is the language of `text`: only a reason that nobody has translated is in another than the page.
    """

    text: str
    lang: str
    said: tuple[tuple[str, Said], ...] = ()
    both: Said | None = None


@dataclass(frozen=True, slots=True)
class Reasons:
    """The declarations in which areas differ, with whatever else keeps them apart, and those in which they agree."""

    differing: tuple[Reason, ...]
    agreed: tuple[Reason, ...]


def reasons(rows: Sequence[Mapping[str, Any]], order: Sequence[str], words: Words) -> Reasons:
    """The reasons of several pairs, each declaration once; areas speak in their order."""
    said: dict[str, dict[str, Said]] = {}
    both: dict[str, Said] = {}
    plain: list[Reason] = []
    for row in rows:
        a, b = str(row["a"]), str(row["b"])
        if lacking := _lacking(row["reasons"], a, b, words):
            for kind, area, note in lacking:
                said.setdefault(kind, {})[area] = note
            continue
        for reason in separate(row["reasons"], words):
            name, text = _named(reason, words)
            if name is None:
                told = words.said(reason)
                plain.append(Reason(told.text, told.lang))
            elif text.startswith("both "):
                both[name] = declared(text.removeprefix("both "), words)
            else:
                said.setdefault(name, {}).update(_sides(text, a, b, words))
    agreed = tuple(Reason(name, words.lang, both=value) for name, value in both.items())
    differing = tuple(Reason(name, words.lang, _by_area(texts, order, words)) for name, texts in said.items())
    return Reasons((*dict.fromkeys(plain), *differing), agreed)


def why(absence: Absence, words: Words) -> Said:
    """Why an area has no series: the measure's own word on it, else a sentence that is true of every other reason.

    The reason itself may be a refusal, which speaks to whoever typed a command and not to whoever reads a page.
    """
    return words.said(absence.reason) if absence.gap else words.own("no_figures")


def declared(text: str, words: Words) -> Said:
    """What a source declares, in the language of the page; agencies by their names."""
    agencies = words.catalog.codelists["agency"].codes if "agency" in words.catalog.codelists else {}
    codes = text.split(", ")
    if all(code in agencies for code in codes):
        return Said(", ".join(words.name(agencies[code].names) for code in codes), words.lang)
    return words.said(text)


def _lacking(reasons: str, one: str, other: str, words: Words) -> list[tuple[str, str, Said]]:
    """The kind of gap, the area and the note of each area without a series: `MX: not published (No series of ...)`."""
    kinds = {NO_DATA: words("verdict_no_data")}
    if "gap" in words.catalog.codelists:
        kinds |= {code.names.en: words.name(code.names) for code in words.catalog.codelists["gap"].codes.values()}
    begin = rf"(?:{re.escape(one)}|{re.escape(other)}): (?:{'|'.join(map(re.escape, kinds))}) \("
    parts = [re.fullmatch(LACKING, part) for part in re.split(f"; (?={begin})", reasons) if re.match(begin, part)]
    return [(kinds[part["kind"]], part["area"], _note(part, words)) for part in parts if part]


def _note(found: re.Match[str], words: Words) -> Said:
    """The note of a gap: a sentence that a comparison gives without its full stop."""
    said = words.own("no_figures") if found["kind"] == NO_DATA else words.said(f"{found['note']}.")
    return replace(said, text=said.text.removesuffix("."))


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


def _sides(text: str, one: str, other: str, words: Words) -> dict[str, Said]:
    """What two areas say: `US gross weight; CA net weight`."""
    mine, _, theirs = text.partition(f"; {other} ")
    return {one: declared(mine.removeprefix(f"{one} "), words), other: declared(theirs, words)}


def _by_area(texts: Mapping[str, Said], order: Sequence[str], words: Words) -> tuple[tuple[str, Said], ...]:
    """What each area says, under its name."""
    return tuple((words.area(area), texts[area]) for area in order if area in texts)
