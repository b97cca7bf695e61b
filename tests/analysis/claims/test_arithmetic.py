"""Doses: exact arithmetic by named rules, and the purities that official totals imply."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.claims.saying import packaged

from tercet.analysis.claims.arithmetic import (
    adjusted_doses,
    best,
    implied_purity,
    milligrams,
    pill_doses,
    pure_doses,
)
from tercet.errors import CatalogError

DOSE = Decimal(2)


def pounds(number: str) -> Fraction:
    """Pounds in milligrams."""
    return milligrams(Decimal(number), "lb", packaged())


def test_a_pound_is_exact() -> None:
    """The avoirdupois pound is 453.59237 g exactly, which makes 226,796.185 doses of 2 mg."""
    assert pure_doses(pounds("1"), DOSE) == Fraction("226796.185")


def test_the_claim_of_2018_is_reproduced_to_the_dose() -> None:
    """1,357 lb taken as pure fentanyl make 307,762,423 doses; at any measured purity they do not."""
    assert round(pure_doses(pounds("1357"), DOSE)) == 307762423
    for purity in packaged().doses.purities.values():
        assert adjusted_doses(pounds("1357"), purity.percent, DOSE) < 61_000_000


def test_the_claim_of_fiscal_2023_needs_the_purity_of_its_year() -> None:
    """27,023 lb are 6.13 billion doses by weight and 1.195 billion at the 19.5 % of fiscal 2023."""
    assert round(pure_doses(pounds("27023"), DOSE) / 10**7) == 613
    purity = packaged().doses.purities["FY2023"]
    assert round(adjusted_doses(pounds("27023"), purity.percent, DOSE) / 10**6) == 1195


# The table of implied purities: doses, pills, pounds of powder, share of pills with 2 mg, and the purity in percent
# by that share and by one dose for each pill.
TABLE = [
    ("2021", 440_000_000, 20_400_000, "15000", "40", "12.7", "12.3"),
    ("2022", 379_000_000, 50_600_000, "10000", "60", "15.4", "14.5"),
    ("2022 operation", 36_000_000, 10_200_000, "980", "60", "13.4", "11.6"),
    ("2023", 386_000_000, 77_000_000, "12000", "70", "12.2", "11.4"),
    ("2024", 380_000_000, 60_000_000, "8000", "50", "19.3", "17.6"),
    ("2025 as published", 369_000_000, 47_000_000, "100000", "29", "1.6", "1.4"),
    ("2025 if misprinted", 369_000_000, 47_000_000, "9950", "29", "15.7", "14.3"),
]


@pytest.mark.parametrize(("label", "doses", "pills", "lb", "share", "by_share", "by_pill"), TABLE)
def test_official_totals_imply_a_purity(
    label: str, doses: int, pills: int, lb: str, share: str, by_share: str, by_pill: str
) -> None:
    """Weight, pills and doses of one year imply the purity of the powder; 2025 as published stands out."""
    for rule, expected in ((Decimal(share), by_share), (None, by_pill)):
        found = implied_purity(Decimal(doses), pill_doses(Decimal(pills), rule), pounds(lb), DOSE)
        assert found is not None
        assert round(Decimal(found.numerator) / found.denominator, 1) == Decimal(expected), label


WEIGHTS = st.decimals("0.001", "100000", places=3)
PURITIES = st.decimals("0.01", "100", places=2)


@given(WEIGHTS, PURITIES)
def test_purity_only_takes_away(weight: Decimal, purity: Decimal) -> None:
    """There is no more drug in the material than material."""
    mg = milligrams(weight, "lb", packaged())
    assert adjusted_doses(mg, purity, DOSE) <= pure_doses(mg, DOSE)
    assert adjusted_doses(mg, Decimal(100), DOSE) == pure_doses(mg, DOSE)


@given(WEIGHTS, PURITIES, st.integers(0, 10**8), st.sampled_from([None, Decimal(29), Decimal(70)]))
def test_the_implied_purity_is_the_one_that_was_put_in(
    weight: Decimal, purity: Decimal, pills: int, share: Decimal | None
) -> None:
    """Working back from the doses gives exactly the purity that made them: no float is in between."""
    mg = milligrams(weight, "kg", packaged())
    counted = pill_doses(Decimal(pills), share)
    total = counted + adjusted_doses(mg, purity, DOSE)
    made = Decimal(total.numerator) / Decimal(total.denominator)
    if Fraction(made) == total:  # a decimal of 28 digits holds it
        assert implied_purity(made, counted, mg, DOSE) == Fraction(purity)


def test_no_powder_has_no_purity() -> None:
    """Dividing by a weight of nothing gives no purity, rather than a fault."""
    assert implied_purity(Decimal(10), Fraction(0), Fraction(0), DOSE) is None


def test_pills_have_no_weight() -> None:
    """A number of pills never becomes kilograms by itself."""
    with pytest.raises(CatalogError):
        milligrams(Decimal(5), "pills", packaged())


def test_an_input_is_chosen_by_its_dates() -> None:
    """70 % is of calendar 2023 and 76 % of fiscal 2023: the window decides, never the label of the year."""
    shares = packaged().doses.pill_shares

    def chosen(first: date, last: date) -> Decimal | None:
        found = best(shares, first, last)
        return found.percent if found else None

    assert chosen(date(2023, 1, 1), date(2023, 12, 31)) == 70
    assert chosen(date(2022, 10, 1), date(2023, 9, 30)) == 76
    assert chosen(date(2025, 1, 1), date(2025, 12, 31)) == 29
    assert chosen(date(2015, 1, 1), date(2015, 12, 31)) is None
