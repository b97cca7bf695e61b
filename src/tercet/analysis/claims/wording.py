"""Which true values a figure admits, given the word beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from tercet.catalog.load import Catalog, normal
from tercet.catalog.wording import Word
from tercet.errors import CatalogError, unknown

RATIOS = frozenset({"percent"})  # the last digit counts, zero or not: 70 percent is not 65 to 75
LEAST = 2  # significant digits that a figure is taken to have: 100,000 is 95,000 to 105,000, not half to one and a half


@dataclass(frozen=True)
class Range:
    """True values from low to high, both included; None is no limit."""

    low: Decimal | None
    high: Decimal | None

    def holds(self, value: Decimal) -> bool:
        """Whether a value lies in the range."""
        return (self.low is None or self.low <= value) and (self.high is None or value <= self.high)

    def meets(self, other: Range) -> bool:
        """Whether two ranges have a value in common: then both statements can be true."""
        below = self.high is not None and other.low is not None and self.high < other.low
        above = other.high is not None and self.low is not None and other.high < self.low
        return not below and not above


def word_of(catalog: Catalog, text: str) -> Word:
    """The entry of wording.yml for a word as it was said."""
    known = _spellings(catalog.wording.words)
    if normal(text) not in known:
        raise CatalogError(f"wording.yml: {unknown('word', text, known)}")
    return known[normal(text)]


def _spellings(words: Mapping[str, Word]) -> dict[str, Word]:
    return {
        normal(spelling.replace("_", " ")): word for name, word in words.items() for spelling in (*word.spellings, name)
    }


def admits(word: Word, value: Decimal, unit: str) -> Range:
    """The true values for which a figure with this word is a fair thing to say.

    A negative figure is a fall: "over 14 percent" is said of its size.

    >>> about = Word(below=5, above=5, reason="")
    >>> admits(about, Decimal(110000), "deaths")
    Range(low=Decimal('104500'), high=Decimal('115500'))
    >>> admits(Word(above="any", rounding=False, reason=""), Decimal(-14), "percent")
    Range(low=None, high=Decimal('-14'))
    """
    size = abs(value)
    slack = rounding(value, unit) if word.rounding else Decimal(0)
    low = None if isinstance(word.below, str) else size - max(size * word.below / 100, slack)
    high = None if isinstance(word.above, str) else size + max(size * word.above / 100, slack)
    if value < 0:
        return Range(None if high is None else -high, None if low is None else -low)
    return Range(low, high)


def rounding(value: Decimal, unit: str) -> Decimal:
    """Half a unit of the last significant digit: as far as rounding may have moved the truth.

    >>> [str(rounding(Decimal(text), "deaths")) for text in ("110000", "107543", "100000", "302.5", "20400000")]
    ['5000', '0.5', '5000', '0.05', '50000']
    >>> str(rounding(Decimal(70), "percent"))
    '0.5'
    """
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int) or not value:
        return Decimal(0)
    place = exponent
    if exponent >= 0 and unit not in RATIOS:
        written = len(digits) + exponent
        zeros = len(digits) - len("".join(map(str, digits)).rstrip("0")) + exponent
        place = min(zeros, max(written - LEAST, 0))
    return Decimal(5).scaleb(place - 1) if place < 1 else Decimal(5) * 10 ** (place - 1)


def same(value: Decimal, stated: Decimal) -> bool:
    """Whether a value is the stated one to the last digit that was written.

    >>> same(Decimal("14699.879"), Decimal(14700)), same(Decimal("14699.4"), Decimal(14700))
    (True, False)
    """
    exponent = stated.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return abs(value - stated) <= Decimal(5).scaleb(-places - 1)
