"""A headline's maps: findings, scales, gaps and what is not on them, in three languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from html import unescape
from pathlib import Path

import pytest
from tests.edition.explained import explained
from tests.edition.made import APART, CATALOG, content
from tests.edition.maps.made import EN
from tests.edition.reading import FRONT, LANGS, made, outline
from tests.samples import ingested

import tercet
from tercet.analysis.measures.series import COLUMNS
from tercet.answers import Answer
from tercet.edition.content import Absence, Content, Headline, Places, Wanted
from tercet.edition.figures import figures
from tercet.edition.geography import Mapped, maps
from tercet.edition.places import Setting, per_people, shown
from tercet.edition.report import report
from tercet.edition.report.data import data
from tercet.edition.report.fonts import own_sans
from tercet.edition.report.texts import with_report
from tercet.edition.words import words
from tercet.errors import QuestionError
from tercet.gather import seen
from tercet.gather.places import places as gathered
from tercet.ledger.view import View
from tercet.question import Question
from tercet.workspace import Workspace

STATES: Mapping[str, str] = {"US-TX": "900", "US-CA": "1000", "US-NY": "55", "US-AK": "O", "US-OH": "Q", "US-PR": "7"}
PROVINCES: Mapping[str, str] = {"CA-ON": "40", "CA-BC": "40", "CA-QC": "3"}
PORTS: Mapping[str, str] = {
    "us_cbp.laredo_field_office": "120",
    "us_cbp.miami_field_office": "0",
    "us_cbp.preclearance_field_office": "4",
}


def places(area: str, period: str, told: Mapping[str, str], freq: str = "R12") -> Places:
    """Values of the parts of a country; a letter is the status of a place without a value."""
    rows: list[tuple[object, ...]] = []
    for part, value in told.items():
        number, status = (None, value) if value.isalpha() else (Decimal(value), "A")
        rows.append(("opioid_deaths", part, period, freq, number, None, None, "deaths", status))
    return Places(area, period, Answer(COLUMNS, rows, (), "Opioid deaths"))


def told(*found: Places, absent: tuple[Absence, ...] | None = None, sample: bool = True) -> Content:
    """The small edition with places in its first headline."""
    whole = content(APART, sample)
    first = whole.headlines[0]
    changed = replace(first, places=found, absent=first.absent if absent is None else absent)
    return replace(whole, headlines=(changed, *whole.headlines[1:]))


def mapped(*found: Places, groups: tuple[tuple[str, ...], ...] = (), **more: object) -> tuple[Mapped, ...]:
    """The maps of the first headline, in English."""
    whole = told(*found)
    headline: Headline = replace(whole.headlines[0], **more)  # type: ignore[arg-type]
    return maps(headline, groups, whole, FRONT, EN)


@cache
def three() -> Content:
    """States, provinces and ports, and a country that does not publish any."""
    gap = Absence("MX", "not_published", "Nothing is.")
    ports = places("US", "2022-12", PORTS)
    return told(places("US", "2022-12", STATES), places("CA", "2022-11", PROVINCES), ports, absent=(gap,))


@cache
def files() -> dict[str, str]:
    """All files of that edition."""
    return made(three(), *LANGS)


def legend(svg: str) -> str:
    """What can be read in a drawing, one line after another."""
    return " | ".join(unescape(text) for text in re.findall(r"<text [^>]*>([^<]*)</text>", svg))


def test_a_map_states_the_highest_and_the_lowest_with_their_values() -> None:
    """Whoever does not see the map gets its finding; places that tie are all named."""
    areas, _ = mapped(places("US", "2022-12", STATES), places("CA", "2022-11", PROVINCES), places("US", "2022", PORTS))
    when = "in the twelve months to December 2022"
    assert areas.findings[0].text == (
        f"United States, {when}: highest in California (1,000\u00a0deaths), lowest in Puerto Rico (7\u00a0deaths)."
    )
    assert "highest in British Columbia, Ontario (40\u00a0deaths)" in areas.findings[1].text
    assert all(one.text in areas.alt for one in areas.findings)
    (even,) = mapped(places("CA", "2022-12", dict.fromkeys(PROVINCES, "6")))
    assert even.findings[0].text.endswith("6\u00a0deaths in each of 3 places.")
    (empty,) = mapped(places("CA", "2022-12", dict.fromkeys(PROVINCES, "Q")))
    assert empty.findings[0].text.endswith("no place has a value.")


def test_every_value_stands_in_the_table_with_the_command_that_walks_it_back() -> None:
    """Nothing of a map is only in its colours: 51 shades are not 51 numbers."""
    (areas,) = mapped(places("US", "2022-12", STATES))
    (table,) = areas.tables
    assert [(row.area, row.value, row.status) for row in table.rows] == [
        ("US-CA", "1,000", "normal value"),
        ("US-TX", "900", "normal value"),
        ("US-NY", "55", "normal value"),
        ("US-PR", "7", "normal value"),
        ("US-AK", "", "missing value"),
        ("US-OH", "", "value suppressed"),
    ]
    assert table.rows[0].explain.startswith("tercet explain opioid_deaths --area US-CA --period 2022-12 --freq R12 ")
    assert [row.explain for row in table.rows[-2:]] == ["", ""]


def test_a_suppressed_state_is_hatched_and_has_no_number_anywhere() -> None:
    """Held back means held back: in the drawing, its words, the table and the files."""
    (areas,) = mapped(places("US", "2022-12", STATES))
    for svg in (areas.narrow, areas.wide):
        assert re.search(r'aria-label="Ohio: suppressed"[^>]* fill="url\(#opioid_deaths-areas-\w+-suppressed\)"', svg)
    assert any("suppressed (Ohio)" in note.text for note in areas.notes)
    assert not any(
        "--area US-OH --period" in walk for one in (*areas.findings, *areas.notes) for walk in one.walk.split("\n")
    )


def test_what_has_no_boundary_or_no_row_is_named_in_words() -> None:
    """Puerto Rico's deaths are not lost because the map ends before it."""
    (areas,) = mapped(places("US", "2022-12", STATES), places("CA", "2022-12", {"ca_phac.winnipeg": "5", "CA-ON": "3"}))
    notes = [note.text for note in areas.notes]
    when = "in the twelve months to December 2022"
    assert f"United States, {when}, not on the map: Puerto Rico 7." in notes
    assert f"Canada, {when}, not on the map: Winnipeg 5." in notes
    assert "United States, no figure of its own in this source: 46 places." in notes
    (provinces,) = mapped(places("CA", "2022-12", PROVINCES))
    assert any("Alberta, Manitoba, New Brunswick" in note.text for note in provinces.notes)


def test_countries_share_a_scale_only_where_they_may_be_compared_in_the_same_period_and_unit() -> None:
    """A shade that means two things is a comparison that nobody allowed."""
    us, ca, earlier = (
        places("US", "2022-12", STATES),
        places("CA", "2022-12", PROVINCES),
        places("CA", "2022-10", PROVINCES),
    )
    (apart,), (one,), (times,) = (
        mapped(us, ca),
        mapped(us, ca, groups=(("US", "CA"),)),
        mapped(us, earlier, groups=(("US", "CA"),)),
    )
    assert EN("map_own_scales") in legend(apart.wide)
    assert "United States, Canada: deaths" in legend(one.wide)
    assert EN("map_own_scales") not in legend(one.wide)
    assert EN("map_own_scales") in legend(times.wide)


def test_a_country_that_does_not_publish_is_hatched_as_a_whole() -> None:
    """Not published is not the same as not asked for."""
    (areas,) = (one for one in maps(three().headlines[0], (), three(), FRONT, EN) if one.id.endswith("areas"))
    assert "not published (32)" in legend(areas.wide)
    assert 'aria-label="Sonora: not published"' in areas.wide


def test_a_rate_is_made_only_of_counts_in_a_calendar_year_with_everybodys_population() -> None:
    """Last year's population would be a guess; of the census year it is a number, and the formula is told."""
    whole = told()
    here = Setting(whole.headlines[0], whole, EN)
    year = shown(places("US", "2020-12", {"US-TX": "29145", "US-CA": "Q"}), here)
    made_ = per_people(year, here)
    people = CATALOG.areas["US-TX"].population[2020]
    assert made_.shown["US-TX"] == round(Decimal(29145) * 100_000 / people, 2)
    assert made_.shown["US-CA"] == year.shown["US-CA"]
    assert "deaths \u00d7 100,000 \u00f7 population in 2020" in made_.rate
    assert "U.S. Census Bureau" in made_.rate
    for period in ("2020-11", "2021-12"):
        assert not per_people(shown(places("US", period, {"US-TX": "29145"}), here), here).rate
    (areas,) = mapped(places("US", "2020-12", {"US-TX": "29145", "US-CA": "1"}))
    assert areas.tables[0].rate == "deaths per 100,000 people"
    assert areas.tables[0].rows[0].value == "29,145"
    assert "deaths per 100,000 people" in legend(areas.wide)


def test_a_publishers_own_places_are_circles_and_those_without_a_seat_are_named() -> None:
    """A field office is no state, and preclearance abroad lies nowhere on this map."""
    (ports,) = mapped(places("US", "2022-12", PORTS))
    assert ports.id == "opioid_deaths-places-US"
    assert 'aria-label="Laredo Field Office: 120"' in ports.wide
    assert any(note.text.endswith("not on the map: Preclearance Field Office 4.") for note in ports.notes)


@pytest.mark.parametrize("lang", LANGS)
def test_every_number_of_a_map_on_a_page_is_walked_back(lang: str) -> None:
    """Each stands in or under an element with its command, and the page is well formed."""
    page = files()["opioid_deaths.html" if lang == "en" else f"opioid_deaths.{lang}.html"]
    outline(page)
    assert explained(page).unexplained == []
    assert page.count('class="map"') == 2
    ids = re.findall(r' id="([^"]*)"', page)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("lang", LANGS)
def test_a_map_is_a_file_of_its_own_that_says_what_it_shows(lang: str) -> None:
    """Whoever passes the picture on passes on its finding, its day and that it is a sample."""
    svg = files()[f"figures/map-opioid_deaths-areas.{lang}.svg"]
    outline(svg)
    assert "1\u202f000" in svg if lang == "fr" else "1,000" in svg
    assert "SAMPLE" in legend(svg)
    assert set(re.findall(r"url\(#([^)]*)\)", svg)) <= set(re.findall(r'<pattern id="([^"]*)"', svg))


def test_the_report_prints_the_same_maps_with_what_they_say() -> None:
    """Page and PDF show one drawing, and the PDF has its finding as alternative text."""
    drawn = figures(three(), FRONT, EN)
    told_ = data(three(), FRONT, with_report(EN), drawn, ())["measures"][0]["maps"]
    assert [one["heading"] for one in told_] == [EN("map_heading_areas"), EN("map_heading_places")]
    areas = drawn[0].maps[0]
    assert told_[0]["wide"] == own_sans(areas.wide)
    assert areas.findings[0].text in told_[0]["alt"]
    assert report(three(), FRONT, EN, drawn) == report(three(), FRONT, EN, drawn)


def test_the_same_edition_gives_the_same_maps() -> None:
    """No clock and no chance, and no order in which maps are drawn, is in a drawing."""
    headline = three().headlines[0]
    assert maps(headline, (), three(), FRONT, EN) == maps(headline, (), three(), FRONT, EN)


def test_an_area_that_the_catalog_does_not_know_is_refused() -> None:
    """A value without a name is shown to nobody."""
    with pytest.raises((QuestionError, KeyError)):
        mapped(places("US", "2022-12", {**STATES, "US-XX": "3"}))


def told_by(ws: Workspace, view: View, freq: str, measure: str, area: str) -> list[Places]:
    """The places of a country, as an edition gathers them; none where it has no series."""
    try:
        series = ws.measure(measure, area, freq=freq)
    except QuestionError:
        return []
    return list(gathered(view, ws.catalog.measure(measure), ws.catalog, Question(measure, (area,), freq=freq), series))


def agrees(ws: Workspace, measure: str) -> int:
    """How many rows of the tables below a measure's maps were compared with what a question about each place says."""
    view = seen(Wanted("internal"), ws.ledger, ws.catalog)
    wanted = next(one for one in FRONT.headlines if one.measure == measure)
    found = [one for area in FRONT.areas for one in told_by(ws, view, wanted.freq, measure, area)]
    blank = content(APART).headlines[0]
    one = replace(blank, measure=ws.catalog.measure(measure), freq=wanted.freq, series=(), places=tuple(found))
    whole = replace(content(APART), headlines=(one,))
    english = words("en", ws.catalog)
    compared = 0
    for map_ in maps(one, (), whole, FRONT, english):
        for table in map_.tables:
            period = next(row.explain for row in table.rows if row.explain).split("--period ")[1].split()[0]
            asked = ws.measure(measure, [row.area for row in table.rows], freq=wanted.freq, from_=period, to=period)
            said = {row["area"]: row["value"] for row in asked.records()}
            for row in table.rows:
                assert row.value == ("" if said[row.area] is None else english.number(said[row.area])), row
                compared += 1
    return compared


@pytest.mark.parametrize("measure", ["fentanyl_seized_mass", "opioid_deaths", "drug_offence_case_files"])
def test_every_value_below_a_map_is_that_of_a_question_about_its_place(measure: str) -> None:
    """A map and `tercet measure` never differ."""
    ws, _ = ingested()
    assert agrees(ws, measure) > 9


REAL = {
    "fentanyl_seized_mass": ("cbp-drug-seizures/nationwide-drugs-fy23-fy26-apr.csv", 41),
    "traced_firearms": ("atf-trace/final_source_recovery_by_state-cy_2017.xlsx", 51),
    "drug_offence_case_files": ("sesnsp-fuero-federal/Fuero_federal_2012-2026_abr2026.csv", 33),
}


@pytest.mark.parametrize("measure", sorted(REAL))
def test_maps_of_publishers_files_agree_with_questions_about_each_place(
    measure: str, shared_data: Path, tmp_path: Path
) -> None:
    """The publishers' own field offices, states and entities, each with its own figure."""
    name, least = REAL[measure]
    ws = tercet.init(tmp_path)
    (outcome,) = ws.ingest(shared_data / name, received="2026-06-01")
    assert outcome.error is None
    assert agrees(ws, measure) >= least
