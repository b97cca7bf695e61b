"""Values: exact, in the unit of the measure or in another of its dimension; and tablets are weighed only by name."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.measures.world import (
    KG,
    ask,
    catalog,
    cells,
    deaths,
    figure,
    measure,
    month,
    packaged,
    seizure,
    source,
    world,
)

from tercet.analysis.measures.amounts import exact, in_unit
from tercet.catalog.models import FactorSet
from tercet.errors import QuestionError

CBP, PHAC = source("us_cbp"), source("ca_phac", "CA", record="observation")
MONEY = source("us_money", record="currency")
TABLETS = FactorSet.model_validate(
    {
        "id": "tablets",
        "version": "1",
        "names": {"en": "Tablets"},
        "definition": "d",
        "caveat": "c",
        "factors": [
            {
                "substance": "fentanyl",
                "unit": "tablet",
                "first": first,
                "last": last,
                "low": low,
                "central": central,
                "high": high,
                "source": "a laboratory",
                "basis": "opened",
            }
            for first, last, low, central, high in [
                (date(2023, 1, 1), date(2023, 12, 31), "100", "110.5", "120"),
                (date(2024, 1, 1), None, "50", "60", "70"),
            ]
        ],
    }
)
KNOWN = catalog(CBP, PHAC, MONEY, factors=[TABLETS])
JANUARY = month(2023, 1)


def tablets(start: date, count: int, **more: object) -> dict[str, object]:
    """Tablets of fentanyl, counted and not weighed."""
    return seizure(start, None, **{"unit": "tablet", "units": count, **more})


def test_sums_beyond_what_a_float_can_hold_are_exact() -> None:
    """Micrograms of a large seizure need more than 53 bits."""
    rows = [seizure(JANUARY, mass=2**60), seizure(JANUARY, mass=1), seizure(JANUARY, mass=2**60)]
    answer = ask(KNOWN, world(KNOWN, {"us_cbp": rows}), measure())
    assert answer.rows[0][4] == Decimal("2305843009.213693953")


def test_decimal_figures_are_summed_exactly() -> None:
    """A tenth ten times is one."""
    rows = [figure(JANUARY, None) | {"value": Decimal("0.100000001")} for _ in range(10)]
    assert cells(ask(KNOWN, world(KNOWN, {"ca_phac": rows}), deaths())) == [("CA", "2023-01", "1.00000001", "A")]


def test_another_unit_of_the_same_dimension_may_be_asked_for() -> None:
    """Kilograms, pounds and metric tons are the same mass."""
    view = world(KNOWN, {"us_cbp": [seizure(JANUARY, mass=453592370 * 3)]})
    for unit, text in [("lb", "3"), ("pounds", "3"), ("kg", "1.36077711"), ("t", "0.00136077711"), ("g", "1360.77711")]:
        assert cells(ask(KNOWN, view, measure(), unit=unit)) == [("US", "2023-01", text, "A")]
    assert ask(KNOWN, view, measure(), unit="pounds").rows[0][7] == "lb"


def test_a_unit_of_another_dimension_is_refused() -> None:
    """Pounds of deaths, or one currency in another, do not exist."""
    view = world(KNOWN, {"us_cbp": [seizure(JANUARY, 1)]})
    with pytest.raises(QuestionError, match="measured in kg, not in tablet. Ask for g, kg, lb"):
        ask(KNOWN, view, measure(), unit="tablet")
    money = measure("cash", **{"from": "currency", "where": {}, "value": {"sum": "amount"}, "unit": "usd"})
    with pytest.raises(QuestionError, match="measured in usd, not in mxn. Ask for usd"):
        ask(KNOWN, world(KNOWN, {"us_money": []}), money, unit="mxn")


def test_currencies_are_never_added_to_one_another() -> None:
    """Pesos among dollars are left out, and the note says so."""
    money = measure("cash", **{"from": "currency", "where": {}, "value": {"sum": "amount"}, "unit": "usd"})
    usual = {"start": JANUARY, "months": 1, "freq": "M", "events": 1}
    rows = [{**usual, "amount": 1050, "unit": "usd"}, {**usual, "amount": 99, "unit": "mxn"}]
    answer = ask(KNOWN, world(KNOWN, {"us_money": rows}), money)
    assert cells(answer) == [("US", "2023-01", "10.5", "A")]
    assert answer.notes == ("US: 1 records are in another currency than usd and are not added.",)


@given(st.integers(-(10**24), 10**24), st.sampled_from(["ug", "mg", "g", "kg", "lb", "oz", "t", "short_ton"]))
def test_conversion_is_exact_where_decimals_end_and_close_where_they_do_not(micrograms: int, name: str) -> None:
    """Kilograms are exact to the microgram; pounds are right to nine decimals."""
    unit = packaged().units[name]
    value = in_unit(Fraction(micrograms), unit)
    error = abs(Fraction(value) * Fraction(unit.factor) - micrograms)
    assert error == 0 if name in {"ug", "mg", "g", "kg", "t"} else error <= Fraction(unit.factor) / (2 * 10**9)


@given(st.fractions())
def test_decimals_have_no_trailing_zeros(number: Fraction) -> None:
    """The same number always has the same digits."""
    digits = exact(number).as_tuple()
    assert isinstance(digits.exponent, int) and digits.exponent <= 0
    assert digits.exponent == 0 or digits.digits[-1] != 0


def test_tablets_are_never_weighed_by_themselves() -> None:
    """Without a factor set the mass is what was weighed, and a note counts what was not."""
    view = world(KNOWN, {"us_cbp": [seizure(JANUARY, 5), tablets(JANUARY, 1000)]})
    answer = ask(KNOWN, view, measure())
    assert answer.rows[0][4:7] == (Decimal(5), None, None)
    assert answer.notes == (
        "US: 1000 counted units (such as tablets) are not weighed and left out; "
        "--factors tablets would weigh some of them.",
    )


def test_a_factor_set_adds_the_assumed_mass_with_its_margins() -> None:
    """Value, low and high all hold what was weighed."""
    view = world(KNOWN, {"us_cbp": [seizure(JANUARY, 5), tablets(JANUARY, 1000)]})
    answer = ask(KNOWN, view, measure(), factors="tablets")
    assert answer.rows[0][4:7] == (Decimal("5.1105"), Decimal("5.1"), Decimal("5.12"))
    assert answer.notes == ()


def test_the_factor_is_that_of_the_period() -> None:
    """Tablets of 2024 are lighter than those of 2023; of 2022 nothing is known, so they stay unweighed."""
    rows = [tablets(month(year, 6), 1_000_000) for year in (2022, 2023, 2024)]
    answer = ask(KNOWN, world(KNOWN, {"us_cbp": rows}), measure(), factors="tablets", freq="A")
    assert [row[2] for row in cells(answer)] == ["0", "110.5", "60"]
    assert "US: 1000000 counted units are not covered by tablets and are left out." in answer.notes


def test_a_span_that_two_factors_share_stays_unweighed() -> None:
    """A fiscal year that lies across two factors is not given one of them."""
    view = world(KNOWN, {"us_cbp": [tablets(date(2023, 10, 1), 1000, months=12, freq="FY")]})
    answer = ask(KNOWN, view, measure(), factors="tablets", freq="FY")
    assert cells(answer)[0][2] == "0"
    assert "1000 counted units are not covered" in answer.notes[-1]


def test_weighed_tablets_are_not_weighed_again() -> None:
    """A record with a mass and a count has its mass."""
    view = world(KNOWN, {"us_cbp": [tablets(JANUARY, 1000, mass=KG)]})
    assert cells(ask(KNOWN, view, measure(), factors="tablets")) == [("US", "2023-01", "1", "A")]


def test_factors_are_for_the_mass_of_seizures_only() -> None:
    """There is nothing to weigh in a count of deaths."""
    view = world(KNOWN, {"ca_phac": [figure(JANUARY, 1)]})
    with pytest.raises(QuestionError, match="no factor set applies"):
        ask(KNOWN, view, deaths(), factors="tablets")
    with pytest.raises(QuestionError, match="no factor set 'tablet'. Did you mean tablets"):
        ask(KNOWN, view, measure(), factors="tablet")


def test_the_answer_does_not_depend_on_the_order_of_rows() -> None:
    """Areas by alphabet, then dimensions, then time, whatever order the ledger has."""
    rows = [
        seizure(month(2023, n), n, agency=agency, place=place)
        for n in (1, 2, 3)
        for agency in ("OFO", "USBP", None)
        for place in ("US-TX", "US-CA")
    ]
    answers = []
    for seed in range(3):
        Random(seed).shuffle(rows)  # noqa: S311 (an order, not a secret)
        view = world(KNOWN, {"us_cbp": rows})
        answers.append(ask(KNOWN, view, measure(), areas=("US-TX", "US", "US-CA"), by=("agency",)))
    assert len({answer.to_csv() for answer in answers}) == 1
    assert [row[:2] + row[4:] for row in cells(answers[0])][:4] == [
        ("US", "2023-01", ""),
        ("US", "2023-02", ""),
        ("US", "2023-03", ""),
        ("US", "2023-01", "OFO"),
    ]
    assert [row[0] for row in cells(answers[0])] == ["US"] * 9 + ["US-CA"] * 9 + ["US-TX"] * 9


def test_columns_are_the_contract() -> None:
    """Scripts rely on the first nine columns."""
    answer = ask(KNOWN, world(KNOWN, {"us_cbp": [seizure(JANUARY, 1)]}), measure(), by=("agency",))
    assert answer.to_csv().splitlines()[0] == "measure,area,period,freq,value,low,high,unit,status,agency"
    assert answer.title == "Fentanyl seized mass (kg)"
