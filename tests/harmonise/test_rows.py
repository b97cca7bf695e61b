"""From a publisher's rows to observations: wide cells, rows that are none, constants, and words outside the table."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.world import DAY, HEADER, Row, codes, records, source

from tercet.errors import HarmoniseError

MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
CELL = st.one_of(st.none(), st.just(" "), st.integers(0, 10**6).map(str))


def wide(months: int = 3, blank: str = "missing", **more: Any) -> dict[str, Any]:
    """A source with a column per month: each cell is the number of events of its row's place."""
    cells = {name: {"month": str(at)} for at, name in enumerate(MONTHS[:months], start=1)}
    layout = {"wide": {"columns": cells, "value": "quantity", "blank": blank}, **more.pop("layout", {})}
    period = {"year": "year", "month": "month"}
    return {"columns": {"y": "year", "state": "place"}, "period": period, "layout": layout, "unit": "tablet", **more}


@given(st.integers(1, 12), st.data())
@settings(max_examples=10)
def test_every_cell_of_a_wide_table_is_one_observation(months: int, data: st.DataObject) -> None:
    """A table with a column per month holds rows times months figures, each with its row and its column."""
    shape = st.lists(st.lists(CELL, min_size=months, max_size=months), min_size=1, max_size=40)
    table: list[list[str | None]] = data.draw(shape)
    header = ("y", "state", *MONTHS[:months])
    rows = records(source(**wide(months)), header, [("2024", "US-TX", *cells) for cells in table])
    flat = [(line, at, text) for line, cells in enumerate(table, start=2) for at, text in enumerate(cells)]
    assert [(row["row"], row["cell"], row["start"]) for row in rows] == [
        (line, MONTHS[at], date(2024, at + 1, 1)) for line, at, _ in flat
    ]
    amounts = [int(text) if text and text.strip() else None for _, _, text in flat]
    assert [row["units"] for row in rows] == amounts
    assert [row["gap"] for row in rows] == [None if amount is not None else "missing" for amount in amounts]


def test_rows_keep_their_numbers_in_a_large_table() -> None:
    """However many threads read a file, its ten-thousandth row is still its ten-thousandth row."""
    table = [(str(2000 + line % 25), "US-TX", *(str(line * 12 + at) for at in range(12))) for line in range(20_000)]
    rows = records(source(**wide(12)), ("y", "state", *MONTHS), table)
    assert [row["units"] for row in rows] == list(range(240_000))
    assert rows[-1]["row"] == 20_001


def narrow(rows: list[tuple[str | None, ...]], **more: Any) -> list[Row]:
    """A plain table of days, drugs and amounts."""
    return records(source(**more), HEADER, rows)


def test_a_plain_row_is_one_observation_and_has_no_cell() -> None:
    """In a plain table the row number is enough to find an observation."""
    rows = narrow([(DAY, "cocaine", "1"), (DAY, "heroin", "2")])
    assert [(row["row"], row["cell"]) for row in rows] == [(2, None), (3, None)]


def test_an_empty_cell_means_what_the_source_says() -> None:
    """A month to come is not a month without seizures, and a source may say so column by column."""
    one = wide(2, blank="not_yet_reported")
    one["layout"]["wide"]["columns"]["JAN"]["blank"] = "suppressed"
    rows = records(
        source(**one), ("y", "state", "JAN", "FEB"), [("2024", "US-TX", None, None), ("2024", "US-CA", "1", "0")]
    )
    assert [(row["gap"], row["status"]) for row in rows] == [
        ("suppressed", "Q"),
        ("not_yet_reported", "O"),
        (None, "A"),
        (None, "A"),
    ]


def test_an_empty_cell_may_be_no_observation() -> None:
    """In a sparse table an empty cell says nothing at all; it is left out and does not count."""
    rows = records(
        source(**wide(2, blank="skip")),
        ("y", "state", "JAN", "FEB"),
        [("2024", "US-TX", None, "5"), ("2024", "US-CA", " ", None)],
    )
    assert [row["_skip"] for row in rows] == [True, False, True, True]
    assert rows[1]["units"] == 5 and rows[1]["row"] == 2


def test_columns_that_nobody_named_can_be_cells() -> None:
    """A table with a column per substance keeps up with new substances: the heading is the field."""
    layout = {"wide": {"others": "substance", "except": ["TOTAL"], "value": "quantity"}, "ignore": ["notes"]}
    one = source(columns={"day": "date"}, layout=layout)
    header = ("day", "Cocaine", "notes", "Moon dust", "TOTAL", "Heroin")
    rows = records(one, header, [(DAY, "1", "x", "2", "6", "3")])
    assert [(row["cell"], row["substance"], codes(row)) for row in rows] == [
        ("Cocaine", "cocaine", []),
        ("Moon dust", None, ["unknown_substance"]),
        ("Heroin", "heroin", []),
    ]


def test_a_wide_table_without_its_cells_is_refused() -> None:
    """If none of the columns that are observations is there, the file is not what it seems."""
    with pytest.raises(HarmoniseError, match="none of the columns that are observations"):
        records(source(**wide(2)), ("y", "state"), [("2024", "US-TX")])


def test_a_missing_month_column_is_no_observation() -> None:
    """A year to date has fewer columns; the months that are not there are not gaps of this file."""
    rows = records(source(**wide(12)), ("y", "state", "JAN", "FEB"), [("2024", "US-TX", "1", "2")])
    assert [row["cell"] for row in rows] == ["JAN", "FEB"]


@pytest.mark.parametrize("label", ["TOTAL", " TOTAL "])
def test_a_publishers_own_total_is_no_observation(label: str) -> None:
    """A row of totals would count everything twice; it is left out by name."""
    layout = {"skip": [{"field": "substance", "labels": ["TOTAL"], "why": "sum of the rows above"}]}
    rows = narrow([(DAY, "cocaine", "1"), (DAY, label, "1"), (DAY, None, "4")], layout=layout)
    assert [row["_skip"] for row in rows] == [False, True, False]


def test_a_column_may_give_two_fields() -> None:
    """One column can be the drug and, kept as written, a note."""
    one = source(columns={"day": "date", "drug": ["substance", "note"], "amount": "quantity"})
    (row,) = records(one, HEADER, [(DAY, "Cocaine", "1")])
    assert (row["substance"], row["note"]) == ("cocaine", "Cocaine")


def test_what_a_row_says_wins_over_what_holds_for_all() -> None:
    """A constant fills a field that the table does not have; a column always goes before it."""
    one = source(constants={"substance": "heroin", "agency": "DEA"}, layout={"constants": {"agency": "HSI"}})
    (row,) = records(one, HEADER, [(DAY, "cocaine", "1")])
    assert (row["substance"], row["agency"]) == ("cocaine", "HSI")


def test_a_rejected_row_keeps_the_publishers_text() -> None:
    """Whoever looks at a rejected row sees it as it came, but for the columns that nobody reads."""
    layout = {"ignore": ["phone"]}
    (row,) = records(source(layout=layout), (*HEADER, "phone"), [("soon", "Crack \u00f1", "x", "555")])
    assert codes(row) == ["unknown_substance", "bad_date", "bad_number"]
    assert json.loads(row["_raw"]) == {"day": "soon", "drug": "Crack \u00f1", "amount": "x"}


def test_every_fault_of_a_row_is_named_at_once() -> None:
    """A person who mends a row should have to do it once."""
    (row,) = narrow([("2024-02-30", "moon dust", "-1")])
    assert [(one["code"], one["field"], one["text"]) for one in row["problems"]] == [
        ("unknown_substance", "substance", "moon dust"),
        ("bad_date", "date", "2024-02-30"),
        ("negative", "quantity", "-1"),
    ]


def test_a_field_may_stand_in_the_notes_or_the_file_name() -> None:
    """A year in the title, or an agency in the name of the file, holds for every row."""
    layout = {
        "extract": {
            "year": {"from": "notes", "pattern": r"Calendar year (\d{4})"},
            "agency": {"from": "filename", "pattern": r"^([a-z]+)_"},
        }
    }
    one = source(columns={"m": "month", "amount": "quantity"}, period={"year": "year", "month": "month"}, layout=layout)
    (row,) = records(
        one, ("m", "amount"), [("March", "1")], notes="Seizures\nCalendar year 2023", filename="dea_seizures.csv"
    )
    assert (row["start"], row["agency"]) == (date(2023, 3, 1), "DEA")


@pytest.mark.parametrize("where", ["notes", "filename"])
def test_a_field_that_is_not_found_is_said_by_name(where: str) -> None:
    """A title that lost its year makes every row worthless, so the file is refused, with the pattern."""
    layout = {"extract": {"year": {"from": where, "pattern": r"(\d{4})"}}}
    one = source(columns={"m": "month", "amount": "quantity"}, period={"year": "year", "month": "month"}, layout=layout)
    with pytest.raises(HarmoniseError, match=rf"march\.csv: year was not found in the {where}"):
        records(one, ("m", "amount"), [("March", "1")], filename="march.csv")


def test_an_extracted_label_that_nobody_knows_is_refused() -> None:
    """A drug named by the file that is in no list would be lost from every row; it is said once."""
    layout = {"extract": {"substance": {"from": "filename", "pattern": r"^(\w+)\.csv"}}}
    one = source(columns={"day": "date", "amount": "quantity"}, layout=layout)
    with pytest.raises(HarmoniseError, match="moondust"):
        records(one, ("day", "amount"), [(DAY, "1")], filename="moondust.csv")
