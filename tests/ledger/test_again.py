"""The same file again, and the same file read by other definitions."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.world import catalog, csv_file, kept_files, land, opened, packaged, seen, source

from tercet.catalog.descriptor import Source
from tercet.ingest import ingest, reading_digest
from tercet.ledger.ledger import Ledger

ROWS = [("2024-03-05", "cocaine", "1"), ("2024-03-06", "heroin", "2")]
LAST = date(2024, 6, 1)


def masses(ledger: Ledger, one: Source, **more: Any) -> list[int]:
    """The masses that a view shows, in kilograms."""
    return sorted(row["mass"] // 10**9 for row in seen(ledger, one, **more))


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    """A file that came before is known: no row is kept twice and not a byte of the ledger changes."""
    one, ledger = source(), opened(tmp_path)
    first = land(ledger, one, ROWS, LAST)
    before = kept_files(ledger)
    assert land(ledger, one, ROWS, date(2024, 9, 1)) == first
    assert kept_files(ledger) == before
    assert masses(ledger, one) == [1, 2]


def test_the_same_file_under_another_name_is_known(tmp_path: Path) -> None:
    """A file is what is in it, not what it is called."""
    one, ledger = source(), opened(tmp_path)
    first = ingest(csv_file(tmp_path / "a.csv", ROWS), ledger, catalog(one))
    again = ingest(csv_file(tmp_path / "b (copy).csv", ROWS), ledger, catalog(one))
    assert (first.new, again.new) == (True, False)
    assert again.batch == first.batch


def test_a_changed_byte_makes_another_file(tmp_path: Path) -> None:
    """A file in which one figure was corrected is a new file of the same source."""
    one, ledger = source(), opened(tmp_path)
    land(ledger, one, ROWS, LAST)
    land(ledger, one, [ROWS[0], ("2024-03-06", "heroin", "3")], date(2024, 7, 1))
    assert len(ledger.batches()) == 2
    assert masses(ledger, one) == [1, 3]


def test_a_corrected_descriptor_reads_the_same_file_anew(tmp_path: Path) -> None:
    """Grams that were taken for kilograms were wrong from the first day: the new reading holds at every date."""
    wrong, right, ledger = source(unit="t"), source(unit="kg"), opened(tmp_path)
    first = land(ledger, wrong, ROWS, LAST)
    second = land(ledger, right, ROWS)
    assert second.supersedes == first.id and second.received == first.received == LAST
    for as_of in (None, LAST, date(2030, 1, 1)):
        assert masses(ledger, right, as_of=as_of) == [1, 2]
    assert masses(ledger, right, as_of=date(2024, 5, 31)) == []
    assert len(ledger.batches()) == 2


def test_going_back_to_an_earlier_descriptor_is_a_correction_too(tmp_path: Path) -> None:
    """If the correction was the mistake, reading the file by the old definition again makes the old reading hold."""
    kilos, tons, ledger = source(unit="kg"), source(unit="t"), opened(tmp_path)
    for one in (kilos, tons, kilos):
        land(ledger, one, ROWS, LAST)
    assert masses(ledger, kilos) == [1, 2]


def test_a_correction_of_an_older_file_does_not_overtake_a_newer_one(tmp_path: Path) -> None:
    """What the newer file says of March holds, even where the older file was read again after it came."""
    wrong, right, ledger = source(unit="t"), source(unit="kg"), opened(tmp_path)
    land(ledger, wrong, ROWS, LAST)
    land(ledger, wrong, [("2024-03-05", "cocaine", "7")], date(2024, 7, 1))
    land(ledger, right, ROWS, LAST)
    assert masses(ledger, right) == [7000]
    assert masses(ledger, right, as_of=LAST) == [1, 2]


@pytest.mark.parametrize("file", ["areas/x.yml", "substances/x.yml", "codelists/x.yml", "units.yml", "terms.yml"])
def test_a_workspaces_own_words_are_part_of_the_reading(tmp_path: Path, file: str) -> None:
    """A new spelling in the workspace's catalog can change what a file says, so the file is read again."""
    own = tmp_path / "catalog"
    (own / file).parent.mkdir(parents=True)
    known = type(packaged())((*packaged().folders, own))
    before = reading_digest(source(), known)
    (own / file).write_text("id: x", "utf-8")
    assert reading_digest(source(), known) != before
    assert reading_digest(source(), packaged()) == before


def test_what_came_in_before_a_day_is_what_was_known_then(tmp_path: Path) -> None:
    """Asked about June, the ledger answers with the files of June, whatever came later."""
    one, ledger = source(), opened(tmp_path)
    for month, amount in ((6, "1"), (7, "2"), (9, "3")):
        land(ledger, one, [("2024-03-05", "cocaine", amount)], date(2024, month, 1))
    asked = [
        date(2024, 5, 31),
        date(2024, 6, 1),
        date(2024, 6, 30),
        date(2024, 7, 1),
        date(2024, 8, 31),
        date(2024, 9, 1),
    ]
    assert [masses(ledger, one, as_of=day) for day in asked] == [[], [1], [1], [2], [2], [3]]
    assert masses(ledger, one) == [3]


def test_a_file_that_comes_late_is_still_known_from_the_day_it_was_received(tmp_path: Path) -> None:
    """An archive is ingested years later with the days on which its files came; the past is then as it was."""
    one, ledger = source(), opened(tmp_path)
    land(ledger, one, [("2024-03-05", "cocaine", "3")], date(2024, 9, 1))
    land(ledger, one, [("2024-03-05", "cocaine", "1")], date(2024, 6, 1))
    assert masses(ledger, one) == [3]
    assert masses(ledger, one, as_of=date(2024, 8, 1)) == [1]
