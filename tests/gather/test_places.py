"""The parts of a country are told by the same sources as the country, each as `tercet measure` has it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tests.partner import rows, workspace
from tests.samples import ingested

from tercet.answers import Answer
from tercet.edition.content import Places, Wanted
from tercet.gather import seen
from tercet.gather.places import newest, places
from tercet.question import Question
from tercet.workspace import Workspace


def found(ws: Workspace, measure: str, area: str, freq: str) -> list[Places]:
    """The places of one country in one measure."""
    view = seen(Wanted("internal"), ws.ledger, ws.catalog)
    series = ws.measure(measure, area, freq=freq)
    return list(places(view, ws.catalog.measure(measure), ws.catalog, Question(measure, (area,), freq=freq), series))


@pytest.mark.parametrize(
    ("measure", "area", "freq"), [("opioid_deaths", "CA", "R12"), ("drug_offence_case_files", "MX", "R12")]
)
def test_each_part_has_the_figure_that_a_question_about_it_has(measure: str, area: str, freq: str) -> None:
    """A map and the command line never differ."""
    ws, _ = ingested()
    one, *_ = found(ws, measure, area, freq)
    areas = [row["area"] for row in one.answer.records()]
    asked = ws.measure(measure, areas, freq=freq, from_=one.period, to=one.period)
    assert len(areas) > 9 and one.answer.rows == asked.rows


def test_what_only_a_publisher_divides_a_country_into_stands_by_itself() -> None:
    """Field offices are no states, and no state is made of them."""
    ws, _ = ingested()
    (one,) = found(ws, "fentanyl_seized_mass", "US", "R12")
    assert all("." in row["area"] for row in one.answer.records())


@pytest.mark.parametrize("measure", ["fentanyl_seized_mass", "drug_offence_case_files"])
def test_a_single_place_that_is_no_state_is_told_beside_the_states(measure: str) -> None:
    """Cases abroad and seizures without a state are of the same period as the map, and are not lost."""
    ws, _ = ingested()
    states, other = found(ws, measure, "MX", "R12")
    assert len(other.answer) == 1 and other.period == states.period
    by = ws.measure(measure, "MX", by=("place",), freq="R12", from_=states.period, to=states.period)
    told = {row["area"]: row["value"] for one in (states, other) for row in one.answer.records()}
    assert told == {row["place"]: row["value"] for row in by.records()}


def test_a_country_of_which_one_part_is_known_has_no_map(tmp_path: Path) -> None:
    """One coloured province would only repeat the country's own figure."""
    ws = workspace(tmp_path, rows({"2023": {"CA-BC": 20}}))
    assert found(ws, "fentanyl_seized_mass", "CA", "A") == []


def test_the_period_is_the_newest_in_which_most_parts_have_a_value() -> None:
    """Two provinces that report early do not empty the map of the other eight."""
    columns = ("area", "period", "value")
    early = [(f"CA-{at}", "2024", Decimal(at)) for at in range(2)]
    rest = [(f"CA-{at}", "2023", Decimal(at)) for at in range(10)]
    assert newest(Answer(columns, [*rest, *early])) == "2023"
    assert newest(Answer(columns, [("CA-1", "2023", None)])) is None
