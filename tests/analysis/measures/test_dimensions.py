"""Cutting a measure: columns of the record, a source's own dimensions, and values by code, name or spelling."""

from __future__ import annotations

import pytest
from tests.analysis.measures.world import ask, catalog, cells, measure, month, seizure, source, world

from tercet.errors import QuestionError

CBP = source("us_cbp", dimensions={"land_filter": {"en": "Land filter"}})
KNOWN = catalog(CBP)
JANUARY = month(2023, 1)
VIEW = world(
    KNOWN,
    {
        "us_cbp": [
            seizure(JANUARY, 5, agency="OFO", place="US-TX", dims=[("land_filter", "Land Only")]),
            seizure(JANUARY, 3, agency="USBP", place="US-TX", dims=[("land_filter", "Other")]),
            seizure(JANUARY, 2, agency="OFO", place="US-CA"),
            seizure(JANUARY, 9, agency="OFO", place="US-CA", substance="heroin"),
        ]
    },
)


def test_a_measure_is_cut_by_columns_and_by_the_sources_own_dimensions() -> None:
    """Dimensions come after the fixed columns, in the order asked for; nothing said comes first."""
    answer = ask(KNOWN, VIEW, measure(), by=("land_filter", "agency"))
    assert answer.columns[-2:] == ("land_filter", "agency")
    assert cells(answer) == [
        ("US", "2023-01", "2", "A", "", "OFO"),
        ("US", "2023-01", "5", "A", "Land Only", "OFO"),
        ("US", "2023-01", "3", "A", "Other", "USBP"),
    ]


def test_values_may_be_typed_as_code_name_or_spelling() -> None:
    """What a publisher writes means its code."""
    for text in ("USBP", "Border Patrol", "  u.s. border  PATROL "):
        assert cells(ask(KNOWN, VIEW, measure(), where={"agency": text})) == [("US", "2023-01", "3", "A")]


def test_several_values_mean_any_of_them_and_several_dimensions_all() -> None:
    """Filters narrow; values widen."""
    answer = ask(KNOWN, VIEW, measure(), where={"agency": ("OFO", "USBP"), "place": ("Texas",)})
    assert cells(answer) == [("US", "2023-01", "8", "A")]


def test_a_sources_own_dimension_is_filtered_by_its_text() -> None:
    """Publishers' own words are kept as they are."""
    assert cells(ask(KNOWN, VIEW, measure(), where={"land_filter": "Land Only"})) == [("US", "2023-01", "5", "A")]


def test_an_unknown_dimension_is_refused_with_near_names() -> None:
    """A misspelt dimension is never an empty one."""
    with pytest.raises(QuestionError, match="no dimension 'agencies'. Did you mean agency"):
        ask(KNOWN, VIEW, measure(), by=("agencies",))
    with pytest.raises(QuestionError, match="no dimension 'land_filters'. Did you mean land_filter"):
        ask(KNOWN, VIEW, measure(), where={"land_filters": "Other"})


def test_an_unknown_value_of_a_coded_dimension_is_refused_with_near_codes() -> None:
    """A misspelt agency is no agency without seizures."""
    with pytest.raises(QuestionError, match="no agency 'Bordr Patrol'. Did you mean"):
        ask(KNOWN, VIEW, measure(), where={"agency": "Bordr Patrol"})


def test_a_free_value_that_nothing_has_is_answered_with_those_that_exist() -> None:
    """Where there is no list of codes, the source's own values help."""
    with pytest.raises(QuestionError, match="us_cbp has no such records; it has land_filter: Land Only, Other"):
        ask(KNOWN, VIEW, measure(), where={"land_filter": "Sea"}, areas=("US",))


def test_a_measures_own_condition_and_the_questions_hold_together() -> None:
    """Heroin is no part of a measure of fentanyl."""
    with pytest.raises(QuestionError, match="there is no series of fentanyl_seized_mass where substance is heroin"):
        ask(KNOWN, VIEW, measure(), where={"substance": "heroin"})
    asked = measure("seized_mass", where={})
    assert cells(ask(KNOWN, VIEW, asked, where={"substance": "heroin"})) == [("US", "2023-01", "9", "A")]
