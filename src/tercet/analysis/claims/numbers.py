"""Numbers as they are spoken and printed, in three languages, and as they are shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from tercet.answers import plain
from tercet.catalog.load import normal
from tercet.catalog.statements import Language

# Spanish and French count thousands of millions; an English billion is a thousand millions, theirs a million millions.
SCALES: dict[Language, dict[str, int]] = {
    "en": {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12},
    "es": {"mil": 10**3, "millon": 10**6, "millones": 10**6, "billon": 10**12, "billones": 10**12},
    "fr": {"mille": 10**3, "million": 10**6, "millions": 10**6, "milliard": 10**9, "milliards": 10**9},
}
SMALL: dict[Language, dict[str, int]] = {
    "en": {
        "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
        "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    },
    "es": {
        "un": 1, "uno": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8,
        "nueve": 9, "diez": 10, "veinte": 20, "treinta": 30, "cien": 100,
    },
    "fr": {
        "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
        "dix": 10, "vingt": 20, "trente": 30, "cent": 100,
    },
}  # fmt: skip
POINT: dict[Language, str] = {"en": ".", "es": ".", "fr": ","}  # Mexican Spanish writes the decimal point
MARKS: dict[Language, str] = {"en": ",", "es": ",", "fr": " "}  # between thousands; blanks are read as such everywhere
BLANKS = "\u00a0\u202f\u2009"
TOKEN = re.compile(r"\d[\d.,]*(?: \d{3}(?!\d))*[\d.,]*|[^\W\d_]+")


def spoken(text: str, language: Language = "en") -> Decimal | None:
    """The number in a phrase; None where there is none, or two that do not make one number.

    >>> spoken("105 millones, 475 mil pastillas", "es"), spoken("more than twenty million doses")
    (Decimal('105475000'), Decimal('20000000'))
    >>> spoken("1,2 milliard", "fr"), spoken("nearly 110,000"), spoken("1 234 567,5", "fr")
    (Decimal('1200000000.0'), Decimal('110000'), Decimal('1234567.5'))
    """
    total = Decimal(0)
    pending: Decimal | None = None
    least: Decimal | None = None  # each scale has to be smaller than the last
    for value, is_scale in _parts(text, language):
        if not is_scale:
            if pending is not None:
                return None
            pending = value
            continue
        if least is not None and value >= least:
            return None
        total += value * (Decimal(1) if pending is None else pending)
        pending, least = None, value
    if pending is not None and least is not None and pending >= least:
        return None
    return total + (pending or 0) if pending is not None or least is not None else None


def _parts(text: str, language: Language) -> Iterator[tuple[Decimal, bool]]:
    """The numbers in a phrase, each with whether it is a scale such as `million`."""
    for blank in BLANKS:
        text = text.replace(blank, " ")
    for token in TOKEN.findall(text):
        if token[0].isdigit():
            yield written(token, language), False
        elif (word := normal(token)) in SCALES[language]:
            yield Decimal(SCALES[language][word]), True
        elif word in SMALL[language]:
            yield Decimal(SMALL[language][word]), False


def written(text: str, language: Language = "en") -> Decimal:
    """A number in digits, with the marks of its language.

    >>> written("3,575,110"), written("12,5", "fr"), written("105.5", "es")
    (Decimal('3575110'), Decimal('12.5'), Decimal('105.5'))
    """
    digits = text.rstrip(".,").replace(" ", "")
    point, mark = POINT[language], MARKS[language]
    if mark != " ":
        digits = digits.replace(mark, "")
    elif digits.count(".") > 1 or re.fullmatch(r"\d{1,3}(\.\d{3})+", digits):
        digits = digits.replace(".", "")
    return Decimal(digits.replace(point, "."))


def shown(value: Decimal | Fraction | int, places: int = 3) -> str:
    """A number for a reader: marks between thousands, at most so many decimals.

    >>> shown(Decimal("27022.850915")), shown(Decimal(110000)), shown(Decimal("-3.138"), 1)
    ('27,022.851', '110,000', '-3.1')
    """
    number = decimal(value)
    rounded = round(number, places) if number != number.to_integral_value() else number.quantize(Decimal(1))
    text = plain(rounded)
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, dot, rest = digits.partition(".")
    return f"{sign}{int(whole):,}{dot}{rest}"


def large(value: Decimal | Fraction | int) -> str:
    """A large number in words of scale, with three decimals at most; a smaller one as it is.

    >>> large(Decimal("1195044125")), large(Decimal(9414)), large(Fraction(97_61_000))
    ('1.195 billion', '9,414', '9.761 million')
    """
    number = decimal(value)
    for scale, word in ((10**9, "billion"), (10**6, "million")):
        if abs(number) >= scale:
            return f"{shown(number / scale)} {word}"
    return shown(number, 0)


def decimal(value: Decimal | Fraction | int) -> Decimal:
    """An exact number as a decimal; a fraction is rounded at 28 digits."""
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    return Decimal(value)
