"""What is in force: for each key the newest file that has it, in whatever order the files came in."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.world import catalog, figures, land, opened, seen, source

from tercet.catalog.descriptor import Source
from tercet.ledger.batch import Batch
from tercet.ledger.ledger import Ledger

HEADER = ("when", "what", "n")
MONTHS = [f"2024-{number:02}" for number in range(1, 5)]
RECEIVED = [date(2024, 6, 1), date(2024, 7, 1), date(2024, 8, 1)]
Key = tuple[str, str]


@dataclass(frozen=True)
class File:
    """A file of a statistical office: a figure for some months and indicators, and the day on which it came."""

    figures: Mapping[Key, int]
    received: date

    def rows(self) -> list[tuple[str, str, str]]:
        """The file's rows."""
        return [(month, what, str(number)) for (month, what), number in self.figures.items()]


@st.composite
def publications(draw: st.DrawFn) -> list[File]:
    """Up to four files that overlap, no two of them the same."""
    keys = st.lists(
        st.tuples(st.sampled_from(MONTHS), st.sampled_from(["deaths", "visits"])), min_size=1, max_size=5, unique=True
    )
    made = []
    for number in range(draw(st.integers(2, 4))):
        chosen = draw(keys)
        made.append(File({key: 100 * number + at for at, key in enumerate(chosen)}, draw(st.sampled_from(RECEIVED))))
    return made


def in_force(files: Sequence[tuple[File, Batch]], by_indicator: bool, as_of: date | None) -> set[tuple[str, str, int]]:
    """The figures that should be seen, worked out one by one."""

    def rank(pair: tuple[File, Batch]) -> tuple[date, str, str]:
        return (pair[0].received, max(month for month, _ in pair[0].figures), pair[1].sha256)

    newest: dict[tuple[str, ...], tuple[File, Batch]] = {}
    for pair in sorted((one for one in files if as_of is None or one[0].received <= as_of), key=rank):
        for month, what in pair[0].figures:
            newest[(month, what) if by_indicator else (month,)] = pair
    return {
        (month, what, number)
        for key, (file, _) in newest.items()
        for (month, what), number in file.figures.items()
        if key == ((month, what) if by_indicator else (month,))
    }


def figures_seen(ledger: Ledger, one: Source, as_of: date | None) -> set[tuple[str, str, int]]:
    """Month, indicator and figure of every record that a view shows."""
    words = {"drug_overdose_deaths": "deaths", "ed_visits": "visits"}
    rows = seen(ledger, one, as_of=as_of)
    found = {(f"{row['start']:%Y-%m}", words[row["indicator"]], int(row["value"])) for row in rows}
    assert len(found) == len(rows)
    return found


@pytest.mark.parametrize("by_indicator", [False, True])
@given(files=publications(), data=st.data())
@settings(max_examples=10)
def test_the_order_in_which_files_come_in_does_not_matter(
    by_indicator: bool, files: list[File], data: st.DataObject
) -> None:
    """A later file restates what it has and nothing else; ingesting in another order gives the same, at every date."""
    one = figures(restates=("period", "indicator") if by_indicator else ("period",))
    order = data.draw(st.permutations(files))
    with tempfile.TemporaryDirectory() as folder:
        ledger = opened(Path(folder))
        kept = [(file, land(ledger, one, file.rows(), file.received, header=HEADER)) for file in order]
        for as_of in (None, *RECEIVED, date(2024, 5, 31)):
            assert figures_seen(ledger, one, as_of) == in_force(kept, by_indicator, as_of), as_of
        ledger.engine.close()


def test_of_two_files_of_one_day_the_one_that_reaches_further_wins(tmp_path: Path) -> None:
    """Two vintages fetched on one day are told apart by what they cover: the newer one has the newer month."""
    one = figures()
    short = [("2024-01", "deaths", "1"), ("2024-02", "deaths", "2")]
    long = [("2024-01", "deaths", "10"), ("2024-02", "deaths", "20"), ("2024-03", "deaths", "30")]
    for number, order in enumerate(([short, long], [long, short])):
        ledger = opened(tmp_path / str(number))
        for rows in order:
            land(ledger, one, rows, date(2024, 6, 1), header=HEADER)
        assert sorted(int(row["value"]) for row in seen(ledger, one)) == [10, 20, 30]


def test_a_month_to_come_does_not_reach_further(tmp_path: Path) -> None:
    """A blank for a month that has not come is no news; a file is not newer for it."""
    one = figures(gaps={"-": "not_yet_reported"})
    ledger = opened(tmp_path)
    land(ledger, one, [("2024-01", "deaths", "1"), ("2024-02", "deaths", "2")], date(2024, 6, 1), header=HEADER)
    batch = land(ledger, one, [("2024-01", "deaths", "9"), ("2024-12", "deaths", "-")], date(2024, 6, 1), header=HEADER)
    assert [str(span.end) for span in batch.coverage] == ["2024-01-31"]
    assert sorted(int(row["value"]) for row in seen(ledger, one) if row["value"] is not None) == [1, 2]


def test_a_newer_file_takes_back_what_it_leaves_out(tmp_path: Path) -> None:
    """A row that is gone from the newer file of a month was withdrawn by its publisher; it does not linger."""
    one, ledger = figures(), opened(tmp_path)
    land(ledger, one, [("2024-01", "deaths", "1"), ("2024-01", "visits", "2")], date(2024, 6, 1), header=HEADER)
    land(ledger, one, [("2024-01", "deaths", "1")], date(2024, 7, 1), header=HEADER)
    assert [row["indicator"] for row in seen(ledger, one)] == ["drug_overdose_deaths"]
    assert len(seen(ledger, one, as_of=date(2024, 6, 30))) == 2


def test_a_year_does_not_restate_its_months(tmp_path: Path) -> None:
    """A figure for a year and figures for its months are different figures, and both stay."""
    one, ledger = figures(), opened(tmp_path)
    land(ledger, one, [("2024-01", "deaths", "1")], date(2024, 6, 1), header=HEADER)
    land(ledger, one, [("2024", "deaths", "12")], date(2024, 7, 1), header=HEADER)
    assert sorted((row["freq"], row["months"], int(row["value"])) for row in seen(ledger, one)) == [
        ("A", 12, 12),
        ("M", 1, 1),
    ]


def test_a_part_of_a_year_goes_when_a_newer_file_has_more_of_the_year(tmp_path: Path) -> None:
    """The half of 2024 that was known in summer is no figure of its own once the whole year is published."""
    one, ledger = figures(), opened(tmp_path)
    half, whole = [("2024 (Jan to Jun)", "deaths", "6")], [("2024", "deaths", "13"), ("2024-S1", "deaths", "7")]
    land(ledger, one, half, date(2024, 8, 1), header=HEADER)
    land(ledger, one, whole, date(2025, 3, 1), header=HEADER)
    assert {int(row["value"]) for row in seen(ledger, one)} == {13, 7}
    assert {int(row["value"]) for row in seen(ledger, one, as_of=date(2024, 12, 31))} == {6}
    spans = {
        (span.freq, f"{span.end}")
        for span in ledger.view(catalog(one), audience="internal", use="records").covered(one.id)
    }
    assert spans == {("A", "2024-12-31"), ("S", "2024-06-30")}


def test_a_part_of_a_year_is_no_covered_time_where_a_newer_file_has_the_year_of_another_indicator(
    tmp_path: Path,
) -> None:
    """The half-year of visits stays; but nobody published that there were no deaths in it."""
    one, ledger = figures(restates=("period", "indicator")), opened(tmp_path)
    half = [("2024 (Jan to Jun)", "deaths", "6"), ("2024 (Jan to Jun)", "visits", "5")]
    land(ledger, one, half, date(2024, 8, 1), header=HEADER)
    land(ledger, one, [("2024", "deaths", "13")], date(2025, 3, 1), header=HEADER)
    assert sorted(int(row["value"]) for row in seen(ledger, one)) == [5, 13]
    (span,) = ledger.view(catalog(one), audience="internal", use="records").covered(one.id)
    assert str(span.end) == "2024-12-31"


def test_single_days_are_restated_by_the_month(tmp_path: Path) -> None:
    """A newer file of March replaces the days of March, and leaves those of February."""
    one, ledger = source(), opened(tmp_path)
    land(ledger, one, [("2024-02-28", "cocaine", "1"), ("2024-03-01", "cocaine", "2")], date(2024, 6, 1))
    land(ledger, one, [("2024-03-09", "cocaine", "4")], date(2024, 7, 1))
    assert sorted(str(row["start"]) for row in seen(ledger, one)) == ["2024-02-28", "2024-03-09"]


def test_a_source_that_only_adds_never_restates(tmp_path: Path) -> None:
    """Where each file holds new cases only, all files count."""
    one, ledger = source(restates="appends"), opened(tmp_path)
    land(ledger, one, [("2024-03-01", "cocaine", "2")], date(2024, 6, 1))
    land(ledger, one, [("2024-03-01", "cocaine", "3")], date(2024, 7, 1))
    assert sorted(row["mass"] for row in seen(ledger, one)) == [2 * 10**9, 3 * 10**9]


def test_a_record_is_restated_by_its_id_or_by_a_dimension_of_the_source(tmp_path: Path) -> None:
    """A newer file replaces the records, or the laws, that it has; a record without the key is restated as such."""
    columns = {"id": "record_id", "law": "law", "day": "date", "amount": "quantity"}
    header, dimensions = ("id", "law", "day", "amount"), {"law": {"en": "Law"}}
    old = [("1", "a", "2024-01-01", "1"), ("2", "b", "2024-01-01", "2"), ("3", None, "2024-01-01", "3")]
    new = [("2", "a", "2024-05-01", "20"), ("4", None, "2024-01-01", "30")]
    for number, (key, masses) in enumerate({"record_id": [1, 3, 20, 30], "law": [2, 20, 30]}.items()):
        one, ledger = source(columns=columns, dimensions=dimensions, restates=(key,)), opened(tmp_path / str(number))
        land(ledger, one, old, date(2024, 6, 1), header=header)
        land(ledger, one, new, date(2024, 7, 1), header=header)
        assert sorted(row["mass"] // 10**9 for row in seen(ledger, one)) == masses


def test_sources_do_not_restate_each_other(tmp_path: Path) -> None:
    """Two publishers who speak of the same month are two views of it, side by side."""
    one, other, ledger = figures("one"), figures("other"), opened(tmp_path)
    land(ledger, one, [("2024-01", "deaths", "1")], date(2024, 6, 1), header=HEADER)
    land(ledger, other, [("2024-01", "deaths", "2")], date(2024, 7, 1), header=HEADER)
    assert [int(row["value"]) for row in seen(ledger, one)] == [1]
    assert [int(row["value"]) for row in seen(ledger, other)] == [2]
    assert ledger.view(catalog(one, other), "internal").sources("observation") == ("one", "other")
