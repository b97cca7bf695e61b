"""SDMX files are read back by pysdmx, which is not ours, without loss."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pysdmx.io import get_datasets, read_sdmx
from tests.edition.opendata.made import CATALOG, PERIODS, REAL, SAMPLE, awkward, row, table, written

from tercet.answers import plain
from tercet.edition.opendata import Meta, Published
from tercet.edition.opendata.codes import by, identifier, value_of
from tercet.edition.opendata.times import time_period

NAME = "{http://www.sdmx.org/resources/sdmxml/schemas/v3_0/common}Name"
CODE = "{http://www.sdmx.org/resources/sdmxml/schemas/v3_0/structure}Code"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture(scope="module", params=[REAL, SAMPLE], ids=["real", "sample"])
def edition(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Meta]:
    """A folder of open data with awkward tables."""
    folder = tmp_path_factory.mktemp("opendata")
    written(folder, awkward(), request.param)
    return folder / "sdmx", request.param


def exact(text: str) -> Decimal | None:
    """A number from its text; an empty cell is none."""
    return Decimal(text) if text else None


def rows_of(path: Path, one: Published) -> list[tuple[Any, ...]]:
    """The rows of an answer as pysdmx gives them back from SDMX-CSV."""
    (dataset,) = get_datasets(path)
    found = dataset.data.to_dict("records")[1:]  # the first row is about the dataset
    return [
        (
            value_of(cell["MEASURE"]),
            value_of(cell["REF_AREA"]),
            cell["PERIOD_NAME"],
            value_of(cell["FREQ"]),
            exact(cell["OBS_VALUE"]),
            exact(cell["LOWER_BOUND"]),
            exact(cell["UPPER_BOUND"]),
            value_of(cell["UNIT_MEASURE"]),
            cell["OBS_STATUS"],
            *(value_of(cell[by(dimension)]) for dimension in one.dimensions),
        )
        for cell in found
    ]


@pytest.mark.parametrize("one", awkward(), ids=lambda one: one.name)
def test_pysdmx_reads_every_row_without_loss(edition: tuple[Path, Meta], one: Published) -> None:
    """A statistical office loads the edition with its own tools and has the very numbers of the report."""
    folder, meta = edition
    assert rows_of(folder / f"{meta.stem(one.name)}.csv", one) == one.answer.rows


def test_pysdmx_reads_the_structures_that_the_data_refer_to(edition: tuple[Path, Meta]) -> None:
    """Every code in the data is in its list, and the message is valid SDMX-ML 3.0 by the official schemas."""
    folder, meta = edition
    structures = folder / f"{meta.stem('structures')}.xml"
    header = read_sdmx(structures, validate=True).header
    assert header is not None and str(header.test) == plain(meta.sample)
    for one in awkward():
        (dataset,) = get_datasets(folder / f"{meta.stem(one.name)}.csv", structures)
        assert not isinstance(dataset.structure, str)
        assert dataset.structure.short_urn == f"Dataflow=TERCET:{meta.stem(one.name)}(1.0.0)"
        components = dataset.structure.components
        assert [part.id for part in components.dimensions][-1] == "TIME_PERIOD"
        assert {part.id for part in components} == {*dataset.data.columns, *dataset.attributes}
        for part in components:
            if part.enumeration and part.id in dataset.data:
                assert set(dataset.data[part.id][1:]) <= {code.id for code in part.enumeration}, part.id


def test_attributes_of_the_dataset_say_what_it_is(edition: tuple[Path, Meta]) -> None:
    """Title, day, audience, sources and whether the figures are real travel inside the file."""
    folder, meta = edition
    name = meta.stem("fentanyl_seized_mass-gaps")
    (dataset,) = get_datasets(folder / f"{name}.csv", folder / f"{meta.stem('structures')}.xml")
    assert dataset.attributes["EDITION_KIND"] == ("SAMPLE" if meta.sample else "REAL")
    assert dataset.attributes["TITLE"] == meta.said("Fentanyl seized (kilograms; year)")
    assert dataset.attributes["AS_OF"] == "2024-02-08"
    assert dataset.attributes["NOTE"].endswith("A note.")
    assert "Customs and Border Protection" in dataset.attributes["DATA_SOURCE"]


def test_with_its_structure_pysdmx_gives_binary_numbers_that_are_right_to_15_digits(tmp_path: Path) -> None:
    """pysdmx turns decimals with a declared type into binary floats; that is its limit, and 15 digits survive it."""
    numbers = [Decimal("123456.123456789"), Decimal("999999999999999"), Decimal("0.000000001")]
    one = table("digits", [row("US", str(2001 + at), "A", number) for at, number in enumerate(numbers)])
    written(tmp_path, [one], REAL)
    (dataset,) = get_datasets(tmp_path / "sdmx/digits.csv", tmp_path / "sdmx/structures.xml")
    assert [Decimal(repr(float(value))) for value in dataset.data["OBS_VALUE"][1:]] == numbers


def test_names_are_in_three_languages(edition: tuple[Path, Meta]) -> None:
    """A reader in Mexico City and one in Montréal see their own words."""
    folder, meta = edition
    root = ET.parse(folder / f"{meta.stem('structures')}.xml").getroot()  # noqa: S314 (our own file)
    names = {code.attrib["id"]: {name.attrib[LANG]: name.text for name in code.iter(NAME)} for code in root.iter(CODE)}
    assert names["US"] == {"en": "United States", "es": "Estados Unidos", "fr": "États-Unis"}
    assert names["Q"].keys() == {"en", "es", "fr"}
    assert names["fentanyl"].keys() == {"en", "es", "fr"}


def test_an_area_lies_in_another(edition: tuple[Path, Meta]) -> None:
    """The list of areas holds every area that another lies in, and Winnipeg is in Manitoba."""
    folder, meta = edition
    root = ET.parse(folder / f"{meta.stem('structures')}.xml").getroot()  # noqa: S314 (our own file)
    parents = {
        code.attrib["id"]: parent.text
        for code in root.iter(CODE)
        if (parent := code.find(CODE.replace("}Code", "}Parent"))) is not None
    }
    assert parents["ca_phac$2Ewinnipeg"] == "CA-MB"
    assert parents["US-TX"] == "US"


@pytest.mark.parametrize(
    ("freq", "area", "expected"),
    [
        ("FY", "US", "2022-10-01/P1Y"),
        ("FY", "MX", "2023-01-01/P1Y"),
        ("FY", "ca_phac.winnipeg", "2022-04-01/P1Y"),
        ("R12", "CA", "2022-07-01/P1Y"),
        ("Q", "US", "2023-Q2"),
        ("S", "US", "2023-S1"),
        ("A", "US", "2023"),
        ("M", "US", "2023-06"),
        ("D", "US", "2023-06-30"),
    ],
)
def test_a_fiscal_year_and_a_rolling_window_are_ranges(freq: str, area: str, expected: str) -> None:
    """FY2023 is another twelve months in each country, so its days are written out."""
    assert time_period(PERIODS[freq], freq, area, CATALOG) == expected


@given(st.one_of(st.none(), st.text()))
def test_every_code_can_be_had_back_from_its_identifier(code: str | None) -> None:
    """SDMX allows few letters in a code; none is lost, and no two codes become one."""
    found = identifier(code)
    assert value_of(found) == code
    assert found.isascii() and all(letter.isalnum() or letter in "_-$" for letter in found)
    assert found == "_X" or not found.startswith(("_", "-"))


def test_a_number_is_written_without_exponent(edition: tuple[Path, Meta]) -> None:
    """A decimal is written as a person would, so that no reader rounds it."""
    folder, meta = edition
    text = (folder / f"{meta.stem('fentanyl_seized_mass-all')}.csv").read_text("utf-8")
    assert plain(Decimal("1.2345678901234567890123456123456789E+25")) in text
