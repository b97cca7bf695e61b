"""Terms bind an edition as a whole: pages, data, lists of files, and what is said of rows that were put aside."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from tests.partner import rows, sent, workspace

from tercet.build import edition
from tercet.edition.content import Content, Wanted
from tercet.errors import TercetError
from tercet.gather import gather
from tercet.workspace import Workspace

YEAR = {"2023": {"CA-BC": 20, "CA-ON": 30}}
SECRET = {"2023": {"CA-NS": 24}}
EVERYBODY = {"records": ["internal", "public"], "statistics": ["internal", "public"]}
LATER = {"tlp": "AMBER", "names": {"en": "Later"}, "embargo_until": "2024-06-01", **EVERYBODY}


def said(ws: Workspace, audience: str, as_of: date | None = None) -> Content:
    """What an edition for an audience says."""
    return gather(Wanted(audience, as_of), ws.ledger, ws.catalog)


def latest(content: Content) -> dict[str, object]:
    """The newest figure of the first headline for Canada."""
    (canada,) = (one for one in content.headlines[0].series if one.area == "CA")
    return canada.answer.records()[-1]


def said_of(name: str, told: str) -> set[str]:
    """What the labels and tables of maps say of an area."""
    return set(re.findall(rf'{name}(?:: |</th><td class="number">)([^"<]+)', told))


def texts(ws: Workspace, audience: str) -> str:
    """Everything that an edition says in files of text, of all of them at once."""
    made = edition(Wanted(audience, langs=("en", "es", "fr")), ws.ledger, ws.catalog)
    return "\n".join(data.decode() for name, data in made.items() if not name.endswith((".pdf", ".parquet")))


@pytest.mark.slow
def test_a_record_for_two_partners_is_in_no_table_of_the_third_or_of_the_public(tmp_path: Path) -> None:
    """Nova Scotia is for the United States and Canada: 24 times 7.25 kg that nobody else may add up."""
    closed = [
        row.replace("1.07", "7.25") for row in rows(SECRET | YEAR, "us_ca", "S") if "CA-NS" in row or "CA-BC" in row
    ]
    ws = workspace(tmp_path, [*rows(YEAR, "public"), *closed])
    values = {name: latest(said(ws, name))["value"] for name in ("US", "CA", "MX", "public")}
    assert values["US"] == values["CA"] and values["MX"] == values["public"] and values["US"] != values["MX"]
    assert latest(said(ws, "MX"))["status"] == "D", "a sum of what is released is not the sum of everything"
    for audience in ("MX", "public"):
        told = texts(ws, audience)
        assert "CA-NS" not in told
        # A map names every province; of Nova Scotia it says what it says of Alberta, which nobody sent a record of.
        assert set() < said_of("Nova Scotia", told) <= said_of("Alberta", told)
        assert said_of("Ontario", told).isdisjoint(said_of("Alberta", told))


def test_an_embargoed_record_waits_until_the_embargo_has_ended(tmp_path: Path) -> None:
    """An edition as of the day before does not have it, an edition as of the day does."""
    ws = workspace(
        tmp_path, [*rows(YEAR, "public"), *rows({"2023": {"CA-QC": 12}}, "later", "L")], terms={"later": LATER}
    )
    before, after = (latest(said(ws, "public", day)) for day in (date(2024, 5, 31), date(2024, 6, 1)))
    assert before["value"] != after["value"] and (before["status"], after["status"]) == ("D", "A")
    assert latest(said(ws, "internal", date(2024, 5, 31)))["value"] == before["value"], "an embargo holds for everybody"


def test_where_everything_is_embargoed_no_zero_is_said(tmp_path: Path) -> None:
    """That nothing may be told is not that nothing was seized."""
    ws = workspace(
        tmp_path, [*rows({"2022": {"CA-BC": 20}}, "public"), *rows(YEAR, "later", "L")], terms={"later": LATER}
    )
    found = ws.measure("fentanyl_seized_mass", "CA", freq="A", audience="public", as_of=date(2024, 5, 1)).records()
    assert [(row["period"], row["value"] is None, row["status"]) for row in found] == [
        ("2022", False, "D"),
        ("2023", True, "O"),
    ]


@pytest.mark.slow
def test_a_source_on_background_is_named_by_the_agreed_words_alone(tmp_path: Path) -> None:
    """The words stand on the pages and in the data; the name, the id and the file's name stand nowhere."""
    background = {
        "names": {"en": "On background"},
        "tlp": "CLEAR",
        **EVERYBODY,
        "attribution": {"en": "a partner agency that asked not to be named", "fr": "un organisme partenaire"},
    }
    ws = workspace(tmp_path, rows(YEAR, "quiet"), terms={"quiet": background})
    told, inside = texts(ws, "public"), texts(ws, "internal")
    for name in ("tercet_seizures", "Seizure records", "Dossiers de saisies", "seizures.csv"):
        assert name in inside and name not in _without_claims(told), name
    assert "a partner agency that asked not to be named" in told and "un organisme partenaire" in told


def _without_claims(told: str) -> str:
    """The definition of a measure may name the common template for everybody; no figure comes from there by name."""
    return told.replace("in the form of tercet_seizures", "")


def test_rows_that_were_put_aside_are_only_told_to_those_who_may_have_the_file(tmp_path: Path) -> None:
    """A row that could not be read has no terms of its own, and its text may be what must not be shown."""
    bad = "R-bad,2023-05-05,CA,CA-BC,RCMP,a secret name,1,kg,1,,statistics_only"
    ws = workspace(tmp_path, [*rows(YEAR), bad])
    assert [one.text for one in said(ws, "internal").put_aside] == ["a secret name"]
    assert said(ws, "public").put_aside == ()
    (file,) = said(ws, "public").files
    assert (file.rows_in, file.accepted, file.rejected, file.repeated) == (None, None, None, None)


def test_a_file_of_which_nothing_is_released_is_not_on_the_list(tmp_path: Path) -> None:
    """That a partner has sent something is already an answer."""
    ws = workspace(tmp_path, rows(YEAR, "public"))
    ws.ingest(sent(tmp_path, rows(SECRET, "us_ca", "S"), "closed.csv"), source="tercet_seizures", received="2024-02-02")
    assert {one.name for one in said(ws, "US").files} == {"seizures.csv", "closed.csv"}
    assert {one.name for one in said(ws, "MX").files} == {"seizures.csv"}


def test_what_is_worked_out_from_closed_records_is_withheld(tmp_path: Path) -> None:
    """Disclosure control guards figures; a trend or a verdict of them would go round it."""
    ws = workspace(tmp_path, rows())
    with pytest.raises(TercetError, match="withheld"):
        ws.trend("fentanyl_seized_mass", "CA", audience="public")
    assert ws.trend("fentanyl_seized_mass", "CA").records()[0]["verdict"]
