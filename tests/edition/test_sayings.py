"""What is worked out in English is said in other languages with its numbers, days and quotes."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.edition.made import CATALOG

from tercet.edition.sayings import Sayings, form
from tercet.edition.words import words
from tercet.errors import CatalogError

TEXTS = {
    'It was due by {day} ("{quote}").': "Debía cumplirse a más tardar el {day} («{quote}»).",
    "{number} days overdue.": "{number} días de retraso.",
    "{number} day overdue.": "{number} día de retraso.",
    "{number} {said} in {code}": "{number} {said} en {code}",
    "deaths": "muertes",
    "Beside it: {said}.": "Además: {said}.",
    "both {codes} are kept": "se conservan {codes}",
}
FRENCH = words("fr", CATALOG)
SPANISH = words("es", CATALOG)


def says(text: str, **more: str) -> str | None:
    """What is said in Spanish."""
    return Sayings({**TEXTS, **more}, {"number": SPANISH.marked, "day": SPANISH.dated})(text)


def test_a_day_is_written_and_a_quote_kept() -> None:
    """A date belongs to the language of the sentence, somebody's words to the person."""
    said = says('It was due by 2023-10-31 ("over the next year").')
    assert said == "Debía cumplirse a más tardar el 31 de octubre de 2023 («over the next year»)."


def test_several_sentences_are_said_one_by_one() -> None:
    """A reason is put together of sentences, and each has one translation."""
    assert says("909 days overdue. 1 day overdue.") == "909 días de retraso. 1 día de retraso."


def test_a_gap_may_hold_a_text_that_is_translated_in_its_turn() -> None:
    """What stands beside it is a list of figures in words."""
    said = says("Beside it: 1,234 deaths in Q011; 5 deaths in 2024-S1.")
    assert said == "Además: 1,234 muertes en Q011; 5 muertes en 2024-S1."


def test_a_text_that_is_translated_in_part_stays_whole_in_english() -> None:
    """Half a sentence in each of two languages can be read by nobody."""
    assert says("909 days overdue. Nobody has translated this.") is None
    assert says("12 births in Q011") is None


def test_what_looks_like_a_day_and_is_none_stays_english() -> None:
    """A slip in somebody's remark does not stop an edition."""
    assert says('It was due by 2024-02-31 ("soon").') is None


def test_codes_are_kept_however_many_there_are() -> None:
    """A reader looks them up by their letters."""
    assert says("both Q011 are kept") == "se conservan Q011"
    assert says("both Q011, Q012 are kept") == "se conservan Q011, Q012"


def test_the_translation_of_the_whole_comes_before_that_of_its_parts() -> None:
    """Who translates a text as a whole knows it best."""
    whole = {"1 day overdue. 2 days overdue.": "Uno y dos."}
    assert says("1 day overdue. 2 days overdue.", **whole) == "Uno y dos."


def test_a_form_that_leaves_less_open_comes_first() -> None:
    """A sentence of its own is better than a frame that fits many."""
    own = {"{number} deaths in {code}": "{code}: murieron {number}"}
    assert says("7 deaths in Q011", **own) == "Q011: murieron 7"


def test_of_two_forms_alike_the_one_whose_gaps_admit_less_comes_first() -> None:
    """Days take an article where months take none."""
    spans = {"{day} to {day2}": "de {day} a {day2}", "{date} to {date2}": "del {date} al {date2}"}
    assert says("2023-01-01 to 2023-06-30", **spans) == "del 1 de enero de 2023 al 30 de junio de 2023"
    assert says("2023-01 to 2023-06", **spans) == "de enero de 2023 a junio de 2023"


def test_a_list_is_said_item_by_item() -> None:
    """What is joined with commas needs no form for each length of it."""
    assert says("7 deaths in Q011, 5 deaths in Q012, deaths") == "7 muertes en Q011, 5 muertes en Q012, muertes"
    assert says("7 deaths in Q011, births") is None


def test_a_form_for_one_part_is_not_laid_over_several() -> None:
    """What stands between two semicolons belongs together."""
    turned = {"{number}": "{number}", "{number} of {said}": "de {said}, {number}"}
    assert says("1 of 2; 3 of 4", **turned) == "de 2, 1; de 4, 3"


def test_what_begins_a_sentence_has_a_large_initial() -> None:
    """The same words are said within a sentence and at its beginning."""
    assert says("Both Q011 are kept") == "Se conservan Q011"
    assert says("1 day overdue. Kept.", **{"Kept.": "se conserva."}) == "1 día de retraso. Se conserva."


def test_a_text_that_leads_back_to_itself_has_no_translation() -> None:
    """A mistake in a file does not end in a circle."""
    assert says("odd", **{"{said}": "{said}"}) is None


@pytest.mark.parametrize(
    ("english", "said", "told"),
    [("{number} days", "días", "other gaps"), ("{nummer} days", "{nummer} días", "kind of gap")],
)
def test_a_translation_with_wrong_gaps_is_refused(english: str, said: str, told: str) -> None:
    """A number that is lost on the way would be a wrong sentence."""
    with pytest.raises(CatalogError, match=told):
        form(english, said)


@given(st.decimals(-(10**9), 10**9, places=3), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_no_digit_of_a_number_or_a_year_is_lost(value: Decimal, day: date) -> None:
    """Exact is exact in every language."""
    told = {"{number} on {day}": "{day} : {number}"}
    said = Sayings(told, {"number": FRENCH.marked, "day": FRENCH.dated})(f"{value:,f} on {day}")
    assert said is not None
    written, number = said.split(" : ")
    assert str(day.year) in written
    assert re.sub(r"\D", "", number) == re.sub(r"\D", "", str(value))
    assert ("\u2212" in number) == (value.is_signed())
