"""The page of an area: its figures and gaps, what it promised, what was said about it, and its files."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.edition.made import APART, CATALOG, content
from tests.edition.reading import FRONT, html, made

from tercet.edition.area import ON_BACKGROUND, about
from tercet.edition.words import words


def test_every_area_of_the_front_page_has_a_page() -> None:
    """An area is configuration: whoever is on the front page has a page."""
    for area in FRONT.areas:
        assert f"<h1>{words('en', CATALOG).area(area)}</h1>" in html(f"area-{area}")


def test_an_area_has_its_figures_and_how_they_compare_with_the_others() -> None:
    """One country's figures, and a word for each of the others."""
    text = html("area-US").replace("\u00a0", " ")
    assert "2,300" in text
    assert '<th scope="col">Mexico</th><th scope="col">Canada</th>' in text
    assert '<td data-label="Canada"><span class="chip not-comparable">' in text


def test_an_area_has_its_gaps_with_their_kind_and_reason() -> None:
    """Where there is no series, the page says what kind of missing it is, and why."""
    text = html("area-MX")
    assert "○ not published</span> · the whole series" in text
    assert "Nobody publishes it." in text
    assert "No file of this area is in force." in text


def test_an_area_has_the_commitments_to_which_it_is_a_party() -> None:
    """Those of others are not its own."""
    text = html("area-MX")
    assert 'href="commitment-P2.html"' in text
    assert 'href="commitment-P3.html"' in text
    assert 'href="commitment-P1.html"' not in text


def test_an_area_has_the_checked_claims_about_it() -> None:
    """Claims that could not be checked are counted and not listed."""
    text = html("area-US")
    assert 'href="claims.html#Q2"' in text
    assert 'href="claims.html#Q1"' not in text
    assert 'href="claims.html#Q3"' in html("area-CA")


@pytest.mark.parametrize(
    ("geography", "areas"),
    [
        ("US", "US"),
        ("AUSTRALIA", ""),
        ("US-MX", "US MX"),
        ("Mexico (Sinaloa)", "MX"),
        ("Ontario CA", "CA"),
        ("US SW border", "US"),
    ],
)
def test_a_claim_is_about_an_area_that_its_geography_names(geography: str, areas: str) -> None:
    """By its code or its name, as a word of its own."""
    english = words("en", CATALOG)
    assert [area for area in FRONT.areas if about(geography, area, english)] == areas.split()


def test_the_names_of_an_area_in_other_languages_are_marked_as_such() -> None:
    """Somebody who hears the page hears each name in its own language."""
    assert '<span lang="es">Estados Unidos</span>' in html("area-US")
    assert '<span lang="en">United States</span>' in html("area-US", "fr")


def test_a_source_on_background_is_on_the_page_of_no_area() -> None:
    """Which country it is from would narrow down who it was."""
    told = content(APART)
    (file,) = told.files
    assert "SAMPLE_a.csv" in html("area-US")
    hidden = replace(file, source=file.source.model_copy(update={"id": ON_BACKGROUND}))
    assert "SAMPLE_a.csv</th>" not in made(replace(told, files=(hidden,)))["area-US.html"]
