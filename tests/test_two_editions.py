"""An attacker who reads every file of two editions in a row cannot work out what was held back."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.partner import corrected, rows, sent, workspace

from tercet.build import build
from tercet.edition.content import Wanted
from tercet.terms.disclosure.attack import Bounds, attack
from tercet.terms.disclosure.model import Cell, DisclosureError, Edition, Key, Relation, key
from tercet.workspace import Workspace

PROVINCES = ("CA-AB", "CA-BC", "CA-ON", "CA-QC")
ALBERTA = ("CA-AB", "2023-12")  # two records
PLAIN = ("area", "period", "value")
Told = dict[tuple[str, str], Decimal | None]


@dataclass(frozen=True)
class Out:
    """An edition on disk, and the figures behind it as the house knows them."""

    folder: Path
    truth: dict[tuple[str, str], Decimal]


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> list[Out]:
    """Two editions for the public; between them the partner corrected a province."""
    folder = tmp_path_factory.mktemp("editions")
    ws = workspace(folder, rows())
    made = [_built(ws, folder / "first")]
    later = sent(folder, corrected(), "corrected.csv")
    assert ws.ingest(later, source="tercet_seizures", received="2024-03-01")[0].error is None
    return [*made, _built(ws, folder / "second")]


def _built(ws: Workspace, folder: Path) -> Out:
    build(folder, Wanted("public", langs=("en", "fr")), ws.ledger, ws.catalog)
    asked = ws.measure("fentanyl_seized_mass", ("CA", *PROVINCES), freq="R12").records()
    return Out(folder, {(row["area"], row["period"]): row["value"] for row in asked})


def read(out: Out) -> Iterator[tuple[str, Told]]:
    """Every file of an edition that holds figures, by its name: what it tells of each area and period."""
    for path in sorted(out.folder.rglob("*")):
        name = str(path.relative_to(out.folder))
        if path.suffix == ".csv":
            columns = ("REF_AREA", "PERIOD_NAME", "OBS_VALUE") if path.parent.name == "sdmx" else PLAIN
            yield name, _told(path.read_text("utf-8"), *columns)
        elif path.suffix == ".parquet":
            yield name, {(row["area"], row["period"]): row["value"] for row in pq.read_table(path).to_pylist()}


def _told(text: str, area: str, period: str, value: str) -> Told:
    """The figures of a table as text."""
    table = csv.DictReader(io.StringIO(text))
    return {(row[area], row[period]): Decimal(row[value]) if row[value] else None for row in table if row[area]}


def as_seen(name: str, out: Out) -> Edition:
    """An edition as the attacker has it: what no file tells is held back; provinces add up to the country."""
    told = {figure: value for _, found in read(out) for figure, value in found.items() if value is not None}
    shown = {figure for _, found in read(out) for figure in found}
    cells = tuple(Cell(_key(*figure), out.truth[figure], 9, counted=False) for figure in sorted(shown))
    sums = tuple(
        Relation(_key("CA", period), tuple(_key(area, period) for area in PROVINCES))
        for period in sorted({period for _, period in shown})
        if all((area, period) in shown for area in ("CA", *PROVINCES))
    )
    return Edition(name, cells, sums, frozenset(_key(*figure) for figure in shown - told.keys()))


def _key(area: str, period: str) -> Key:
    return key(area=area, period=period)


def width(found: Bounds) -> Decimal:
    """How far apart bounds are; without an upper one as far as one likes."""
    return Decimal("Infinity") if found.width is None else found.width


@pytest.mark.slow
def test_every_file_tells_the_same_and_nothing_that_another_holds_back(editions: list[Out]) -> None:
    """A figure is held back in all formats and languages, or in none."""
    for out in editions:
        files = dict(read(out))
        assert {name.rsplit(".", 1)[-1] for name in files} >= {"csv", "parquet"}
        together: Told = {}
        for name, found in files.items():
            for figure, value in found.items():
                assert together.setdefault(figure, value) == value, (name, figure)
        assert any(value is None for value in together.values()) and any(
            value is not None for value in together.values()
        )
        assert all(value in {None, out.truth[figure]} for figure, value in together.items())


@pytest.mark.slow
def test_no_sensitive_figure_can_be_worked_out_from_both_editions(editions: list[Out]) -> None:
    """All published figures of both, with all sums and with all that did not change, leave its bounds apart."""
    seen = [as_seen(f"edition {at}", out) for at, out in enumerate(editions)]
    bounds = attack(seen)
    for at in range(2):
        assert width(bounds[f"edition {at}", _key(*ALBERTA)]) >= 3
    assert all(width(found) > 0 for found in bounds.values())


@pytest.mark.slow
def test_the_attacker_works_it_out_where_only_sensitive_figures_are_held_back(editions: list[Out]) -> None:
    """Otherwise the test before this one would prove nothing."""
    first = as_seen("first", editions[0])
    alone = Edition("first", first.cells, first.relations, frozenset({_key(*ALBERTA)}))
    assert width(attack([alone])["first", _key(*ALBERTA)]) == 0


@pytest.mark.slow
def test_a_build_without_complementary_suppression_is_stopped_and_writes_nothing(tmp_path: Path) -> None:
    """The attacker's check is part of the build; its message names cells and no values."""
    ws = workspace(tmp_path, rows(), disclosure={"complementary": False})
    with pytest.raises(DisclosureError, match="area=CA-AB.*period=2023-12") as stopped:
        build(tmp_path / "out", Wanted("public"), ws.ledger, ws.catalog)
    assert not (tmp_path / "out").exists() and "15.54" not in str(stopped.value)


@pytest.mark.slow
def test_no_page_prints_a_figure_that_is_held_back(editions: list[Out]) -> None:
    """The map and its table say suppressed; the weight of Alberta, 15.54 kg, is nowhere."""
    for path in editions[0].folder.rglob("*"):
        if path.suffix in {".html", ".csv", ".svg", ".json", ".xml"}:
            assert not re.search(r"15[.,]54?\b", path.read_text("utf-8")), path
