"""Explaining: one number walked back to files and rows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.analysis.measures.test_values import TABLETS, tablets
from tests.analysis.measures.world import (
    World,
    catalog,
    deaths,
    figure,
    gap,
    measure,
    month,
    months,
    seizure,
    source,
    world,
)

from tercet.analysis.measures.explain import Explanation, explain
from tercet.catalog.models import Measure
from tercet.errors import QuestionError, Refused
from tercet.question import Question

CBP = source("us_cbp", declares={"event": "seizure event", "agencies": ("OFO", "USBP")})
CDC = source("us_cdc", record="observation")
KNOWN = catalog(CBP, CDC, factors=[TABLETS])
JANUARY = month(2023, 1)
VIEW = world(
    KNOWN,
    {
        "us_cbp": [
            seizure(JANUARY, 2, place="US-TX"),
            seizure(JANUARY, 3, place="US-CA"),
            seizure(month(2023, 2), 4),
            seizure(JANUARY, 9, substance="heroin"),
            tablets(JANUARY, 1000, cell="pills"),
        ]
    },
)


def why(view: World, asked: Measure, area: str, period: str, **more: str) -> Explanation:
    """What is behind the number of an area and a period."""
    return explain(view, asked, KNOWN, Question(asked.id, (area,), from_=period, to=period, **more))  # type: ignore[arg-type]


def test_every_row_behind_a_number_is_listed_with_what_it_gives() -> None:
    """Rows of other months, other drugs and other areas are not behind it."""
    found = why(VIEW, measure(), "US", "2023-01")
    assert found.answer.rows[0][4] == Decimal(5)
    assert [row[:5] for row in found.rows] == [
        ("b-us_cbp", "us_cbp.csv", 2, None, Decimal(2)),
        ("b-us_cbp", "us_cbp.csv", 3, None, Decimal(3)),
        ("b-us_cbp", "us_cbp.csv", 6, "pills", None),
    ]
    assert found.total == 3
    assert [row[0] for row in why(VIEW, measure(), "US-TX", "2023-01").rows.rows] == ["b-us_cbp"]


def test_contributions_add_up_to_the_number() -> None:
    """Nothing is in the sum that is not in the rows."""
    for period in ("2023", "2023-Q1", "2023-02"):
        found = why(VIEW, measure(), "US", period)
        assert sum(row[4] for row in found.rows if row[4] is not None) == found.answer.rows[0][4]


def test_an_explanation_names_formula_declarations_conversions_and_files() -> None:
    """All that a reader needs to do it again."""
    found = why(VIEW, measure(), "US", "2023-01")
    assert found.formula == (
        "Sum of mass over the seizure records of us_cbp in US where substance is fentanyl, "
        "from 1 published span (2023-01-01 to 2023-01-31), in kg."
    )
    assert found.declarations == (("us_cbp", "agencies", "OFO, USBP"), ("us_cbp", "event", "seizure event"))
    assert found.conversions[0].startswith("1 lb is 453592370 micrograms (international avoirdupois pound")
    assert found.conversions[1].startswith("1 kg is 1000000000 micrograms")
    assert found.conversions[2] == "1000 counted units are not weighed and are not in the number."
    assert found.batches.rows == [("b-us_cbp", "us_cbp.csv", "0" * 64, "2026-05-01", "main")]
    assert (found.definition, found.caveat) == ("What it is.", "What it is not.")


def test_assumed_weights_are_explained_with_margins_and_source() -> None:
    """A factor is shown with where it comes from, and each row with its assumed mass."""
    found = why(VIEW, measure(), "US", "2023-01", factors="tablets")
    assert [row[4] for row in found.rows] == [Decimal(2), Decimal(3), Decimal("0.1105")]
    assert "1 tablet of fentanyl is taken as 110.5 mg (low 100, high 120): a laboratory [opened]." in "\n".join(
        found.conversions
    )


def test_a_rolling_measure_is_explained_by_the_name_of_its_window() -> None:
    """2023-06 of a measure in rolling sums is the twelve months that end in June 2023."""
    view = world(KNOWN, {"us_cdc": [figure(month(2022, 7), 111, 12, "R12"), figure(month(2022, 8), 5, 12, "R12")]})
    found = why(view, deaths(freqs=("R12", "A")), "US", "2023-06")
    assert found.answer.rows[0][2:5] == ("2023-06", "R12", Decimal(111))
    assert found.total == 1


def test_days_are_listed_as_days() -> None:
    """A month of daily records is made of the days in it."""
    days = [seizure(date(2023, 1, day), day, months=0, freq="D") for day in (1, 15, 31)]
    found = why(world(KNOWN, {"us_cbp": days}), measure(), "US", "2023-01")
    assert [row[4] for row in found.rows] == [Decimal(1), Decimal(15), Decimal(31)]


def test_a_hole_is_explained_by_the_row_that_makes_it() -> None:
    """The row without a value shows why it has none."""
    view = world(KNOWN, {"us_cdc": [figure(JANUARY, 5, place="US-TX"), gap(JANUARY, "suppressed", place="US-CA")]})
    found = why(view, deaths(), "US", "2023-01")
    assert [row[4:] for row in found.rows] == [(Decimal(5), None), (None, "suppressed")]
    assert found.formula.endswith("There is no value, because a part is suppressed.")


def test_a_true_zero_is_explained_by_the_file_that_covers_it() -> None:
    """No row, and the batch that says so."""
    view = world(KNOWN, {"us_cbp": [seizure(JANUARY, 1)]}, us_cbp=months(2023, 1, 2))
    found = why(view, measure(), "US", "2023-02")
    assert found.answer.rows[0][4] == 0
    assert (found.total, [row[1] for row in found.batches]) == (0, ["us_cbp.csv"])


def test_at_most_a_thousand_rows_are_listed_and_all_are_counted() -> None:
    """A long list is cut, and says so."""
    view = world(KNOWN, {"us_cbp": [seizure(JANUARY, 1) for _ in range(1005)]})
    found = why(view, measure(), "US", "2023-01")
    assert (len(found.rows), found.total) == (1000, 1005)
    assert "Rows (1000 of 1005 listed)" in str(found)
    assert found.records()[-1] == {"part": "rows", "total": 1005, "listed": 1000}


def test_an_explanation_shows_itself_and_is_flat_for_machines() -> None:
    """The same parts as text, in a notebook and as records."""
    found = why(VIEW, measure(), "US", "2023-01")
    for heading in ("Formula", "Definition", "Caveat", "Declarations", "Conversions", "Batches", "Rows (3)"):
        assert heading in str(found)
    assert found._repr_html_().startswith("<pre>")
    parts = [record["part"] for record in found.records()]
    assert set(parts) == {
        "value", "formula", "definition", "caveat", "conversion", "note", "declaration", "batch", "row", "rows",
    }  # fmt: skip


@pytest.mark.parametrize(
    "question", [Question("m"), Question("m", ("US",)), Question("m", ("US",), from_="2023", to="2024")]
)
def test_one_number_is_explained_at_a_time(question: Question) -> None:
    """One area and one period, or there is nothing to explain."""
    with pytest.raises(QuestionError, match="One number is explained at a time"):
        explain(VIEW, measure(), KNOWN, question)


def test_two_areas_are_not_explained_together() -> None:
    """Each number has its own rows."""
    with pytest.raises(QuestionError, match="One number is explained at a time"):
        explain(VIEW, measure(), KNOWN, Question("m", ("US", "US-TX"), from_="2023-01"))


def test_a_period_of_another_length_or_without_figures_says_what_to_name() -> None:
    """A year by month is two numbers; a month before all records is none."""
    with pytest.raises(QuestionError, match="2023 is 2 periods by month. Name one, e.g. 2023-01"):
        why(VIEW, measure(), "US", "2023", freq="M")
    with pytest.raises(QuestionError, match="US 2020-01: nothing is published .* lies in 2023-01 to 2023-02"):
        why(VIEW, measure(), "US", "2020-01")
    with pytest.raises(Refused):
        why(VIEW, measure(), "US", "2023-S1")
