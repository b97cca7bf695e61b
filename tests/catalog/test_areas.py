"""The areas of the catalog: complete, unambiguous, and known by the labels that publishers write."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import fastexcel
import pytest

from tercet.catalog.load import Catalog, normal

CATALOG = Catalog.open()
AREAS = CATALOG.areas
COUNTRIES = ("US", "MX", "CA")
LABELS = CATALOG.labels("place")

# A label that is a code of another area: the id of Canada is how the U.S. Postal Service writes California.
# Only a source that asks for usps codes may read it so.
LABEL_AND_CODE = {"CA": ("CA", "US-CA")}

# Subdivision code systems, and what a code looks like.
SYSTEMS = {
    "US": {"usps": r"[A-Z]{2}", "fips": r"[0-9]{2}"},
    "MX": {"inegi": r"[0-9]{2}", "abbr": r"[A-Z][A-Za-z. ]+"},
    "CA": {"pruid": r"[0-9]{2}", "postal": r"[A-Z]{2}"},
}

# One line for each habit of a publisher; the files themselves, where they are at hand, are read further below.
WRITTEN = {
    "United States": "US",
    "MEXICO": "MX",
    "US VIRGIN  ISLANDS": "US-VI",
    "US VIRGIN ISLND": "US-VI",
    "VIRGIN ISLANDS": "US-VI",
    "DISTRICT OF COLUMBIA": "US-DC",
    "DST OF COLUMBIA": "US-DC",
    "GUAM": "US-GU",
    "GUAM & NORTHERN MARIANA ISLANDS": "us_atf.guam_and_northern_mariana_islands",
    "COAHUILA": "MX-COA",
    "Coahuila de Zaragoza": "MX-COA",
    "MICHOACAN": "MX-MIC",
    "Michoacán de Ocampo": "MX-MIC",
    "Veracruz de Ignacio de la Llave": "MX-VER",
    "CIUDAD DE MEXICO": "MX-CMX",
    "MX-DIF": "MX-CMX",
    "EXTRANJERO": "mx_sesnsp.abroad",
    "No Especificada": "mx_mucd.not_specified",
    "YC": "us_cdc.new_york_city",
    "XX": "us_dea.unknown_state",
    "Territories": "ca_phac.territories",
    "Winnipeg Manitoba": "ca_phac.winnipeg",
    "Winnipeg, Manitoba": "ca_phac.winnipeg",
    "Whitehorse, Yukon": "ca_phac.whitehorse",
    "Northern and Rural Manitoba": "ca_phac.northern_and_rural_manitoba",
    "BIG BEND SECTOR": "us_cbp.big_bend_sector",
    "SEATTLE FIELD OFFICE": "us_cbp.seattle_field_office",
    "Caribbean Air And Marine Branch": "us_cbp.caribbean_air_and_marine_branch",
    "Mexico City IAC": "us_cbp.mexico_city_iac",
}


def below(country: str) -> dict[str, int]:
    """The ISO 3166-2 subdivisions of a country and their people in the census year; none where none is known."""
    areas = {name: area for name, area in AREAS.items() if re.fullmatch(rf"{country}-[A-Z]{{2,3}}", name)}
    return {name: sum(area.population.values()) for name, area in areas.items()}


def coded(system: str) -> dict[str, str]:
    """Code -> area, for one code system."""
    return {area.codes[system]: name for name, area in AREAS.items() if system in area.codes}


def cells(path: Path, *columns: str, encoding: str = "utf-8-sig") -> set[tuple[str, ...]]:
    """What a publisher's file holds in some of its columns, each combination once."""
    with path.open(encoding=encoding, newline="") as file:
        return {tuple(row[column].strip() for column in columns) for row in csv.DictReader(file)}


def strangers(labels: Iterator[str] | set[str]) -> set[str]:
    """The labels that no area answers to."""
    return {label for label in labels if normal(label) not in LABELS}


@pytest.mark.parametrize(
    ("country", "kinds"),
    [
        ("US", {"state": 50, "district": 1, "outlying_area": 6}),
        ("MX", {"state": 31, "federal_entity": 1}),
        ("CA", {"province": 10, "territory": 3}),
    ],
)
def test_every_subdivision_of_iso_3166_2_is_there(country: str, kinds: dict[str, int]) -> None:
    """ISO 3166-2 gives the United States 57 subdivisions, Mexico 32 and Canada 13."""
    found = [AREAS[name].kind for name in below(country)]
    assert {kind: found.count(kind) for kind in found} == kinds
    assert {AREAS[name].parent for name in below(country)} == {country}


def test_every_area_has_a_name_in_three_languages() -> None:
    """A table for one partner names the places of the others in that partner's language."""
    assert [name for name, area in AREAS.items() if not (area.names.en and area.names.es and area.names.fr)] == []


def test_only_countries_have_no_parent() -> None:
    """Whatever a publisher counts by lies within the country that it answers to."""
    assert {name for name, area in AREAS.items() if area.parent is None} == set(COUNTRIES)
    for name in AREAS:
        assert CATALOG.country(name) == name[:2].upper(), name


def test_a_code_means_one_area_within_its_system() -> None:
    """FIPS 10 is Delaware and INEGI 10 is Durango, but neither system uses 10 twice."""
    uses: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, area in AREAS.items():
        for system, code in area.codes.items():
            uses[system, code].append(name)
    assert {code: names for code, names in uses.items() if len(names) > 1} == {}


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_subdivision_has_its_national_codes(country: str) -> None:
    """A leading zero belongs to the code: Aguascalientes is 01."""
    for name in below(country):
        codes = AREAS[name].codes
        assert codes.keys() == SYSTEMS[country].keys(), name
        for system, form in SYSTEMS[country].items():
            assert re.fullmatch(form, codes[system]), (name, codes)


def test_no_label_means_two_areas() -> None:
    """A label is looked up without knowing the publisher, so one that could be two places may be neither's."""
    means: dict[str, set[str]] = defaultdict(set)
    for name, area in AREAS.items():
        for label in (name, area.names.en, area.names.es, area.names.fr, *area.spellings):
            means[normal(label or "")].add(name)
    assert {label: names for label, names in means.items() if len(names) > 1} == {}


def test_no_label_is_another_area_s_code() -> None:
    """Codes are read only by sources that ask for them; a label that looks like one would be misread."""
    found = {
        code: (LABELS[normal(code)], name)
        for name, area in AREAS.items()
        for code in area.codes.values()
        if LABELS.get(normal(code), name) != name
    }
    assert found == LABEL_AND_CODE


@pytest.mark.parametrize(("label", "area"), WRITTEN.items())
def test_a_publisher_s_label_is_known(label: str, area: str) -> None:
    """Case, accents and doubled spaces differ between publishers; old and official names are spelled out."""
    assert LABELS[normal(label)] == area


def test_mexico_is_the_country_and_not_the_state() -> None:
    """Mexican files write MEXICO for the State of Mexico, but any other file means the country."""
    assert {LABELS[normal(label)] for label in ("Mexico", "MÉXICO", "Mexique")} == {"MX"}
    assert LABELS[normal("Estado de México")] == "MX-MEX"


def test_an_area_of_cbp_is_named_for_its_label() -> None:
    """The published label can be read off the id, so an analyst can guess it."""
    for name, area in AREAS.items():
        if name.startswith("us_cbp."):
            (label,) = area.spellings
            plain = re.sub(r"[^a-z0-9]+", "_", label.lower().replace("&", "and")).strip("_")
            assert name == f"us_cbp.{plain}"


def test_fiscal_years_start_when_they_do() -> None:
    """The federal years of the three countries begin in October, January and April."""
    assert {name: AREAS[name].fiscal_start for name in COUNTRIES} == {"US": 10, "MX": 1, "CA": 4}


@pytest.mark.parametrize("country", COUNTRIES)
def test_subdivisions_add_up_to_the_census(country: str) -> None:
    """A wrong digit in one population breaks the national count, which leaves out the outlying areas."""
    inside = [people for name, people in below(country).items() if AREAS[name].kind != "outlying_area"]
    assert all(inside)
    assert sum(inside) == sum(AREAS[country].population.values())


def test_a_population_says_where_it_is_from() -> None:
    """A rate per head can be walked back to a census."""
    assert [name for name, area in AREAS.items() if area.population and not area.source] == []


def test_points_are_longitude_and_latitude_in_north_america() -> None:
    """A point given latitude first would lie in Antarctica or in the sea, and all of these are approximate."""
    for name, area in AREAS.items():
        if area.point is not None:
            longitude, latitude = area.point
            assert -140 < longitude < -60, name
            assert 17 < latitude < 65, name
            assert "approximate" in (area.note or ""), name


def test_areas_of_cbp_in_its_files_are_known(shared_data: Path) -> None:
    """Seizures are published by field office, sector and branch, and each of them is an area."""
    found: set[str] = set()
    for path in sorted((shared_data / "cbp-drug-seizures").glob("*.csv")):
        column = "Branch" if path.name.startswith("amo") else "Area of Responsibility"
        found |= {label for (label,) in cells(path, column)}
    assert strangers(found) == set()
    assert {LABELS[normal(label)] for label in found} == {name for name in AREAS if name.startswith("us_cbp.")}


def test_states_in_cbp_and_dea_files_are_known_by_their_codes(shared_data: Path) -> None:
    """Encounters name states by postal letters, laboratory reports by letters, name and FIPS code."""
    encounters = shared_data / "cbp-encounters" / "nationwide-encounters-fy21-fy24-state.csv"
    assert {code for (code,) in cells(encounters, "State")} <= coded("usps").keys()
    reports = next((shared_data / "dea-nflis").glob("NFLIS_Drug_DQS*.csv"))
    for letters, label, fips in cells(reports, "STATE", "STATE_LONG_NAME", "STATE_FIPS"):
        if letters == "XX":
            assert LABELS[normal(letters)] == "us_dea.unknown_state"
        else:
            assert LABELS[normal(label)] == coded("usps")[letters] == coded("fips")[fips]


def test_jurisdictions_in_cdc_files_are_known(shared_data: Path) -> None:
    """The overdose counts name 50 states, the capital, the country and New York City."""
    for letters, label in cells(shared_data / "cdc-vsrr" / "vsrr_2018-09.csv", "State", "State Name"):
        area = LABELS[normal(label)]
        assert area in {"US", "us_cdc.new_york_city"} or area == coded("usps")[letters]


def test_states_in_sesnsp_files_are_known(shared_data: Path) -> None:
    """Apart from MEXICO, each name that the two publications write is the state of its INEGI code."""
    federal = shared_data / "sesnsp-fuero-federal" / "Fuero_federal_2012-2026_abr2026.csv"
    common = shared_data / "sesnsp-idefc" / "IDEFC_NM_jun22.csv"
    written = cells(federal, "INEGI", "ENTIDAD", encoding="latin-1")
    written |= cells(common, "Clave_Ent", "Entidad", encoding="latin-1")
    for code, label in written:
        if normal(label) == "mexico":
            assert coded("inegi")[code.zfill(2)] == "MX-MEX"
        elif code:
            assert LABELS[normal(label)] == coded("inegi")[code.zfill(2)]
        else:
            assert LABELS[normal(label)] == "mx_sesnsp.abroad"


def test_regions_in_phac_files_are_known(shared_data: Path) -> None:
    """A city carries the PRUID of its province, so the name says which of the two is meant."""
    for path in sorted((shared_data / "phac-substance-harms").glob("*layout[BC].csv")):
        for code, label in cells(path, "PRUID", "Region"):
            area = LABELS[normal(label)]
            assert coded("pruid")[code] in {area, AREAS[area].parent}


def test_states_in_atf_files_are_known(shared_data: Path) -> None:
    """The trace tables write states in capitals, across the top and down the side."""
    found: set[str] = set()
    for path in sorted((shared_data / "atf-trace").glob("*.xlsx")):
        table = fastexcel.read_excel(path).load_sheet(0, header_row=None, dtypes="string").to_arrow()
        top = [column[1].as_py() for column in table.columns]
        side = [cell.as_py() for column in table.columns[:2] for cell in column]
        found |= {cell for cell in (*top, *side) if cell and cell.isupper()}
    assert strangers(found) <= {"TOTAL", "TOTALS"}
    assert len(found) > 54
