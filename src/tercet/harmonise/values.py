"""Numbers and units: text to exact decimals, and decimals to whole base units.

Only digits, a sign, the file's own marks and an exponent are a number. Twelve decimals are read; what a publisher
prints beyond them is rounded half away from zero, which for a pound is half a nanogram.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import reduce
from typing import Any

import ibis
import ibis.expr.datatypes as dt

from tercet.catalog.descriptor import Range, Read

# Twelve decimals hold what publishers print; sixteen digits before the point are beyond any seizure.
QUANTITY = "decimal(28, 12)"
BEYOND = Decimal(10) ** 16
FINE = "decimal(18, 6)"  # what most files print, in 64 bits
MILLION = 1_000_000
MOST_EVENTS = 10**14  # a hundred trillion events is a number, but no agency ever counted it
LARGEST = 9.2e18  # what a 64-bit whole number holds


def trim(column: Any) -> Any:
    """A text without spaces around it; by the engine's own function, which is four times as fast as a general strip."""
    return _trim(column)


def text_of(column: Any) -> Any:
    """A cell's text, trimmed; null where it is blank."""
    return trim(column).nullif("")


def number(text: Any, read: Read, kind: str = QUANTITY) -> Any:
    """The exact number that a text stands for under the file's marks; null where it is none.

    The engine also takes `1_000` and `1e3.` for numbers; and `1.500` from a publisher with decimal commas may be 1.5
    or 1500. Nothing is guessed at.
    """
    return ibis.ifelse(doubtful(text, read), ibis.null(), plain(text, read)).try_cast(kind)


def doubtful(text: Any, read: Read) -> Any:
    """Whether a text has marks in places where the file's numbers have none."""
    ends_in_mark = trim(text).endswith(read.decimal)
    found = text.contains("_") | (ends_in_mark & (text.contains("e") | text.contains("E")))
    if read.decimal != "." and read.thousands != ".":
        found = found | text.contains(".")
    if read.thousands:
        found = found | ~trim(text).re_search(_grouped(read))
    return found


def plain(text: Any, read: Read) -> Any:
    """A number's text with a decimal point and without marks between its thousands."""
    if read.thousands:
        text = text.replace(read.thousands, "")
        if read.thousands == " ":  # French typography uses no-break and narrow no-break spaces
            text = text.replace("\u00a0", "").replace("\u202f", "")
    return text.replace(read.decimal, ".") if read.decimal != "." else text


def _grouped(read: Read) -> str:
    """A number whose thousands are marked in threes or not at all."""
    mark = "[ \u00a0\u202f]" if read.thousands == " " else re.escape(read.thousands)
    point = re.escape(read.decimal)
    return rf"^[+-]?([0-9]{{1,3}}({mark}[0-9]{{3}})+|[0-9]*)({point}[0-9]*)?([eE][+-]?[0-9]+)?$"


def looks_like_one(text: Any, read: Read) -> Any:
    """Whether a text that could not be read is a number all the same: one that is too large."""
    shape = r"^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?$"
    return trim(plain(text, read)).re_search(shape) & ~doubtful(text, read)


def whole(text: Any, read: Read) -> Any:
    """A whole number of at most a hundred trillion; null where the text is none, or has a fraction."""
    exact = number(text, read)
    rounded = ibis.ifelse(exact.abs() <= MOST_EVENTS, exact, ibis.null()).cast("int64")
    slow = ibis.ifelse(exact == rounded, rounded, ibis.null())
    marks = {*".eE_xXbB", read.decimal, read.thousands} - {""}  # the engine reads 0x3 and 0b1, too
    odd = reduce(lambda one, other: one | other, (text.contains(mark) for mark in sorted(marks)))
    fast = text.try_cast("int64")
    return ibis.ifelse(odd, slow, ibis.ifelse(fast.abs() <= MOST_EVENTS, fast, ibis.null()))


def base_units(exact: Any, fine: Any, factor: Any, times: Any, per: Any) -> Any:
    """The quantity in base units, rounded half away from zero to a whole number; null where that is too large.

    `exact` has twelve decimals, `fine` is the same text read with six. Where the two are equal, the quantity is
    whole millionths, each of them `times / per` base units, and 64-bit integers do the sum; anything else takes
    wide decimals, which are ten times slower and give the same.
    """
    size = exact.cast("float64").abs()
    # DuckDB multiplies two decimals of at most 18 digits in 18 digits, whatever the width of the result.
    fits = (size < 900_000) & (size * MILLION * times.cast("float64") < LARGEST)
    short = ((exact == fine) & (exact >= 0) & fits).fill_null(False)
    # Null where it is not short: the engine may compute both branches of a choice, and must not overflow in one.
    safe = ibis.ifelse(short, fine, ibis.null())
    millionths = (safe * ibis.literal(MILLION, type="decimal(7, 0)")).round().cast("int64")
    # Ibis writes its own // as a division of floats, which is wrong in the sixteenth digit.
    whole_numbers = _divide(millionths * times + _divide(per, ibis.literal(2, type="int64")), per)
    wide = ibis.ifelse(size * factor.cast("float64") < LARGEST, exact, ibis.null()) * factor
    return ibis.ifelse(short, whole_numbers, wide.cast("int64"))


def outside(quantity: Any, limits: Range | None) -> Any:
    """True where a number lies outside its plausible range; a limit beyond what can be kept is none."""
    verdict = ibis.literal(False)
    if limits is not None and limits.min is not None and abs(limits.min) < BEYOND:
        verdict = verdict | (quantity < _bound(limits.min, quantity))
    if limits is not None and limits.max is not None and abs(limits.max) < BEYOND:
        verdict = verdict | (quantity > _bound(limits.max, quantity))
    return verdict.fill_null(False)


def _bound(limit: Decimal, quantity: Any) -> Any:
    """A limit in the type of the column that it bounds."""
    return ibis.literal(limit, type=QUANTITY) if quantity.type().is_decimal() else ibis.literal(int(limit))


def _builtin(_text: Any) -> Any:
    """A function of the engine."""


def _builtin_of_two(_left: Any, _right: Any) -> Any:
    """A function of the engine."""


_divide = ibis.udf.scalar.builtin(_builtin_of_two, name="divide", signature=((dt.int64, dt.int64), dt.int64))
_trim = ibis.udf.scalar.builtin(_builtin, name="trim", signature=((dt.string,), dt.string))
