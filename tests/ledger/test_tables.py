"""The tables are plain Delta Lake: any tool that reads Delta reads them, with the declared columns and partitions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
from deltalake import DeltaTable
from tests.world import Row, figures, land, opened, seen, source

from tercet.catalog.descriptor import Source
from tercet.ledger.batch import SCHEMA, Span
from tercet.ledger.ledger import Ledger
from tercet.ledger.store import schema_of

MONTHLY = ("when", "what", "n")


def rows_of(ledger: Ledger, table: str) -> list[Row]:
    """Every row of a table, as deltalake alone reads it."""
    return list(DeltaTable(ledger.store.path(table)).to_pyarrow_table().to_pylist())


def types(schema: pa.Schema) -> dict[str, str]:
    """Column name -> type, in a form in which Arrow's names for the parts of a map do not matter."""
    return {field.name: _plain(field.type) for field in schema}


def _plain(kind: pa.DataType) -> str:
    return f"map<{kind.key_type}, {kind.item_type}>" if pa.types.is_map(kind) else str(kind)


def with_a_dimension() -> Source:
    """Seizures by law, a dimension that only this source has."""
    columns = {"day": "date", "drug": "substance", "amount": "quantity", "law": "law"}
    return source(columns=columns, dimensions={"law": {"en": "Law"}})


def test_records_are_readable_by_anyone_who_reads_delta(tmp_path: Path) -> None:
    """The tables have the declared columns, partitioned by source and batch, and hold what the view shows."""
    one, ledger = with_a_dimension(), opened(tmp_path)
    rows = [
        ("2024-03-05", "cocaine", "1.5", "a"),
        ("2024-03-06", "moon dust", "2", None),
        ("2024-03-07", "heroin", "3", None),
    ]
    batch = land(ledger, one, rows, header=("day", "drug", "amount", "law"))
    table = DeltaTable(ledger.store.path("seizure"))
    assert table.metadata().partition_columns == ["source", "batch"]
    found = table.to_pyarrow_table()
    assert types(found.schema) == types(schema_of("seizure"))
    assert {row["batch"] for row in found.to_pylist()} == {batch.id}
    assert [
        (row["row"], row["substance"], row["mass"]) for row in sorted(found.to_pylist(), key=lambda row: row["row"])
    ] == [
        (2, "cocaine", 1_500_000_000),
        (4, "heroin", 3_000_000_000),
    ]
    by_row = {row["row"]: row for row in seen(ledger, one)}
    assert all({name: row[name] for name in by_row[2]} == by_row[row["row"]] for row in found.to_pylist())
    assert by_row[2]["dims"] == [("law", "a")]


def test_rejects_and_batches_are_delta_tables_too(tmp_path: Path) -> None:
    """What was put aside, and what came in, can be read without Tercet."""
    one, ledger = source(), opened(tmp_path)
    batch = land(ledger, one, [("2024-03-05", "cocaine", "1"), ("2024-03-06", "moon dust", "2")], date(2024, 6, 1))
    assert types(DeltaTable(ledger.store.path("rejects")).to_pyarrow_table().schema) == types(schema_of("rejects"))
    (reject,) = rows_of(ledger, "rejects")
    assert (reject["row"], reject["outcome"], reject["source"], reject["batch"]) == (3, "rejected", "partner", batch.id)
    assert "moon dust" in reject["problems"] and "moon dust" in reject["raw"]
    assert types(DeltaTable(ledger.store.path("batches")).to_pyarrow_table().schema) == types(SCHEMA)
    (row,) = rows_of(ledger, "batches")
    assert (row["id"], row["rows_in"], row["accepted"], row["rejected"]) == (batch.id, 2, 1, 1)


def test_figures_are_stored_as_exact_decimals(tmp_path: Path) -> None:
    """A rate keeps its nine decimals in the file, not only in memory."""
    one, ledger = figures(unit="per_100_000"), opened(tmp_path)
    land(ledger, one, [("2024", "deaths", "21.123456789")], header=MONTHLY)
    assert types(DeltaTable(ledger.store.path("observation")).to_pyarrow_table().schema) == types(
        schema_of("observation")
    )
    assert rows_of(ledger, "observation")[0]["value"] == Decimal("21.123456789")


def test_a_clean_file_makes_no_table_of_rejects(tmp_path: Path) -> None:
    """Where nothing was put aside there is nothing to read, and asking for it is no error."""
    ledger = opened(tmp_path)
    land(ledger, source(), [("2024-03-05", "cocaine", "1")])
    assert ledger.store.open("rejects") is None
    assert ledger.rejects()[1] is None


def test_a_batch_covers_each_period_that_it_has(tmp_path: Path) -> None:
    """Months, quarters, half-years and years are told apart; days are covered from the first to the last."""
    one, ledger = figures(), opened(tmp_path)
    rows = [("2024-02", "deaths", "1"), ("2024-02", "visits", "2"), ("2024 Q1", "deaths", "3"), ("2023", "deaths", "4")]
    rows += [("2024-S1", "deaths", "5"), ("2024 (Jan to Sep)", "deaths", "6")]
    assert set(land(ledger, one, rows, header=MONTHLY).coverage) == {
        Span("M", date(2024, 2, 1), date(2024, 2, 29)),
        Span("Q", date(2024, 1, 1), date(2024, 3, 31)),
        Span("A", date(2023, 1, 1), date(2023, 12, 31)),
        Span("S", date(2024, 1, 1), date(2024, 6, 30)),
        Span("A", date(2024, 1, 1), date(2024, 9, 30)),
    }
    days = land(
        ledger, source(), [("2024-03-05", "cocaine", "1"), ("2023-12-31", "heroin", "2"), ("2024-03-01", "heroin", "2")]
    )
    assert days.coverage == (Span("D", date(2023, 12, 31), date(2024, 3, 5)),)


def test_rolling_and_fiscal_years_are_covered_as_such(tmp_path: Path) -> None:
    """Twelve months to June end in June; the U.S. fiscal year 2024 ends in September."""
    columns, ledger = {"y": "year", "m": "month", "n": "quantity"}, opened(tmp_path)
    rolling = source("rolling", columns, period={"year": "year", "month": "month", "rolling": 12})
    batch = land(ledger, rolling, [("2024", "6", "1")], header=("y", "m", "n"))
    assert batch.coverage == (Span("R12", date(2023, 7, 1), date(2024, 6, 30)),)
    fiscal = source("fiscal", {"y": "fy", "n": "quantity"}, period={"fiscal_year": "fy", "fiscal_start": 10})
    batch = land(ledger, fiscal, [("2024", "1")], header=("y", "n"))
    assert batch.coverage == (Span("FY", date(2023, 10, 1), date(2024, 9, 30)),)


def test_what_is_not_yet_reported_or_put_aside_is_not_covered(tmp_path: Path) -> None:
    """A month whose cell is blank for later, or whose only row was put aside, has not been published."""
    one, ledger = figures(gaps={"-": "not_yet_reported", "..": "suppressed"}), opened(tmp_path)
    rows = [
        ("2024-01", "deaths", "1"),
        ("2024-02", "deaths", "-"),
        ("2024-03", "deaths", "x"),
        ("2024-04", "deaths", ".."),
    ]
    assert [span.start.month for span in land(ledger, one, rows, header=MONTHLY).coverage] == [1, 4]


def test_a_batch_is_remembered_as_it_landed(tmp_path: Path) -> None:
    """What was said when a file came in is what the table of batches says afterwards."""
    ledger = opened(tmp_path)
    batch = land(ledger, source(), [("2024-03-05", "cocaine", "1")], date(2024, 6, 1))
    assert opened(tmp_path).batches() == (batch,)
