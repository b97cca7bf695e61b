"""Which source a file is from."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest
from tests.sources.given import a_source, write_workbook

from tercet.catalog.descriptor import Source
from tercet.errors import CatalogError, SourceError
from tercet.sources.recognise import Recognised, recognise


def recognised(folder: Path, header: str, *sources: Source, encoding: str = "utf-8") -> Recognised:
    """What a file with this header is recognised as."""
    path = folder / "a.csv"
    path.write_bytes(header.encode(encoding))
    return recognise(path, sources)


def refusal(folder: Path, header: str, *sources: Source, encoding: str = "utf-8") -> str:
    """Why a file with this header is not recognised."""
    with pytest.raises(SourceError) as caught:
        recognised(folder, header, *sources, encoding=encoding)
    words = str(caught.value)
    assert words.startswith(str(folder / "a.csv"))
    assert "Nothing was changed. What to do: " in words
    return words


def layouts(*given: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    """Layouts of one source."""
    return tuple({"id": f"l{at}", **layout} for at, layout in enumerate(given))


DRUGS = a_source("us_drugs", ("FY", "Month (abbv)", "Drug Type", "Sum Qty (lbs)"))
DEATHS = a_source("us_deaths", ("State", "Year", "Data Value"))


def test_the_one_source_that_fits_is_found(tmp_path: Path) -> None:
    """The header says what a file is, in whatever order its columns stand."""
    found = recognised(tmp_path, "Year,Data Value,State\n2015,1,AK\n", DRUGS, DEATHS)
    assert found.source.id == "us_deaths"
    assert found.layout.id == "main"
    assert found.header == ("Year", "Data Value", "State")
    assert found.path == tmp_path / "a.csv"


def test_headings_are_compared_exactly_but_for_blanks_and_composition(tmp_path: Path) -> None:
    """Blanks around a heading, a byte order mark and a decomposed accent make no difference; case does."""
    source = a_source("mx", ("Año", "Entidad"))
    assert recognised(tmp_path, "\ufeff An\u0303o ,Entidad\t\n", source, DRUGS).header == ("Año", "Entidad")
    assert "missing: 'Año (is it AÑO?)'; unknown: 'AÑO'" in refusal(tmp_path, "AÑO,Entidad\n", source, DRUGS)


def test_a_heading_goes_by_the_name_that_the_layout_gives_it(tmp_path: Path) -> None:
    """A layout that was typed with a decomposed accent still finds its column."""
    assert recognised(tmp_path, "Año,Entidad\n", a_source("mx", ("An\u0303o", "Entidad"))).header[0] == "An\u0303o"


def test_an_unknown_column_stops_the_file(tmp_path: Path) -> None:
    """A publisher's new column is noticed on the day that it appears."""
    words = refusal(tmp_path, "State,Year,Data Value,Suppressed\n", DRUGS, DEATHS)
    assert "Nearest is us_deaths, layout main: unknown: 'Suppressed'." in words
    assert "put it under `columns` or `ignore` in the source's YAML or add a layout" in words
    assert "--source ID" in words


def test_a_renamed_column_is_named_with_the_one_that_is_missing(tmp_path: Path) -> None:
    """The nearest spelling is shown."""
    words = refusal(tmp_path, "FY,Month (abbv),Drug Type,Sum Qty (kg)\n", DRUGS, DEATHS)
    assert "missing: 'Sum Qty (lbs) (is it Sum Qty (kg)?)'; unknown: 'Sum Qty (kg)'." in words


def test_given_one_source_errors_speak_about_that_one(tmp_path: Path) -> None:
    """A person who named the source hears what is wrong with it, not about other sources."""
    words = refusal(tmp_path, "State,Year,Data Value\n", DRUGS)
    assert "The file has no columns like those of us_drugs; its columns are 'State', 'Year', 'Data Value'." in words
    assert "--source ID" not in refusal(tmp_path, "FY,Drug Type\n", DRUGS)
    assert "fits no layout of us_drugs" in refusal(tmp_path, "FY,Drug Type\n", DRUGS)


def test_a_file_like_nothing_that_is_known_shows_its_columns(tmp_path: Path) -> None:
    """The columns help a person to see what was handed in."""
    words = refusal(tmp_path, ",".join(f"c{at}" for at in range(11)) + "\n", DRUGS, DEATHS)
    assert "no columns like those of any known source; its columns are 'c0', 'c1'" in words
    assert "and 3 more." in words


def test_several_sources_that_fit_are_named(tmp_path: Path) -> None:
    """Two publications with one header can only be told apart by a person."""
    words = refusal(tmp_path, "FY,Place,Qty\n", a_source("b"), a_source("a"), DRUGS)
    assert "The header fits several sources: a, b." in words
    assert "Say which: --source a" in words
    assert recognised(tmp_path, "FY,Place,Qty\n", a_source("b")).source.id == "b"


def test_optional_columns_may_be_absent(tmp_path: Path) -> None:
    """A footnote column comes and goes."""
    source = a_source(layout={"optional": ("Place",)})
    assert recognised(tmp_path, "FY,Qty\n", source).header == ("FY", "Qty")
    assert recognised(tmp_path, "FY,Place,Qty\n", source).header == ("FY", "Place", "Qty")


def test_of_two_layouts_the_one_that_leaves_least_open_is_taken(tmp_path: Path) -> None:
    """Layouts of one publication may differ by an optional column only."""
    noted = {"ignore": ("FY", "Qty", "Note"), "optional": ("Note",)}
    source = a_source(layouts=layouts(noted, {"ignore": ("FY", "Qty")}))
    assert recognised(tmp_path, "FY,Qty\n", source).layout.id == "l1"
    assert recognised(tmp_path, "FY,Qty,Note\n", source).layout.id == "l0"


def test_an_exact_layout_wins_over_one_that_takes_all_columns(tmp_path: Path) -> None:
    """A matrix takes any further column, so it would take every file that has its first one."""
    matrix = a_source("matrix", ("State",), layout={"wide": {"others": "counterpart"}})
    assert recognised(tmp_path, "State,Year,Data Value\n", matrix, DEATHS).source.id == "us_deaths"
    assert recognised(tmp_path, "State,ALABAMA,ALASKA\n", matrix, DEATHS).source.id == "matrix"


def test_totals_that_a_matrix_leaves_out_may_be_absent(tmp_path: Path) -> None:
    """One year says TOTAL and another TOTALS."""
    matrix = a_source("matrix", ("State",), layout={"wide": {"others": "counterpart", "except": ("TOTAL", "TOTALS")}})
    assert recognised(tmp_path, "State,ALABAMA,TOTALS\n", matrix).source.id == "matrix"


def test_every_kind_of_named_column_counts(tmp_path: Path) -> None:
    """Columns are named as fields, as cells or as ignored."""
    layout = {"columns": {"INEGI": "place"}, "ignore": ("LEY",), "wide": {"columns": {"ENERO": {"month": "1"}}}}
    source = a_source(layouts=layouts(layout))
    assert recognised(tmp_path, "INEGI,LEY,ENERO\n", source).layout.id == "l0"
    assert "missing: 'ENERO'" in refusal(tmp_path, "INEGI,LEY\n", source)


def test_columns_without_a_heading_are_called_by_their_position(tmp_path: Path) -> None:
    """A blank heading is named column_N, so that a layout can use or ignore it."""
    assert recognised(tmp_path, "FY,,Qty\n", a_source(columns=("FY", "column_2", "Qty"))).header[1] == "column_2"
    assert "unknown: 'column_4'" in refusal(tmp_path, "FY,Place,Qty,\n", a_source())


@pytest.mark.parametrize("header", ["FY,Place,Qty,FY\n", "FY,Place,Qty,qty\n"])
def test_two_columns_of_one_name_cannot_be_told_apart(tmp_path: Path, header: str) -> None:
    """Neither of them is taken on a guess."""
    source = a_source(columns=("FY", "Place", "Qty", *(["qty"] if "qty" in header else [])))
    assert "Two columns have the same name: " in refusal(tmp_path, header, source)


def test_a_layout_may_be_read_in_its_own_way(tmp_path: Path) -> None:
    """A publisher changes delimiter, encoding and header row between vintages."""
    old = {"ignore": ("Año", "Qty"), "read": {"delimiter": ";", "encoding": "latin-1", "header": 2}}
    source = a_source(layouts=layouts({"ignore": ("Año", "Qty")}, old))
    found = recognised(tmp_path, "title\nAño;Qty\n", source, DRUGS, encoding="latin-1")
    assert (found.layout.id, found.read.delimiter, found.read.header) == ("l1", ";", 2)
    assert recognised(tmp_path, "Año,Qty\n", source, DRUGS).layout.id == "l0"


def test_a_mistake_in_a_layouts_read_is_a_mistake_in_the_catalog(tmp_path: Path) -> None:
    """The error names source, layout and key."""
    source = a_source(layout={"read": {"headr": 2}})
    with pytest.raises(CatalogError, match="source us_test, layout main, read: headr"):
        recognised(tmp_path, "FY\n", source)


def test_a_header_in_another_encoding_is_recognised_as_such(tmp_path: Path) -> None:
    """The columns are right and the encoding is wrong: that is the error, not a missing column."""
    words = refusal(tmp_path, "AÑO,INEGI\n", a_source("mx", ("AÑO", "INEGI")), DRUGS, encoding="latin-1")
    assert "The text is not UTF-8: line 1 has the byte 0xD1 (byte 2 of the text)." in words
    assert "It may be latin-1: set read.encoding" in words
    latin = a_source("mx", ("AÑO", "INEGI"), read={"encoding": "latin-1"})
    assert "The file is UTF-8, but read.encoding says latin-1." in refusal(tmp_path, "AÑO,INEGI\n", latin, DRUGS)


def test_an_encoding_that_does_not_exist_is_named(tmp_path: Path) -> None:
    """The source's YAML is wrong, not the file."""
    for encoding in ("utf8000", "utf-16", "rot13"):
        words = refusal(tmp_path, "FY\n", a_source(read={"encoding": encoding}))
        assert f"the encoding '{encoding}' cannot be read" in words


def test_a_refused_layout_says_why(tmp_path: Path) -> None:
    """A known form that cannot be read honestly is not read."""
    layout = {"ignore": ("FY", "Place", "Qty"), "refuse": "It has no year column: rows look alike."}
    words = refusal(tmp_path, "FY,Place,Qty\n", a_source("ca", layouts=layouts(layout)), DRUGS)
    assert "This is ca, layout l0, which is refused: It has no year column: rows look alike." in words


def test_without_a_header_row_only_a_named_source_is_tried(tmp_path: Path) -> None:
    """Any file of three columns would fit, so a person has to say what it is."""
    bare = a_source("sanctions", read={"header": 0, "names": ("FY", "Place", "Qty")})
    assert recognised(tmp_path, "36,AEROCARIBBEAN,CUBA\n", bare).header == ("FY", "Place", "Qty")
    words = refusal(tmp_path, "36,AEROCARIBBEAN,CUBA\n", bare, DRUGS)
    assert "Files without a header row need --source: sanctions." in words
    assert "The first row has 2 columns, but the source names 3." in refusal(tmp_path, "36,CUBA\n", bare)


def test_a_header_row_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    """The wrong header row is the commonest mistake in a new source."""
    words = refusal(tmp_path, "title\n\nFY,Place,Qty\n", a_source(read={"header": 2}))
    assert "Row 2, where the column names should stand, is blank or missing." in words


def test_only_the_first_part_of_a_file_is_read(tmp_path: Path) -> None:
    """A file is recognised before all of it is unpacked: what is wrong further down shows when it is read."""
    packed = gzip.compress(b"FY,Place,Qty\n" + b"".join(b"%d,x,1\n" % at for at in range(200_000)))
    path = tmp_path / "a.csv.gz"
    path.write_bytes(packed[:-1000])
    assert recognise(path, [a_source()]).header == ("FY", "Place", "Qty")


def test_formats_are_not_mixed_up(tmp_path: Path) -> None:
    """A source that is published as CSV is not read from a workbook, whatever its header."""
    path = write_workbook(tmp_path / "a.xlsx", {"Data": [["FY", "Place", "Qty"]]})
    with pytest.raises(SourceError, match=r"is a workbook \(xlsx\), but us_test is read from a text file"):
        recognise(path, [a_source()])
    with pytest.raises(SourceError, match=r"is a workbook \(xlsx\), and no known source is published as one"):
        recognise(path, [a_source(), DRUGS])
    columns = {"ignore": ("FY", "Place", "Qty")}
    both = a_source(layouts=layouts(columns, {**columns, "read": {"format": "xlsx"}}))
    assert recognise(path, [both, DRUGS]).layout.id == "l1"
