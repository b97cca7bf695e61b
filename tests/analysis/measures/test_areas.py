"""Areas: records count where their place lies; what is published for the very area is not summed."""

from __future__ import annotations

import pytest
from tests.analysis.measures.world import ask, catalog, cells, deaths, figure, measure, month, seizure, source, world

from tercet.errors import QuestionError, Refused

JANUARY, FEBRUARY = month(2023, 1), month(2023, 2)
CBP = source("us_cbp")
MUCD = source("mx_mucd", "MX")
CDC = source("us_cdc_vsrr", record="observation")
KNOWN = catalog(CBP, MUCD, CDC)
SEIZED = world(
    KNOWN,
    {
        "us_cbp": [
            seizure(JANUARY, 5, place="US-TX"),
            seizure(JANUARY, 3, place="us_cbp.el_paso_field_office"),
            seizure(JANUARY, 2),
            seizure(FEBRUARY, 1, place="US-CA"),
        ],
        "mx_mucd": [seizure(JANUARY, 7, place="MX-SON")],
    },
)
PUBLISHED = deaths(areas="published", where={})


def test_a_record_counts_for_every_area_that_holds_its_place() -> None:
    """A field office lies in the country and in no state; a record without a place belongs to the country."""
    answer = ask(KNOWN, SEIZED, measure(), areas=("US", "US-TX"), to="2023-01")
    assert cells(answer) == [("US", "2023-01", "10", "A"), ("US-TX", "2023-01", "5", "A")]


def test_areas_may_be_typed_by_name_or_spelling() -> None:
    """Sonora, sonora and MX-SON are one state."""
    for text in ("MX-SON", "Sonora", "  SONORA"):
        assert cells(ask(KNOWN, SEIZED, measure(), areas=(text,))) == [("MX-SON", "2023-01", "7", "A")]


def test_an_unknown_area_is_refused_with_near_names() -> None:
    """A misspelt area is never an area without records."""
    with pytest.raises(QuestionError, match="no area 'Sonnora'. Did you mean"):
        ask(KNOWN, SEIZED, measure(), areas=("Sonnora",))


def test_without_areas_every_country_with_data_answers_and_gaps_are_notes() -> None:
    """A country without a series is named with its reason, not left out in silence."""
    asked = measure(coverage={"CA": {"gap": "not_published", "note": "Canada gives no such figures."}})
    answer = ask(KNOWN, SEIZED, asked, to="2023-01")
    assert [row[:3] for row in cells(answer)] == [("MX", "2023-01", "7"), ("US", "2023-01", "10")]
    assert answer.notes == ("CA: not published. Canada gives no such figures.",)


def test_an_area_without_a_series_is_refused_in_the_measures_words() -> None:
    """Asking for it by name gives the reason, and for its parts too."""
    asked = measure(coverage={"CA": {"gap": "not_published", "note": "Canada gives no such figures."}})
    for area in ("CA", "CA-BC"):
        with pytest.raises(Refused, match=f"{area}: not published. Canada gives no such figures."):
            ask(KNOWN, SEIZED, asked, areas=(area,))


def test_an_area_without_a_series_and_without_a_reason_says_what_there_is() -> None:
    """The answer to a question that has none is what could be asked."""
    with pytest.raises(QuestionError, match=r"CA: there is no series .* one for MX \(mx_mucd\), US \(us_cbp\)"):
        ask(KNOWN, SEIZED, measure(), areas=("CA",))


def test_a_place_that_a_source_never_names_has_no_zeros() -> None:
    """A source by state and office says nothing about Arizona until it names it."""
    with pytest.raises(QuestionError, match="US-AZ: there is no series .* us_cbp is about US, US-CA, US-TX, us_cbp"):
        ask(KNOWN, SEIZED, measure(), areas=("US-AZ",))


def test_a_place_that_a_source_names_for_other_things_has_true_zeros() -> None:
    """Texas with heroin and without fentanyl has seized no fentanyl."""
    view = world(KNOWN, {"us_cbp": [seizure(JANUARY, 5), seizure(JANUARY, 4, place="US-TX", substance="heroin")]})
    assert cells(ask(KNOWN, view, measure(), areas=("US-TX",))) == [("US-TX", "2023-01", "0", "A")]


def test_figures_published_for_an_area_are_not_summed_from_its_parts() -> None:
    """The country's own row answers for the country."""
    rows = [figure(JANUARY, 100), figure(JANUARY, 30, place="US-TX"), figure(JANUARY, 20, place="US-CA")]
    view = world(KNOWN, {"us_cdc_vsrr": rows})
    answer = ask(KNOWN, view, PUBLISHED, areas=("US", "US-TX"))
    assert cells(answer) == [("US", "2023-01", "100", "A"), ("US-TX", "2023-01", "30", "A")]


def test_a_country_without_its_own_figure_is_not_the_sum_of_states() -> None:
    """Where a publisher gives no total, nor do we."""
    view = world(KNOWN, {"us_cdc_vsrr": [figure(JANUARY, 30, place="US-TX")]})
    with pytest.raises(QuestionError, match="US: there is no series"):
        ask(KNOWN, view, PUBLISHED, areas=("US",))


def test_new_york_is_its_city_and_the_rest_of_the_state() -> None:
    """The publisher's parts make the state, with a note; where one of them is missing there is a hole."""
    city, rest = "us_cdc.new_york_city", "us_cdc.new_york_excluding_city"
    rows = [figure(JANUARY, 20, place=city), figure(JANUARY, 30, place=rest), figure(FEBRUARY, 25, place=city)]
    answer = ask(KNOWN, world(KNOWN, {"us_cdc_vsrr": rows}), PUBLISHED, areas=("US-NY",))
    assert cells(answer) == [("US-NY", "2023-01", "50", "A"), ("US-NY", "2023-02", "", "O")]
    assert answer.notes[0] == f"US-NY: us_cdc_vsrr publishes it in parts; {city} and {rest} are added up."


def test_one_part_of_a_state_is_not_the_state() -> None:
    """Without the rest of the state there is no New York."""
    view = world(KNOWN, {"us_cdc_vsrr": [figure(JANUARY, 20, place="us_cdc.new_york_city")]})
    with pytest.raises(QuestionError, match="US-NY: there is no series"):
        ask(KNOWN, view, PUBLISHED, areas=("US-NY",))
