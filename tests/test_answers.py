"""Answers: small tables that show themselves, with exact numbers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tercet.answers import Answer, plain

SEIZED = Answer(
    ("area", "period", "value", "low", "status"),
    [("US", "2023-01", Decimal("1234.500"), None, "A"), ("MX", "2023-01", None, None, "Q")],
    ("MX 2023-01: suppressed (Q)",),
    "Fentanyl seized (kg)",
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("1E+3"), "1000"),
        (Decimal("0.000000001"), "0.000000001"),
        (Decimal("12.500"), "12.5"),
        (Decimal("-0.00"), "0"),
        (Decimal("100"), "100"),
        (None, ""),
        (date(2023, 1, 31), "2023-01-31"),
        (("OFO", "USBP"), "OFO, USBP"),
        (True, "true"),
    ],
)
def test_a_value_is_written_in_one_way(value: object, text: str) -> None:
    """No exponent, no trailing zeros, no marks between thousands, and nothing for nothing."""
    assert plain(value) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, places=9))
def test_a_number_survives_its_text(value: Decimal) -> None:
    """Writing a number loses nothing, however many digits it has."""
    text = plain(value)
    assert Decimal(text) == value
    assert "E" not in text and not (("." in text) and text.endswith("0"))


def test_text_is_aligned_and_carries_title_and_notes() -> None:
    """In a terminal numbers stand flush right, and the notes stand under the table."""
    assert str(SEIZED).splitlines() == [
        "Fentanyl seized (kg)",
        "",
        "area  period    value  low  status",
        "----  -------  ------  ---  ------",
        "US    2023-01  1234.5       A",
        "MX    2023-01               Q",
        "",
        "MX 2023-01: suppressed (Q)",
    ]


def test_an_answer_without_rows_still_shows_its_columns() -> None:
    """An empty table is an answer too."""
    empty = Answer(("area", "value"), [])
    assert str(empty).splitlines() == ["area  value", "----  -----"]
    assert empty.to_csv() == "area,value\n"
    assert len(empty) == 0


def test_html_escapes_what_publishers_write() -> None:
    """A label is text, never markup."""
    shown = Answer(("place", "value"), [("<b>El Paso</b>", Decimal(1))], ("a & b",), "T")._repr_html_()
    assert "<b>" not in shown
    assert "&lt;b&gt;El Paso" in shown
    assert "a &amp; b" in shown
    assert '<td style="text-align:right">1</td>' in shown


def test_csv_is_canonical() -> None:
    """The same answer gives the same bytes: line feeds, and nothing where there is no value."""
    assert SEIZED.to_csv() == "area,period,value,low,status\nUS,2023-01,1234.5,,A\nMX,2023-01,,,Q\n"


def test_records_keep_types() -> None:
    """A record holds the decimal itself."""
    assert SEIZED.records()[0] == {
        "area": "US",
        "period": "2023-01",
        "value": Decimal("1234.5"),
        "low": None,
        "status": "A",
    }
    assert list(SEIZED) == SEIZED.rows


def test_arrow_holds_exact_decimals_even_in_an_empty_column() -> None:
    """The schema does not depend on which values happen to be there."""
    table = SEIZED.to_arrow()
    assert table.schema.field("value").type == pa.decimal128(38, 9)
    assert table.schema.field("low").type == pa.decimal128(38, 9)
    assert table["value"].to_pylist() == [Decimal("1234.5"), None]


def test_arrow_knows_dates_counts_and_long_decimals() -> None:
    """Micrograms in metric tons need twelve decimals."""
    table = Answer(("day", "n", "ok", "x"), [(date(2023, 1, 1), 3, True, Decimal("0.000000000001"))]).to_arrow()
    assert [field.type for field in table.schema] == [pa.date32(), pa.int64(), pa.bool_(), pa.decimal128(38, 12)]


def test_pandas_gets_the_same_values() -> None:
    """A data frame keeps decimals as decimals."""
    frame = SEIZED.to_pandas()
    assert frame["value"][0] == Decimal("1234.5")
    assert list(frame.columns) == list(SEIZED.columns)
