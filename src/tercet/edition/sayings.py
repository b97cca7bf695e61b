"""From what Tercet says in English to what it says in another language: word for word, or by sentences with gaps.

Reasons are made in English, where they are worked out, and are part of the answers. An edition says them again in its
language. A translation is an English text and what is said for it. Both may have gaps:

    "It was due by {day}. {number} days overdue.": "Debía cumplirse a más tardar el {day}. {number} días de retraso."

    {number}  a number such as -1,234.5, written again with the marks of the language
    {day}     a day or a month such as 2024-02-08 or 2024-02, written as the language does
    {date}    a day only, where a language says days and months in other ways
    {code}    one word, kept: a period, a measure, the name of a claim
    {codes}   several of these with commas between
    {quote}   somebody's words, kept
    {said}    a text that is translated in its turn

A second gap of a kind ends in a digit: {day2}. A text of several sentences is said sentence by sentence, and one with
semicolons or commas part by part, where there is no translation for the whole. A text with a large initial, as at the
beginning of a sentence, may be translated with a small one. What cannot be said whole stays English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tercet.errors import CatalogError, unknown

GAP = re.compile(r"\{([a-z]+)(\d?)\}")
KINDS = {  # those that admit least first
    "number": r"[-+\u2212]?\d+(?:,\d{3})*(?:\.\d+)?",
    "date": r"\d{4}-(?:0[1-9]|1[0-2])-[0-3]\d",
    "day": r"\d{4}-(?:0[1-9]|1[0-2])(?:-[0-3]\d)?",
    "code": r"[^\s,;]+",
    "codes": r"[^\s,;]+(?:, [^\s,;]+)*",
    "quote": r".+?",
    "said": r".+?",
}
KEPT = frozenset({"code", "codes", "quote"})
SENTENCES = re.compile(r"(?<=[.?]) (?=[A-Z0-9\"])")
PARTS, ITEMS = re.compile(r"; "), re.compile(r", ")


@dataclass(frozen=True, slots=True)
class Form:
    """A translation with gaps: what English has to look like, and what is said for it."""

    english: re.Pattern[str]
    said: str
    literal: int  # letters that are no gap: the more, the surer
    open: int  # how much the gaps admit: the less, the surer
    whole: bool  # it has the joint of several parts


@dataclass
class Sayings:
    """Translations into one language; `write` has for gaps of numbers and days how the language writes them."""

    texts: Mapping[str, str]
    write: Mapping[str, Callable[[str], str]]
    _forms: list[Form] = field(init=False)
    _known: dict[str, str | None] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """The texts with gaps, those that leave least open first."""
        forms = [form(english, said) for english, said in self.texts.items() if GAP.search(english)]
        self._forms = sorted(forms, key=lambda one: (-one.literal, one.open, one.english.pattern))

    def __call__(self, text: str) -> str | None:
        """What is said for an English text; None where a part of it has no translation."""
        if text not in self._known:
            self._known[text] = None  # a text that leads to itself has no translation
            self._known[text] = self._find(text)
        return self._known[text]

    def _find(self, text: str) -> str | None:
        """The whole as it stands; else sentence by sentence; else by a form or part by part; else as a beginning.

        A form that has no semicolon of its own is for one part: over several it joins what is apart.
        """
        if (found := self.texts.get(text)) is not None:
            return found
        first, *others = self._apart(text, SENTENCES) or [""]
        return (
            " ".join([first, *map(begun, others)])  # a sentence may begin with a month
            or self._by_any(text, whole=True)
            or "; ".join(self._apart(text, PARTS))
            or self._by_any(text, whole=False)
            or ", ".join(self._apart(text, ITEMS))
            or self._begun(text)
        )

    def _by_any(self, text: str, *, whole: bool) -> str | None:
        """What the first form that fits says for a text; of those for a whole of several parts, or of the others."""
        return next(filter(None, (self._by(one, text) for one in self._forms if one.whole is whole)), None)

    def _begun(self, text: str) -> str | None:
        """What is said for the text with a small initial, begun with a large one."""
        said = self(text[0].lower() + text[1:]) if text[:1].isupper() else None
        return said and begun(said)

    def _apart(self, text: str, cut: re.Pattern[str]) -> list[str]:
        """Each part said for itself; nothing where there is but one, or one has no translation."""
        parts = cut.split(text)
        said = [one for part in parts if (one := self(part))] if len(parts) > 1 else []
        return said if len(said) == len(parts) else []

    def _by(self, one: Form, text: str) -> str | None:
        """What a form says for a text; None where it does not fit, or a text in a gap has no translation."""
        match = one.english.fullmatch(text)
        if match is None:
            return None
        filled = {name: self._gap(name.rstrip("0123456789"), found) for name, found in match.groupdict().items()}
        if any(found is None for found in filled.values()):
            return None
        return GAP.sub(lambda gap: str(filled[gap[1] + gap[2]]), one.said)

    def _gap(self, kind: str, text: str) -> str | None:
        """What stands in a gap of the translation."""
        if kind == "said":
            return self(text)
        if kind in KEPT:
            return text
        try:
            return self.write["day" if kind == "date" else kind](text)
        except ValueError:  # 2024-02-31 looks like a day and is none
            return None


def begun(text: str) -> str:
    """A text as it begins a sentence.

    >>> begun("casi todo en eTrace")
    'Casi todo en eTrace'
    """
    return text[0].upper() + text[1:]


def form(english: str, said: str) -> Form:
    """A translation with gaps, checked: gaps of known kinds, and the same ones on both sides.

    >>> form("{number} days late", "{number} días tarde").english.fullmatch("1,095 days late")["number"]
    '1,095'
    """
    gaps, told = ({gap[1] + gap[2] for gap in GAP.finditer(text)} for text in (english, said))
    if gaps != told:
        raise CatalogError(f"The translation of {english!r} has other gaps than it: {', '.join(sorted(gaps ^ told))}.")
    pieces = GAP.split(english)
    pattern, admits = re.escape(pieces[0]), 0
    for kind, digit, literal in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        if kind not in KINDS:
            raise CatalogError(f"The translation of {english!r}: {unknown('kind of gap', kind, KINDS)}")
        pattern += f"(?P<{kind}{digit}>{KINDS[kind]}){re.escape(literal)}"
        admits += list(KINDS).index(kind)
    return Form(re.compile(pattern), said, sum(map(len, pieces[0::3])), admits, PARTS.search(english) is not None)
