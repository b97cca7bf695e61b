"""Publishers' own files as tables of text, with figures that are known of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ibis
import pytest
from tests.sources.given import a_source

from tercet.catalog.descriptor import Source
from tercet.errors import SourceError
from tercet.sources.recognise import recognise
from tercet.sources.text import TextTable, read

VSRR = [
    "State",
    "Year",
    "Month",
    "Period",
    "Indicator",
    "Data Value",
    "Percent Complete",
    "Percent Pending Investigation",
    "State Name",
    "Footnote",
    "Footnote Symbol",
    "Predicted Value",
]
MONTHS = [
    "Enero",
    "Febrero",
    "Marzo",
    "Abril",
    "Mayo",
    "Junio",
    "Julio",
    "Agosto",
    "Septiembre",
    "Octubre",
    "Noviembre",
    "Diciembre",
]
CBP = "FY,Month (abbv),Component,Region,Land Filter,Area of Responsibility,Drug Type,Count of Event,Sum Qty (lbs)"
DQS = (
    "LABTYPE,RPTAGGR,YYYY,PERIOD,DRUG_REPORTS,QUERY_RUN_DATE,SUBSTANCE_ID,SUBSTANCE_DESCRIPTION,BASE_ID,"
    "BASE_DESCRIPTION,DRUG_CATEGORY_CODE,DRUG_CATEGORY_DESCRIPTION,STATE,STATE_LONG_NAME,STATE_FIPS"
)
NFLIS_STATES = [
    "Alabama",
    "Alaska",
    "Arizona",
    "Arkansas",
    "California",
    "Colorado",
    "Connecticut",
    "Delaware",
    "District of Columbia",
    "Florida",
    "Georgia",
    "Hawaii",
    "Idaho",
]


class Opened:
    """One publisher's file, and the connection that its table lives in."""

    def __init__(self, path: Path, source: Source, scratch: Path) -> None:
        self.con: Any = ibis.duckdb.connect()
        self.text: TextTable = read(recognise(path, [source]), self.con, scratch)
        self.table = self.text.table

    def rows(self, *columns: str) -> list[tuple[str | None, ...]]:
        """All rows of some columns."""
        return [tuple(row.values()) for row in self.con.to_pyarrow(self.table.select(*columns)).to_pylist()]

    def count(self) -> int:
        """How many rows there are."""
        return int(self.con.to_pyarrow(self.table.count()).as_py())


def test_us_seizures(shared_data: Path, tmp_path: Path) -> None:
    """Both vintages of line ends; fentanyl in fiscal year 2023 is 27,022.851 lb in 1,351 events."""
    source = a_source(columns=CBP.split(","))
    for name in ("nationwide-drugs-fy20-fy23.csv", "nationwide-drugs-fy23-fy26-apr.csv"):
        file = Opened(shared_data / "cbp-drug-seizures" / name, source, tmp_path)
        found = [
            row
            for row in file.rows("FY", "Drug Type", "Sum Qty (lbs)", "Count of Event")
            if row[:2] == ("2023", "Fentanyl")
        ]
        assert round(sum(float(row[2] or 0) for row in found), 3) == 27022.851
        assert sum(int(row[3] or 0) for row in found) == 1351


@pytest.mark.parametrize("name", ["vsrr_2025-02.parquet", "vsrr_2025-02_from_parquet.csv.gz"])
def test_us_deaths_from_parquet_and_from_gzip(shared_data: Path, tmp_path: Path, name: str) -> None:
    """The same vintage in two formats; in the first, numbers are floats and read as whole numbers."""
    source = a_source(columns=VSRR, read={"format": "parquet" if name.endswith("parquet") else "csv"})
    file = Opened(shared_data / "cdc-vsrr" / name, source, tmp_path)
    columns = ("State", "Year", "Month", "Indicator", "Data Value", "Predicted Value")
    key = ("US", "June", "Number of Drug Overdose Deaths")
    [row] = [
        row for row in file.rows(*columns) if (row[0], row[2], row[3]) == key and (row[1] or "").startswith("2023")
    ]
    assert [float(value or 0) for value in row[4:]] == [111466, 112952]
    assert row[4:] == (("111466", "112952") if name.endswith("parquet") else ("111466.0", "112952.0"))


def test_us_deaths_from_a_workbook_and_with_a_byte_order_mark(shared_data: Path, tmp_path: Path) -> None:
    """A layout of ten columns came as CSV and as a workbook."""
    columns = [*VSRR[:1], "State Name", *VSRR[1:8], "Footnote"]
    file = Opened(
        shared_data / "cdc-vsrr" / "vsrr_2017-07.xlsx", a_source(columns=columns, read={"format": "xlsx"}), tmp_path
    )
    assert (file.count(), file.text.notes, file.text.first_row) == (7998, "", 2)
    assert file.rows(*columns)[-1][6:9] == ("711", "100", "0.0866998709")
    marked = Opened(shared_data / "cdc-vsrr" / "vsrr_2017-05.csv", a_source(columns=columns), tmp_path)
    assert marked.rows("State", "Data Value")[0] == ("AK", "4,034")
    late = Opened(shared_data / "cdc-vsrr" / "vsrr_2019-02.csv", a_source(columns=VSRR), tmp_path)
    assert late.rows("Data Value", "Predicted Value")[0] == (None, None)


@pytest.mark.parametrize("layout", ["A", "B", "C"])
def test_canadian_harms(shared_data: Path, tmp_path: Path, layout: str) -> None:
    """Three layouts in turn; each is one source's only layout here."""
    [path] = (shared_data / "phac-substance-harms").glob(f"*layout{layout}.csv")
    columns = path.read_text("utf-8-sig").splitlines()[0].split(",")
    file = Opened(path, a_source("ca", columns), tmp_path)
    assert file.count() > 9_000
    assert file.rows("Region")[0] == ("Canada",)
    if layout != "A":
        older = [column for column in columns if column not in ("Year_Quarter", "Type_Event")]
        with pytest.raises(SourceError, match="unknown: .*'Year_Quarter'"):
            Opened(path, a_source("ca", older), tmp_path)


def test_mexican_case_files_are_in_latin_1(shared_data: Path, tmp_path: Path) -> None:
    """Headings differ in case and accents; 82,271 case files of small-scale dealing in 2021."""
    columns = [
        "Año",
        "Clave_Ent",
        "Entidad",
        "Bien jurídico afectado",
        "Tipo de delito",
        "Subtipo de delito",
        "Modalidad",
    ]
    source = a_source("mx", [*columns, *MONTHS], read={"encoding": "latin-1"})
    path = shared_data / "sesnsp-idefc" / "IDEFC_NM_jun22.csv"
    file = Opened(path, source, tmp_path)
    found = [row[2:] for row in file.rows("Año", "Tipo de delito", *MONTHS) if row[:2] == ("2021", "Narcomenudeo")]
    assert sum(int(cell or 0) for row in found for cell in row) == 82271
    with pytest.raises(SourceError, match=r"not UTF-8: line 1 has the byte 0xF1.*It may be latin-1"):
        Opened(path, a_source("mx", [*columns, *MONTHS]), tmp_path)


def test_mexican_federal_crime_has_another_spelling(shared_data: Path, tmp_path: Path) -> None:
    """6,644 case files of offences against health in 2025, from the months that are out."""
    months = [month.upper() for month in MONTHS]
    columns = ["AÑO", "INEGI", "ENTIDAD", "LEY", "CONCEPTO", "TIPO", *months]
    path = shared_data / "sesnsp-fuero-federal" / "Fuero_federal_2012-2026_abr2026.csv"
    file = Opened(path, a_source("mx", columns, read={"encoding": "latin-1"}), tmp_path)
    found = [row[2:] for row in file.rows("AÑO", "CONCEPTO", *months) if row[:2] == ("2025", "CONTRA LA SALUD")]
    assert sum(int(cell or 0) for row in found for cell in row) == 6644
    assert ("2026", None) in file.rows("AÑO", "DICIEMBRE")


@pytest.mark.parametrize(
    ("year", "columns", "total"),
    [
        (2010, ("Source State", "column_2"), 145604),
        (2013, ("column_1", "column_2"), None),
        (2017, ("Source State", "column_2"), 239175),
    ],
)
def test_us_traces_have_two_header_rows(
    shared_data: Path, tmp_path: Path, year: int, columns: tuple[str, str], total: int | None
) -> None:
    """Row 2 names the columns; footnotes below a blank row name the day of the query."""
    layout = {"wide": {"others": "counterpart", "except": ("TOTAL", "TOTALS")}}
    source = a_source("us_atf", columns, read={"format": "xlsx", "header": 2}, layout=layout)
    file = Opened(shared_data / "atf-trace" / f"final_source_recovery_by_state-cy_{year}.xlsx", source, tmp_path)
    states = [name for name in file.table.columns if name not in (*columns, "TOTAL", "TOTALS")]
    found = [row for row in file.rows("column_2", *states) if not (row[0] or "TOTAL").startswith("TOTAL")]
    assert file.text.first_row == 3
    assert "Statistics are based on a query of the Firearms Tracing System (FTS) on " in file.text.notes
    assert file.text.notes.startswith("Recovery State" if year != 2013 else "Source State")
    assert len(found) > 50
    assert total is None or sum(int(cell or 0) for row in found for cell in row[1:]) == total


def test_us_laboratory_reports(shared_data: Path, tmp_path: Path) -> None:
    """Every cell is quoted, and some hold the delimiter; 178,862 fentanyl reports in 2023."""
    [path] = (shared_data / "dea-nflis").glob("NFLIS_Drug_DQS*.csv")
    file = Opened(path, a_source("us_dqs", DQS.split(",")), tmp_path)
    found = file.rows("YYYY", "BASE_DESCRIPTION", "DRUG_REPORTS")
    assert file.rows("LABTYPE")[0] == ("Local/Municipal,State,Federal,Private",)
    assert sum(int(row[2] or 0) for row in found if row[:2] == ("2023", "Fentanyl")) == 178862


@pytest.mark.parametrize(
    ("name", "header", "last"),
    [("2017NFLISWebsiteTable3.csv", 3, "Valeryl fentanyl"), ("2020NFLISWebsiteTable3.csv", 4, "Valeryl fentanyl")],
)
def test_us_laboratory_table_3(shared_data: Path, tmp_path: Path, name: str, header: int, last: str) -> None:
    """Titles above, footnotes below, and a column without a heading at the end."""
    spare = ("column_15",)
    layout = {"optional": spare}
    reading = {"header": header, "footer": "^ANPP="}
    source = a_source("us_nflis", ("Drug", *NFLIS_STATES, *spare), read=reading, layout=layout)
    file = Opened(shared_data / "dea-nflis" / name, source, tmp_path)
    assert file.text.notes.startswith("Table 3. State Counts for Fentanyl")
    assert "Data generated: " in file.text.notes
    drugs = [row[0] for row in file.rows("Drug")]
    assert last in drugs
    assert None not in drugs
    assert file.text.first_row == header + 1


def test_sanctions_have_no_header_and_end_with_ctrl_z(shared_data: Path, tmp_path: Path) -> None:
    """The null is `-0- ` with a space, and the last byte is no row."""
    names = tuple(f"c{at}" for at in range(1, 13))
    source = a_source("us_ofac", names, read={"header": 0, "names": names})
    file = Opened(shared_data / "ofac-sdn" / "sdn_2023-12-05.csv.gz", source, tmp_path)
    assert file.text.first_row == 1
    assert file.rows("c1", "c2", "c3")[0] == ("36", "AEROCARIBBEAN AIRLINES", "-0- ")
    assert all((row[0] or "").isdigit() for row in file.rows("c1"))
    columns = ("ID", "Col_B", "Address", "City", "Country", "column_6")
    address = Opened(shared_data / "ofac-sdn" / "sdn_address_2023-01.csv", a_source("us_ofac", columns), tmp_path)
    assert all((row[0] or "").isdigit() for row in address.rows("ID"))


def test_r_files_are_called_what_they_are(shared_data: Path) -> None:
    """They come with publishers' tables, and cannot be read here."""
    with pytest.raises(SourceError, match=r"is an R data file \(\.rds\)"):
        recognise(shared_data / "atf-trace" / "combined2010to2020.rds", [a_source()])
    with pytest.raises(SourceError, match="is compressed with xz"):
        recognise(shared_data / "geo-mexico-municipios" / "df_mxstate_2020.RData", [a_source()])
