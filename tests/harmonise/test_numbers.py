"""Amounts are exact: what a publisher prints becomes whole micrograms, by the arithmetic of decimals and no other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, getcontext
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.world import DAY, HEADER, Row, amounts, codes, packaged, records, source

getcontext().prec = 80  # beyond every amount and factor, so that Python's side of a comparison is exact

MASSES = [name for name, unit in packaged().units.items() if unit.dimension == "mass"]
VOLUMES = [name for name, unit in packaged().units.items() if unit.dimension == "volume"]
MARKS = [(".", ""), (".", ","), (",", "."), (",", ""), (",", " "), (".", " "), (".", "'"), (",", "\u00a0"), ("·", "")]
SIGNED = {"quantity": {"min": "-9000000000000000"}}  # corrections: amounts below zero are plausible here
LARGEST = Decimal("9.2e18")
A_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


@dataclass(frozen=True)
class Printed:
    """A number as its digits, to be printed under the marks of a publisher."""

    sign: str
    whole: str
    fraction: str
    exponent: int | None

    @property
    def exact(self) -> Decimal:
        """The number itself."""
        return Decimal(f"{self.sign}{self.whole}.{self.fraction or 0}e{self.exponent or 0}")

    def text(self, decimal: str, thousands: str) -> str:
        """The number as a publisher prints it."""
        grouped = f"{int(self.whole):,}".replace(",", thousands) if thousands else self.whole
        tail = "" if self.exponent is None else f"e{self.exponent}"
        return f"{self.sign}{grouped}{decimal + self.fraction if self.fraction else ''}{tail}"


def digits(most: int, least: int = 0) -> st.SearchStrategy[str]:
    """A run of digits."""
    return st.text("0123456789", min_size=least, max_size=most)


PRINTED = st.builds(Printed, st.sampled_from(["", "-", "+"]), digits(13, 1), digits(12), st.none())
SCIENTIFIC = st.builds(Printed, st.sampled_from(["", "-"]), digits(1, 1), digits(6), st.integers(-6, 12))


def base_units(quantity: Decimal, unit: str) -> int:
    """Whole micrograms or microlitres, half away from zero."""
    return int((quantity * packaged().units[unit].factor).to_integral_value(ROUND_HALF_UP))


def kept(row: Row, column: str, quantity: Decimal, unit: str) -> None:
    """An amount is kept exactly, or it is too large and put aside: there is no third way."""
    if row["_ok"]:
        assert row[column] == base_units(quantity, unit), (quantity, unit)
    else:
        assert codes(row) == ["out_of_range"]
        assert abs(quantity * packaged().units[unit].factor) >= LARGEST or abs(quantity) >= 10**15


@given(st.lists(PRINTED, min_size=20, max_size=60), st.sampled_from(MARKS), st.sampled_from(MASSES))
@settings(max_examples=25)
def test_a_mass_is_exact_under_any_marks(numbers: list[Printed], marks: tuple[str, str], unit: str) -> None:
    """1.234,5 kg in one country and 1,234.5 kg in another are 1,234,500,000,000 micrograms."""
    read = {"decimal": marks[0], "thousands": marks[1]}
    rows = amounts([number.text(*marks) for number in numbers], read=read, unit=unit, ranges=SIGNED)
    for row, number in zip(rows, numbers, strict=True):
        kept(row, "mass", number.exact, unit)


@given(st.lists(st.one_of(PRINTED, SCIENTIFIC), min_size=20, max_size=60), st.sampled_from([*MASSES, *VOLUMES]))
@settings(max_examples=15)
def test_scientific_notation_is_a_number(numbers: list[Printed], unit: str) -> None:
    """1e-05 pounds is an amount that a spreadsheet once shortened, not a text."""
    column = packaged().units[unit].dimension
    rows = amounts([number.text(".", "") for number in numbers], unit=unit, ranges=SIGNED)
    for row, number in zip(rows, numbers, strict=True):
        kept(row, column, number.exact, unit)


@given(st.lists(st.integers(-(10**9), 10**9), min_size=20, max_size=60))
@settings(max_examples=8)
def test_half_a_microgram_goes_away_from_zero(odd: list[int]) -> None:
    """2.5 micrograms are 3, and -2.5 are -3, whatever a computer's own habit is."""
    rows = amounts([f"{number}.5" for number in odd], unit="ug", ranges=SIGNED)
    assert [row["mass"] for row in rows] == [number + 1 if number >= 0 else number - 1 for number in odd]


@given(st.lists(st.builds(Printed, st.just(""), digits(3, 1), digits(30, 13), st.none()), min_size=20, max_size=60))
@settings(max_examples=8)
@example([Printed("", "0", "00000000049999999", None)] * 20)
def test_twelve_decimals_are_read(numbers: list[Printed]) -> None:
    """Publishers print up to sixteen decimals; twelve are read, rounded half away from zero like everything else."""
    rows = amounts([number.text(".", "") for number in numbers])
    read = [number.exact.quantize(Decimal("1e-12"), ROUND_HALF_UP) for number in numbers]
    assert [row["mass"] for row in rows] == [base_units(exact, "kg") for exact in read]


@given(st.lists(st.one_of(st.text(max_size=10), st.text("0123456789.,-+eE_xX ", max_size=8)), min_size=30, max_size=80))
@settings(max_examples=25)
@example(["\u0663", "\u00bd", "\u2460", "5\u00b2", "\u221e", "\u2212" + "5"])
def test_text_never_becomes_a_number(texts: list[str]) -> None:
    """Only digits, a sign, the declared marks and an exponent are a number; whatever else stands there is put aside."""
    for row, text in zip(amounts(texts, ranges=SIGNED), texts, strict=True):
        said = text.strip().strip("\0")
        if row["_ok"] and said:
            assert A_NUMBER.fullmatch(said), repr(text)
            assert row["mass"] == base_units(Decimal(said), "kg")
        elif row["_ok"]:
            assert (row["mass"], row["gap"]) == (None, "missing")


WORDS = """
    x 5kg ~5 <5 >5 5+ 5- --5 +-5 (5) $5 5% 1/2 1.2.3 1e e5 0x10 1_000 5O true null None nan NaN -nan inf -inf Infinity
    1e5e5 . - + 1,000 5;5 0E0. 5E3. 1e2. 1e2.5
"""


@pytest.mark.parametrize("word", [*WORDS.split(), "5 kg", "1 000", "5 -"])
def test_a_word_in_the_place_of_an_amount_is_no_number(word: str) -> None:
    """About 5, less than 5 and five of something else are not 5, and a word is never called a large number."""
    (row,) = amounts([word])
    assert codes(row) == ["bad_number"]
    assert row["mass"] is None


@pytest.mark.parametrize(
    ("marks", "text"),
    [((",", ""), "1.500"), ((".", ","), "1,5"), ((",", "."), "1.5"), ((".", ","), "12,34,56"), ((".", ","), "1.5,000")],
)
def test_a_number_under_other_marks_is_not_guessed(marks: tuple[str, str], text: str) -> None:
    """1.500 from a publisher with a decimal comma may be 1.5 or 1500: a thousandfold difference is never guessed."""
    (row,) = amounts([text], read={"decimal": marks[0], "thousands": marks[1]})
    assert codes(row) == ["bad_number"]


@pytest.mark.parametrize("text", ["1 234,5", "1\u00a0234,5", "1\u202f234,5"])
def test_french_thousands_have_three_kinds_of_space(text: str) -> None:
    """A space between thousands may be a plain, a no-break or a narrow no-break one."""
    (row,) = amounts([text], read={"decimal": ",", "thousands": " "})
    assert row["mass"] == 1_234_500_000_000


HUGE = ("9.3e18", "1e15", "9999999999999999", "1e16", "1e17", "1e26", "1e27", "1e30", "9" * 60, "1e308", "1e5000")


@pytest.mark.parametrize("text", [*HUGE, *(f"-{text}" for text in HUGE)])
@pytest.mark.parametrize("unit", ["kg", "t", "oz", "us_gallon", "tablet"])
def test_an_absurd_amount_is_put_aside(text: str, unit: str) -> None:
    """No real amount is larger than the world's; the row waits for a person and the engine goes on."""
    row, fine = amounts([text, "2"], unit=unit)
    exact = Decimal(text)
    if exact > 0 and exact * packaged().units[unit].factor < LARGEST:
        assert row["_ok"] or codes(row) == ["out_of_range"]
    else:
        assert not row["_ok"] and set(codes(row)) & {"out_of_range", "negative"}
    assert fine["_ok"]


@pytest.mark.parametrize("text", ["9,999,999,999,999,999,999", "1,000e30"])
def test_an_absurd_amount_with_thousands_is_absurd(text: str) -> None:
    """A number with marks between its thousands is a number, however large."""
    (row,) = amounts([text], read={"thousands": ","})
    assert codes(row) == ["out_of_range"]


@pytest.mark.parametrize(
    ("text", "problems"), [("-0.1", ["implausible"]), ("500.001", ["implausible"]), ("500", []), ("0", [])]
)
def test_a_plausible_range_includes_its_ends(text: str, problems: list[str]) -> None:
    """What a source says is the most it ever saw is still plausible; a hair more is not."""
    (row,) = amounts([text], ranges={"quantity": {"min": "0", "max": "500"}})
    assert codes(row) == problems


def test_a_plausible_range_may_be_as_wide_as_a_source_says() -> None:
    """A source whose largest plausible amount is beyond what can be kept still has its files read."""
    rows = amounts(["5", "1e30"], ranges={"quantity": {"min": "0", "max": "1000000000000000000000"}})
    assert [codes(row) for row in rows] == [[], ["out_of_range"]]


def test_below_zero_is_negative_where_nobody_allowed_it() -> None:
    """An amount below zero is put aside, unless a source says that it books corrections this way."""
    assert codes(amounts(["-0.001"])[0]) == ["negative"]
    assert amounts(["-0.001"], ranges={"quantity": {"min": "-5"}})[0]["mass"] == -1_000_000


def by_unit(cells: list[tuple[str | None, str | None]], **more: Any) -> list[Row]:
    """Seizures whose unit stands in the row."""
    columns = {"day": "date", "drug": "substance", "amount": "quantity", "in": "unit"}
    rows = [(DAY, "cocaine", amount, unit) for amount, unit in cells]
    return records(source(columns=columns, unit=None, **more), (*HEADER, "in"), rows)


def test_a_unit_decides_the_column() -> None:
    """Kilograms are mass, litres are volume and tablets are counted; none becomes another."""
    rows = by_unit([("1", "Kilogramos"), ("1", "litros"), ("500", "pastillas"), ("1", "LB")])
    assert [(row["mass"], row["volume"], row["units"]) for row in rows] == [
        (10**9, None, None),
        (None, 10**6, None),
        (None, None, 500),
        (453_592_370, None, None),
    ]
    assert [row["unit"] for row in rows] == ["kg", "l", "tablet", "lb"]


@pytest.mark.parametrize("unit", ["bundles", "ton", "gallon", "usd", "percent"])
def test_a_unit_that_measures_something_else_is_put_aside(unit: str) -> None:
    """An amount in a unit that nobody knows, or that is no amount of a drug, is never weighed."""
    (row,) = by_unit([("3", unit)])
    assert "unknown_unit" in codes(row)
    assert (row["mass"], row["volume"], row["units"]) == (None, None, None)


@pytest.mark.parametrize("unit", [None, " "])
def test_an_amount_without_a_unit_is_not_lost(unit: str | None) -> None:
    """Five of nothing is no record: a row whose amount cannot be kept is put aside, never kept without it."""
    (row,) = by_unit([("5", unit)])
    assert not row["_ok"]
    assert codes(row) == ["unknown_unit"]


def test_half_a_tablet_is_put_aside() -> None:
    """Tablets are counted whole; a fraction means that the unit or the number is wrong."""
    rows = by_unit([("2.5", "tablets"), ("2.0", "tablets"), ("2.000000000001", "tablets"), ("2.5", "g")])
    assert [codes(row) for row in rows] == [["not_whole"], [], ["not_whole"], []]
