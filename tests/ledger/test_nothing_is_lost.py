"""Rows in are accepted, rejected or repeated: for any table whatever, every row is one of them, and can be listed."""

from __future__ import annotations

import tempfile
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.world import Row, land, opened, seen, source

from tercet.ledger.ledger import Ledger

COLUMNS = {"id": "record_id", "day": "date", "drug": "substance", "amount": "quantity"}
HEADER = tuple(COLUMNS)
IDS = st.one_of(st.none(), st.sampled_from(["1", "2", "3", "4"]))
DAYS = st.sampled_from(["2024-02-29", "2024-03-01", "2023-02-29", "soon", "2024-03-31"])
DRUGS = st.sampled_from(["cocaine", "Fentanilo", "moon dust", "heroin"])
AMOUNTS = st.one_of(st.none(), st.decimals("-1", "1000", places=3).map(str), st.sampled_from(["x", "1e40", "7"]))
ANY_ROW = st.tuples(IDS, DAYS, DRUGS, AMOUNTS)
GOOD: tuple[str, str, str, str] = ("good", "2024-01-01", "cocaine", "1")
TEXT = st.one_of(st.none(), st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\n"), max_size=8))


def put_aside(ledger: Ledger) -> list[Row]:
    """Every row that was put aside."""
    table = ledger.rejects()[1]
    return list(ledger.engine.arrow(table).to_pylist()) if table is not None else []


def fine(row: tuple[str | None, ...]) -> bool:
    """Whether a row should be accepted but for its id."""
    number, day, drug, amount = row
    plausible = amount is None or (amount not in {"x", "1e40"} and Decimal(amount) >= 0)
    return number is not None and day not in {"2023-02-29", "soon"} and drug != "moon dust" and plausible


def kept_of(rows: list[tuple[str | None, ...]], repeated: str) -> list[int]:
    """The places of the rows that should be accepted."""
    by_id: dict[str | None, list[int]] = {}
    for place, row in enumerate(rows):
        if fine(row):
            by_id.setdefault(row[0], []).append(place)
    chosen = {
        "first": [places[0] for places in by_id.values()],
        "last": [places[-1] for places in by_id.values()],
        "reject": [places[0] for places in by_id.values() if len(places) == 1],
    }
    return sorted(chosen[repeated])


@given(st.lists(ANY_ROW, max_size=40), st.sampled_from(["first", "last", "reject"]))
@settings(max_examples=20)
def test_every_row_is_accepted_rejected_or_repeated(rows: list[tuple[str | None, ...]], repeated: str) -> None:
    """Nothing is lost: the rows of a file are found again by number, in the records or among those put aside."""
    table = [GOOD, *rows]
    one = source(columns=COLUMNS, record_id={"field": "record_id", "repeated": repeated}, restates=("record_id",))
    with tempfile.TemporaryDirectory() as folder:
        ledger = opened(Path(folder))
        batch = land(ledger, one, table, header=HEADER)
        accepted, aside = seen(ledger, one), put_aside(ledger)
        ledger.engine.close()
    outcomes = Counter(row["outcome"] for row in aside)
    assert batch.rows_in == batch.file_rows == len(table) == batch.accepted + batch.rejected + batch.repeated
    assert (batch.accepted, batch.rejected, batch.repeated) == (
        len(accepted),
        outcomes["rejected"],
        outcomes["repeated"],
    )
    assert sorted(row["row"] for row in accepted) == [place + 2 for place in kept_of(table, repeated)]
    assert sorted([row["row"] for row in accepted] + [row["row"] for row in aside]) == list(range(2, len(table) + 2))
    assert batch.rejected == sum(not fine(row) for row in table)


@given(st.lists(st.tuples(TEXT, TEXT, TEXT, TEXT), max_size=30))
@settings(max_examples=20)
def test_no_text_in_a_file_can_lose_a_row(rows: list[tuple[str | None, ...]]) -> None:
    """Whatever is written in its cells, a row that was read is accepted or put aside with a reason."""
    written = [GOOD, *(row for row in rows if any(cell and cell.strip() for cell in row)), GOOD]
    with tempfile.TemporaryDirectory() as folder:
        ledger = opened(Path(folder))
        batch = land(ledger, source(columns=COLUMNS, restates="appends"), written, header=HEADER)
        aside = put_aside(ledger)
        ledger.engine.close()
    assert batch.rows_in == len(written) == batch.accepted + batch.rejected + batch.repeated
    assert len(aside) == batch.rejected
    assert all(row["problems"] and row["raw"] for row in aside)


@pytest.mark.parametrize(
    ("repeated", "accepted"),
    [("first", {2: 1, 4: 3}), ("last", {4: 3, 5: 4}), ("reject", {4: 3})],
    ids=["first", "last", "reject"],
)
def test_a_record_that_comes_twice_is_kept_as_the_source_says(
    tmp_path: Path, repeated: str, accepted: dict[int, int]
) -> None:
    """Of two rows with one id the first or the last is meant, or nobody knows; the others can still be listed."""
    one, ledger = source(columns=COLUMNS, record_id={"field": "record_id", "repeated": repeated}), opened(tmp_path)
    rows = [("a", "2024-01-01", "cocaine", "1"), ("a", "2024-01-01", "cocaine", "x")]
    rows += [("b", "2024-01-01", "cocaine", "3"), ("a", "2024-01-01", "cocaine", "4")]
    land(ledger, one, rows, header=HEADER)
    assert {row["row"]: row["mass"] // 10**9 for row in seen(ledger, one)} == accepted
    assert {row["row"]: row["outcome"] for row in put_aside(ledger)} == {
        row: "rejected" if row == 3 else "repeated" for row in range(2, 6) if row not in accepted
    }


def test_ids_are_compared_as_they_are_written(tmp_path: Path) -> None:
    """Blanks around an id are not part of it; leading zeros and capitals are."""
    one, ledger = source(columns=COLUMNS, record_id={"field": "record_id"}), opened(tmp_path)
    rows = [(name, "2024-01-01", "cocaine", "1") for name in ("07", " 07 ", "7", "a", "A", " ")]
    batch = land(ledger, one, rows, header=HEADER)
    assert [row["record_id"] for row in seen(ledger, one)] == ["07", "7", "a", "A"]
    assert (batch.repeated, batch.rejected) == (1, 1)


def test_wide_cells_are_counted_one_by_one(tmp_path: Path) -> None:
    """Twelve months, two of them bad and three that say nothing, are nine observations, of which seven are good."""
    cells: dict[str, Any] = {f"m{number}": {"month": str(number)} for number in range(1, 13)}
    layout = {"wide": {"columns": cells, "value": "quantity", "blank": "skip"}}
    one = source("wide", {"y": "year"}, period={"year": "year", "month": "month"}, layout=layout)
    row = ["2024", "1", "2", "x", None, "5", "6", "-7", None, "9", "10", None, "12"]
    ledger = opened(tmp_path)
    batch = land(ledger, one, [row], header=("y", *cells))
    assert (batch.rows_in, batch.accepted, batch.rejected, batch.file_rows) == (9, 7, 2, 1)
    assert sorted(found["cell"] for found in put_aside(ledger)) == ["m3", "m7"]


def test_the_rejects_of_one_batch_can_be_had_by_its_id(tmp_path: Path) -> None:
    """Each file's rejects are its own; the start of an id is enough to name it."""
    one, ledger = source(), opened(tmp_path)
    for day in ("01", "02"):
        land(ledger, one, [(f"2024-03-{day}", "cocaine", "1"), (f"2024-03-{day}", f"dust {day}", "1")])
    first, second = ledger.batches()
    found = ledger.engine.arrow(ledger.rejects(first.id[:9])[1]).to_pylist()
    assert len(found) == 1 and "dust 01" in found[0]["raw"]
    assert ledger.rejects(second.id)[0] == (second,)
