"""What must hold of a whole file: a file that breaks it is refused, and leaves no trace."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.world import figures, kept_files, land, opened, seen, source

from tercet.catalog.descriptor import Source
from tercet.errors import TercetError
from tercet.ledger.ledger import Ledger

MONTHLY = ("when", "what", "n")
OLD = [("2024-02-05", "cocaine", "1")]
GOOD = [("2024-03-05", "cocaine", "2")]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """A ledger in which one file has landed."""
    made = opened(tmp_path)
    land(made, source(), OLD)
    return made


def refused(ledger: Ledger, one: Source, rows: Sequence[Sequence[str | None]], **more: Any) -> str:
    """The message with which a file is refused; nothing may have changed."""
    before, batches = kept_files(ledger), ledger.batches()
    with pytest.raises(TercetError) as error:
        land(ledger, one, rows, **more)
    assert kept_files(ledger) == before
    assert ledger.batches() == batches
    assert not list((ledger.store.folder / "scratch").iterdir())
    return str(error.value)


def test_a_key_that_never_repeats_may_not_come_twice(ledger: Ledger) -> None:
    """Two figures for one month and one indicator cannot both be right, so the file is refused with the key."""
    one = figures(expect={"unique": ["period", "indicator"]})
    rows = [("2024-01", "deaths", "1"), ("2024-01", "visits", "1"), ("2024-01", "Deaths", "2")]
    message = refused(ledger, one, rows, header=MONTHLY)
    assert "office-" in message and "period, indicator" in message
    assert "2024-01-01" in message and "drug_overdose_deaths" in message
    assert "Nothing was changed" in message and "expect.unique" in message
    assert land(ledger, one, rows[:2], header=MONTHLY).accepted == 2


def test_a_unique_key_may_have_dimensions_of_the_source(ledger: Ledger) -> None:
    """Laws, filters and other dimensions of a source's own tell rows apart as well; blanks are equal to each other."""
    columns = {"day": "date", "drug": "substance", "amount": "quantity", "law": "law"}
    one = source("laws", columns, dimensions={"law": {"en": "Law"}}, expect={"unique": ["period", "law"]})
    header = tuple(columns)
    rows = [
        ("2024-01-01", "cocaine", "1", "a"),
        ("2024-01-01", "cocaine", "1", None),
        ("2024-01-02", "cocaine", "1", "a"),
    ]
    assert "law b" in refused(ledger, one, [*rows, *[("2024-01-01", "heroin", "1", "b")] * 2], header=header)
    assert refused(ledger, one, [*rows, ("2024-01-01", "heroin", "1", None)], header=header)
    assert land(ledger, one, rows, header=header).accepted == 3


def test_rows_that_are_put_aside_do_not_break_a_key(ledger: Ledger) -> None:
    """A row that is rejected, or that is the repetition of a record, is not a second figure."""
    columns = {"id": "record_id", "day": "date", "amount": "quantity"}
    one = source("ids", columns, record_id={"field": "record_id"}, expect={"unique": ["period"]})
    rows = [("1", "2024-01-01", "1"), ("2", "2024-01-01", "x"), ("1", "2024-01-01", "1")]
    batch = land(ledger, one, rows, header=tuple(columns))
    assert (batch.accepted, batch.rejected, batch.repeated) == (1, 1, 1)


@pytest.mark.parametrize(("bad", "passes"), [(0, True), (1, True), (2, False), (10, False)])
def test_too_many_rejected_rows_mean_that_the_file_is_another(ledger: Ledger, bad: int, passes: bool) -> None:
    """One bad row in ten is a slip; more of them are a file that the descriptor does not fit."""
    one = source("strict", expect={"rejected": "0.1"})
    rows = [("2024-03-05", "moon dust" if number < bad else "heroin", "1") for number in range(10)]
    if passes:
        assert land(ledger, one, rows).rejected == bad
    else:
        message = refused(ledger, one, rows)
        assert "strict-" in message and "Nothing was changed" in message


def test_a_share_of_exactly_the_limit_is_allowed(ledger: Ledger) -> None:
    """Three rejected rows of ten are not more than 0.3: limits are exact, not off by the last digit of a float."""
    one = source("third", expect={"rejected": "0.3"})
    rows = [("2024-03-05", "moon dust" if number < 3 else "heroin", "1") for number in range(10)]
    assert land(ledger, one, rows).rejected == 3


def test_a_file_without_one_good_row_is_refused_with_the_commonest_reason(ledger: Ledger) -> None:
    """A file in which nothing can be read is not this source's file, and the message says what was wrong where."""
    message = refused(ledger, source("other"), [("2024-03-05", "moon dust", "1"), ("2024-03-06", "moon dust", "2")])
    assert "no row could be accepted" in message and "row 2" in message and "moon dust" in message


def test_a_file_of_totals_only_has_no_data(ledger: Ledger) -> None:
    """If every row is the publisher's own total, there is nothing to keep."""
    layout = {"skip": [{"field": "substance", "labels": ["TOTAL"], "why": "total"}]}
    assert "no row of data" in refused(ledger, source("totals", layout=layout), [("2024-03-05", "TOTAL", "1")])


@pytest.mark.parametrize("rows", [1, 2, 3, 4, 5])
def test_an_unusual_number_of_rows_is_a_warning(tmp_path: Path, rows: int) -> None:
    """A file with fewer or more rows than usual lands, and says so; a publisher may have had a quiet month."""
    one = source(expect={"rows": {"min": 2, "max": 4}})
    batch = land(opened(tmp_path), one, [(f"2024-03-{day:02}", "cocaine", "1") for day in range(1, rows + 1)])
    assert batch.accepted == rows
    assert bool(batch.warnings) is (rows in {1, 5})
    assert all(str(rows) in warning for warning in batch.warnings)


def test_a_refusal_does_not_stop_the_next_file(ledger: Ledger) -> None:
    """After a refused file the ledger works as before."""
    refused(ledger, source("other"), [("2024-03-05", "moon dust", "1")])
    land(ledger, source(), GOOD)
    assert sorted(row["mass"] // 10**9 for row in seen(ledger, source())) == [1, 2]


def test_a_ledger_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """A file that stands where a table should be is said, with the name of the file that could not be kept."""
    ledger = opened(tmp_path)
    ledger.engine.run("SELECT 1")
    (ledger.store.folder / "seizure").write_text("not a folder", "utf-8")
    with pytest.raises(TercetError, match="partner-.* could not be kept"):
        land(ledger, source(), GOOD)
    assert ledger.batches() == ()
