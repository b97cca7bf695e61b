"""What an edition gives away of records that its audience may count and not see."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tests.partner import MASS, YEARS, corrected, rows, sent, workspace

from tercet.answers import Answer
from tercet.disclose import Held, figures, hold
from tercet.edition.content import Content, Places, Wanted
from tercet.edition.front import front
from tercet.errors import TermsError
from tercet.gather import seen
from tercet.gather.headlines import Views, headline
from tercet.terms.disclosure.attack import attack
from tercet.terms.disclosure.kept import keep, kept
from tercet.terms.disclosure.model import DisclosureError, Edition, key
from tercet.workspace import Workspace

PROVINCES = ("CA-AB", "CA-BC", "CA-ON", "CA-QC")


def told(ws: Workspace, audience: str = "public", period: str = "2023-12") -> Content:
    """What an edition would say before anything is held back: the series of Canada, and the map of its provinces."""
    view = seen(Wanted(audience), ws.ledger, ws.catalog)
    fentanyl = headline(Views(view, None), front().headlines[0], ("CA", "US"), ws.catalog)
    asked = ws.measure(fentanyl.measure.id, PROVINCES, freq="R12", from_=period, to=period, audience=audience)
    nothing = Answer((), [])
    one = replace(fentanyl, places=(Places("CA", period, asked),))
    return Content(view.as_of or date.min, audience, False, "0", (one,), nothing, nothing, (), (), ())


def held(ws: Workspace, content: Content, earlier: tuple[Edition, ...] = ()) -> Held:
    """The edition as it may go out."""
    return hold(content, seen(Wanted(content.audience), ws.ledger, ws.catalog), ws.catalog, earlier)


def named(area: str, period: str = "2023-12") -> object:
    """The key of a figure of the first headline."""
    return key(measure="fentanyl_seized_mass", freq="R12", area=area, period=period, where="")


def statuses(content: Content) -> dict[str, str]:
    """The status of each province on the map."""
    return {row["area"]: row["status"] for row in content.headlines[0].places[0].answer.records()}


def test_a_small_figure_and_another_that_protects_it_are_held_back(tmp_path: Path) -> None:
    """Two records of Alberta could be told from the total, so a second province goes with it."""
    ws = workspace(tmp_path, rows())
    found = held(ws, told(ws))
    assert found.edition is not None and named("CA-AB") in found.edition.suppressed
    marks = statuses(found.content)
    assert marks["CA-AB"] == "Q" and sorted(marks.values()).count("Q") == 2
    values = {row["area"]: row["value"] for row in found.content.headlines[0].places[0].answer.records()}
    assert all((values[area] is None) == (mark == "Q") for area, mark in marks.items())


def test_parts_that_are_told_apart_are_counted_together(tmp_path: Path) -> None:
    """Whether a country is told in one table or in two, its total less all others is the one held back."""
    ws = workspace(tmp_path, rows())
    whole = told(ws)
    (places,) = whole.headlines[0].places
    split = tuple(replace(places, answer=replace(places.answer, rows=part)) for part in halves(places.answer))
    found = held(ws, replace(whole, headlines=(replace(whole.headlines[0], places=split),)))
    rest = [row for one in found.content.headlines[0].places for row in one.answer.records()]
    assert sum(row["status"] == "Q" for row in rest) == 2


def halves(answer: Answer) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """The first row, and all others."""
    return list(answer.rows[:1]), list(answer.rows[1:])


def test_an_attacker_with_the_edition_cannot_bound_what_was_held_back(tmp_path: Path) -> None:
    """The bounds are as far apart as the terms want: three kilograms, or a fifth of the figure."""
    ws = workspace(tmp_path, rows())
    edition = held(ws, told(ws)).edition
    assert edition is not None
    bounds = attack([edition])
    alberta = bounds[edition.name, named("CA-AB")]  # type: ignore[index]
    assert alberta.width is None or alberta.width >= max(Decimal(3), 2 * MASS["CA-AB"] / 5)


def test_without_complementary_suppression_the_attackers_check_stops_the_edition(tmp_path: Path) -> None:
    """A check that could not fail would be no check: total less the other provinces is Alberta."""
    ws = workspace(tmp_path, rows(), disclosure={"complementary": False})
    with pytest.raises(DisclosureError, match="area=CA-AB"):
        held(ws, told(ws))


def test_an_audience_that_may_have_the_records_gets_every_figure(tmp_path: Path) -> None:
    """What one may have record by record is no secret as a total."""
    ws = workspace(tmp_path, rows(terms="public"))
    found = held(ws, told(ws))
    assert found.edition is None and set(statuses(found.content).values()) == {"A"}
    assert held(ws, told(ws, "internal")).edition is None


def test_a_figure_of_released_and_unreleased_records_is_judged_by_what_is_not_released(tmp_path: Path) -> None:
    """Who has the released records takes them off, and one record is left."""
    few = {"2022": {**YEARS["2022"]}, "2023": {**YEARS["2023"], "CA-AB": 1}}
    ws = workspace(tmp_path, [*rows(few), *rows({"2023": {"CA-AB": 50}}, "public", "P")])
    view = seen(Wanted("public"), ws.ledger, ws.catalog)
    cells = {cell.key: cell for cell in figures(told(ws), view, ws.catalog)[0]}
    alberta = cells[named("CA-AB")]  # type: ignore[index]
    assert (alberta.value, alberta.contributors) == (MASS["CA-AB"], 1)
    assert statuses(held(ws, told(ws)).content)["CA-AB"] == "Q"


def test_two_editions_of_one_audience_give_nothing_away_together(tmp_path: Path) -> None:
    """Figures that did not change from one edition to the next must not fill the holes of both."""
    ws = workspace(tmp_path, rows())
    first = held(ws, told(ws))
    assert first.edition is not None
    ws.ingest(sent(tmp_path, corrected(), "corrected.csv"), source="tercet_seizures", received="2024-03-01")
    second, forgetful = (held(ws, told(ws), earlier) for earlier in ((first.edition,), ()))
    assert second.edition is not None and second.edition.name != first.edition.name
    assert forgetful.edition is not None and forgetful.edition.suppressed != second.edition.suppressed
    for at, bound in enumerate((second.edition, replace(forgetful.edition, name="2 (alone)"))):
        found = attack([first.edition, bound])[first.edition.name, named("CA-AB")]  # type: ignore[index]
        assert (found.width is None or found.width >= 3) == (at == 0), "an edition that forgets gives Alberta away"


def test_an_edition_made_again_is_held_back_in_the_same_way(tmp_path: Path) -> None:
    """Later editions do not change an earlier one, or its two copies would differ."""
    ws = workspace(tmp_path, rows())
    folder = tmp_path / "kept"
    first = held(ws, told(ws)).edition
    assert first is not None
    keep(folder, first)
    keep(folder, replace(first, name="later", cells=first.cells[:-1], relations=()))
    again = held(ws, told(ws), kept(folder)).edition
    assert again is not None and (again.suppressed, again.name) == (first.suppressed, first.name)
    keep(folder, again)
    assert len(kept(folder)) == 2


def test_two_builds_at_once_do_not_both_go_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each would have held back without knowing of the other."""
    edition = Edition("1", (), ())
    keep(tmp_path, edition)
    monkeypatch.setattr("tercet.terms.disclosure.kept.kept", lambda folder: ())
    with pytest.raises(TermsError, match="Build again"):
        keep(tmp_path, replace(edition, name="2"))
    assert [path.name for path in tmp_path.iterdir()] == ["000001.json"]


def test_a_damaged_memory_of_editions_stops_the_next_one(tmp_path: Path) -> None:
    """Without what earlier editions held back nobody can say what the next one would give away."""
    (tmp_path / "000001.json").write_text("{", "utf-8")
    with pytest.raises(TermsError, match="000001.json.*Restore"):
        kept(tmp_path)


def test_nothing_else_is_told_of_a_series_that_is_guarded(tmp_path: Path) -> None:
    """A trend, a number of rows or a count of rejects would say something about records that stay closed."""
    ws = workspace(tmp_path, rows())
    series = held(ws, told(ws)).content.headlines[0].series[0]
    assert (series.area, series.trend, series.earlier, series.behind.rows) == ("CA", None, None, None)
    assert not any(letter.isdigit() for note in series.answer.notes for letter in note)
