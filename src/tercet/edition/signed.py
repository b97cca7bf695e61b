"""What partners say of a figure: which signatures stand beside it, and whether they still hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tercet.catalog.signatures import Kind, Signature
from tercet.edition.content import Content, Headline
from tercet.edition.fingerprint import fingerprint
from tercet.edition.words import Words

SHORT = 16  # letters of a fingerprint that a person compares; the whole is beside it
KINDS = {  # what stands beside a figure: the text, the mark and the kind of chip, by what was said and whether it holds
    ("signed", True): ("signed", "✓", "good"),
    ("signed", False): ("signed_dropped", "⚠", "warning"),
    ("dissent", True): ("dissent", "≠", "dissent"),
    ("dissent", False): ("dissent_earlier", "≠", "warning"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """A signature, and whether it was put to the very figure of this edition."""

    signature: Signature
    holds: bool


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature in words. `text` are the partner's own words, each with the language it wrote them in."""

    partner: str
    kind: Kind
    holds: bool
    chip: str
    mark: str
    word: str
    sentence: str
    sha256: str
    text: tuple[tuple[str, str], ...]


def signatures(headline: Headline, content: Content) -> tuple[Said, ...]:
    """What partners say of a figure in an edition, one signature each, by partner.

    One that was put to another audience's edition stands here only if that figure says the same: a fingerprint of
    what this audience may not see would help to guess it.
    """
    sha256 = fingerprint(headline)
    found: dict[str, Said] = {}
    for one in content.signatures:
        said = Said(one, one.sha256 == sha256)
        if one.figure == headline.measure.id and (said.holds or one.audience == content.audience):
            found[one.partner] = max(found.get(one.partner, said), said, key=_newer)
    return tuple(found[partner] for partner in sorted(found))


def _newer(said: Said) -> tuple[object, ...]:
    """What holds goes before what does not, then the later word."""
    one = said.signature
    return (said.holds, one.edition, one.on, one.id)


def signed(said: Sequence[Said], words: Words) -> tuple[Signed, ...]:
    """The signatures in the words of one language."""
    return tuple(_in_words(one, words) for one in said)


def _in_words(said: Said, words: Words) -> Signed:
    one = said.signature
    partners = words.catalog.terms.partners
    partner = words.name(partners[one.partner]) if one.partner in partners else one.partner
    key, mark, chip = KINDS[one.kind, said.holds]
    return Signed(
        partner=partner,
        kind=one.kind,
        holds=said.holds,
        chip=chip,
        mark=mark,
        word=words(f"{key}_word"),
        sentence=words(key, partner=partner, day=words.day(one.on), fingerprint=short(one.sha256)),
        sha256=one.sha256,
        text=_own(one, words.lang),
    )


def _own(signature: Signature, lang: str) -> tuple[tuple[str, str], ...]:
    """The words in this language where the partner wrote them in it, else in every language it wrote."""
    written = sorted(signature.words.items())
    return tuple((name, text) for name, text in written if name == lang) or tuple(written)


def short(sha256: str) -> str:
    """The first letters of a fingerprint."""
    return sha256[:SHORT]
