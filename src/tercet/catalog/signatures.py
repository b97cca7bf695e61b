"""Signatures: a partner signs a figure of an edition off, or attaches a dissent in its own words.

A signature is bound to the fingerprint of the figure as one audience had it. It names a partner, never a person.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from tercet.catalog.models import Definition

Kind = Literal["signed", "dissent"]
Lang = Literal["en", "es", "fr"]
LONGEST = 4000  # characters of a dissent in one language: about a page
MARKS = re.compile("M{3,}")  # so many marks on one letter run over the lines around it
UNSEEN = frozenset({"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"})  # control, direction, private, unassigned, breaks

Word = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]+$")]  # part of the name of a file
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


def own_words(text: str) -> str:
    """A text that stands in an edition as it was written; raises ValueError where it would not look as it reads.

    >>> own_words("We count otherwise. ")
    'We count otherwise.'
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n")).strip()
    if not text:
        raise ValueError("there are no words in it. Write why")
    if len(text) > LONGEST:
        raise ValueError(f"it is {len(text)} characters long, and {LONGEST} have room. Shorten it")
    for at, letter in enumerate(text, start=1):
        if letter != "\n" and unicodedata.category(letter) in UNSEEN:
            raise ValueError(f"character {at} is U+{ord(letter):04X}, which cannot be seen. Take it out")
    if MARKS.search("".join(unicodedata.category(letter)[0] for letter in text)):
        raise ValueError("more than two marks stand on one letter. Take them off")
    return text


Words = Annotated[str, AfterValidator(own_words)]


class Signature(Definition):
    """What one partner says of one figure of the edition of a day for an audience.

    `sha256` is the figure's fingerprint in that edition, `edition` the day that the edition is as of, and `on` the day
    of the signature. A dissent has words, in the languages in which the partner wrote them. `sample` marks a signature
    on made-up figures, which counts for those only.
    """

    id: str
    figure: Word
    sha256: Sha256
    partner: Word
    audience: Word
    kind: Kind
    edition: date
    on: date
    words: dict[Lang, Words] = Field(default_factory=dict)
    sample: bool = False

    @model_validator(mode="after")
    def words_fit(self) -> Signature:
        """A dissent has words and a sign-off has none; the id says figure, partner, audience and edition."""
        if self.kind == "dissent" and not self.words:
            raise ValueError("a dissent needs words. Add `words:` with en, es or fr")
        if self.kind == "signed" and self.words:
            raise ValueError("a sign-off has no words. Take them out, or make it a dissent")
        if self.id != (wanted := name_of(self.figure, self.partner, self.audience, self.edition)):
            raise ValueError(f"the id should be {wanted!r}")
        return self


def name_of(figure: str, partner: str, audience: str, edition: date) -> str:
    """The id of a signature: there is one for each figure, partner, audience and edition."""
    return f"{figure}.{partner}.{audience}.{edition}"


def in_force(signatures: Iterable[Signature], as_of: date, sample: bool) -> Iterator[Signature]:
    """The signatures that count in editions as of a day, in order of their ids.

    What was said of a later edition was not known then. A later word of the same partner replaces its earlier one,
    among those for one audience and among those on the very same figure.
    """
    known = [one for one in signatures if one.edition <= as_of and one.sample == sample]
    for one in sorted(known, key=lambda one: one.id):
        if not any(_replaces(other, one) for other in known):
            yield one


def _replaces(later: Signature, one: Signature) -> bool:
    """Whether a partner has said something else since."""
    if (later.figure, later.partner) != (one.figure, one.partner):
        return False
    about = later.audience == one.audience or later.sha256 == one.sha256
    return about and (later.edition, later.on, later.id) > (one.edition, one.on, one.id)
