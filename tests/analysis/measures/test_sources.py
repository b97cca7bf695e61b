"""Which source answers: the first of a country, and another only where both say that they may be added."""

from __future__ import annotations

import pytest
from tests.analysis.measures.world import World, ask, catalog, cells, measure, month, seizure, source, world

from tercet.catalog.load import Catalog
from tercet.errors import QuestionError, Refused

FIRST = source("us_first", rank=10, declares={"event": "seizure", "basis": "gross"})
SECOND = source("us_second", rank=20, declares={"event": "seizure", "basis": "gross"})
NORTH = source("ca_only", "CA")
JANUARY, FEBRUARY = month(2023, 1), month(2023, 2)


def both(**more: object) -> tuple[Catalog, World]:
    """Two sources of one country, in which agencies may have reported the same seizure."""
    known = catalog(FIRST.model_copy(update=more), SECOND.model_copy(update=more), NORTH)
    view = world(
        known,
        {
            "us_first": [seizure(JANUARY, 5, agency="OFO")],
            "us_second": [seizure(JANUARY, 3, agency="AMO")],
            "ca_only": [seizure(JANUARY, 2)],
        },
    )
    return known, view


def test_only_the_first_source_of_a_country_answers_and_the_note_says_so() -> None:
    """Seizures that two agencies report are never added up by themselves."""
    answer = ask(*both(), measure())
    assert cells(answer) == [("CA", "2023-01", "2", "A"), ("US", "2023-01", "5", "A")]
    assert answer.notes == (
        "US: from us_first. us_second is not added: it may count the same seizures; "
        "ask for it with --where source=us_second.",
    )


def test_a_filter_that_empties_the_first_source_falls_through_to_the_next() -> None:
    """AMO seizures are only in the second source."""
    assert cells(ask(*both(), measure(), where={"agency": ("AMO",)})) == [("US", "2023-01", "3", "A")]


def test_sources_stand_side_by_side_when_asked_for() -> None:
    """--by source shows each, and adds none."""
    answer = ask(*both(), measure(), areas=("US",), by=("source",))
    assert cells(answer) == [("US", "2023-01", "5", "A", "us_first"), ("US", "2023-01", "3", "A", "us_second")]


def test_a_source_can_be_named() -> None:
    """--where source=... asks the second source itself."""
    assert cells(ask(*both(), measure(), where={"source": "us_second"})) == [("US", "2023-01", "3", "A")]


def test_naming_two_sources_does_not_add_them() -> None:
    """What may count the same is refused, not summed."""
    with pytest.raises(Refused, match="us_second may count the same seizures as us_first"):
        ask(*both(), measure(), where={"source": ("us_first", "us_second")})


def test_sources_that_name_each_other_are_added() -> None:
    """Each says that the other's records are others than its own."""
    adding = {"adds_to": ("us_first", "us_second")}
    answer = ask(*both(**adding), measure(must_match=("event", "basis")), areas=("US",))
    assert cells(answer) == [("US", "2023-01", "8", "A")]
    assert answer.notes == ("US: from us_first and us_second.",)


def test_sources_that_declare_different_things_are_not_added() -> None:
    """Gross and net weight make no sum, even of different seizures."""
    one = FIRST.model_copy(update={"adds_to": ("us_second",)})
    other = SECOND.model_copy(update={"adds_to": ("us_first",), "declares": {"event": "seizure", "basis": "net"}})
    known = catalog(one, other)
    view = world(known, {"us_first": [seizure(JANUARY, 5)], "us_second": [seizure(JANUARY, 3)]})
    answer = ask(known, view, measure(must_match=("event", "basis")))
    assert cells(answer) == [("US", "2023-01", "5", "A")]
    assert "us_second declares another basis than us_first" in answer.notes[0]


def test_saying_it_on_one_side_is_not_enough() -> None:
    """Two sources are added only where each names the other."""
    known = catalog(FIRST.model_copy(update={"adds_to": ("us_second",)}), SECOND)
    view = world(known, {"us_first": [seizure(JANUARY, 5)], "us_second": [seizure(JANUARY, 3)]})
    assert cells(ask(known, view, measure())) == [("US", "2023-01", "5", "A")]


def test_a_period_that_only_one_of_two_added_sources_covers_is_provisional() -> None:
    """A sum with a source missing is never shown as whole."""
    adding = {"adds_to": ("us_first", "us_second")}
    known = catalog(FIRST.model_copy(update=adding), SECOND.model_copy(update=adding))
    view = world(known, {"us_first": [seizure(JANUARY, 5), seizure(FEBRUARY, 1)], "us_second": [seizure(JANUARY, 3)]})
    answer = ask(known, view, measure())
    assert cells(answer) == [("US", "2023-01", "8", "A"), ("US", "2023-02", "1", "P")]
    assert "US 2023-02: one of the sources that are added up does not cover it" in answer.notes


def test_only_the_sources_that_the_measure_names_feed_it() -> None:
    """`of` lists sources, each with a condition of its own."""
    asked = measure(of={"us_second": {"agency": "AMO"}})
    assert cells(ask(*both(), asked)) == [("US", "2023-01", "3", "A")]


def test_a_source_that_does_not_feed_the_measure_is_named() -> None:
    """A source that exists and gives nothing is another mistake than a name that does not exist."""
    with pytest.raises(QuestionError, match="us_first gives nothing to fentanyl_seized_mass"):
        ask(*both(), measure(of={"us_second": {}}), where={"source": "us_first"})
    with pytest.raises(QuestionError, match="no source 'us_frist'. Did you mean us_first"):
        ask(*both(), measure(), where={"source": "us_frist"})


def test_without_any_data_the_answer_says_what_to_ingest() -> None:
    """An empty ledger is no series of zeros."""
    known, _ = both()
    with pytest.raises(QuestionError, match="Ingest a file of ca_only, us_first, us_second"):
        ask(known, world(known, {}), measure())


def test_a_narrower_window_never_changes_who_answers() -> None:
    """The first source answers for its country, even where the window holds records of the second only."""
    known = catalog(FIRST, SECOND)
    view = world(known, {"us_first": [seizure(JANUARY, 5)], "us_second": [seizure(FEBRUARY, 3)]})
    answer = ask(known, view, measure(), from_="2023-02")
    assert answer.rows == []
    assert answer.notes[-1] == (
        "US: no such figures for the time asked for; what is published lies in 2023-01 to 2023-01."
    )


def test_records_that_name_their_own_area_answer_where_a_country_has_no_source_of_its_own() -> None:
    """A common template may hold records of several countries; a country's own sources come before it."""
    template = source("template", "CA", rank=1, layouts=({"columns": {"area": "area"}},))
    known = catalog(FIRST, template)
    rows = [seizure(JANUARY, 1, area=area) for area in ("CA", "MX", "US")]
    view = world(known, {"us_first": [seizure(JANUARY, 5)], "template": rows})
    answer = ask(known, view, measure())
    assert cells(answer) == [("CA", "2023-01", "1", "A"), ("MX", "2023-01", "1", "A"), ("US", "2023-01", "5", "A")]
    assert "template is not added" in answer.notes[0]
    named = ask(known, view, measure(), areas=("US",), where={"source": "template"})
    assert cells(named) == [("US", "2023-01", "1", "A")]
