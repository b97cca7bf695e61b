"""Traps about what a figure means: places, denominators, definitions, dates, and who stands behind it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.analysis.claims.saying import catalog_with, claim, rows_of, without_data, year


def planted(folder: Path, *claims: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The rows of invented claims."""
    return rows_of(catalog_with(folder, *claims))


def test_t18_a_makers_county_is_not_where_a_gun_was_first_sold(tmp_path: Path) -> None:
    """Hartford and Hampden lead a list of source counties because guns are made there."""
    counties = [
        {"id": f"c{number}", "what": what, "value": value, "unit": "firearms"}
        for number, (what, value) in enumerate(
            [("Hartford CT", 1656), ("Maricopa AZ", 1482), ("Harris TX", 1156), ("Hampden MA", 865)]
        )
    ]
    metric = {"id": "firearms_by_county", "name": "Firearms by county of source", "agency": "a foreign ministry"}
    row = planted(tmp_path, claim("A", metric=metric, value=10000, unit="firearms", **{"with": counties}))["A"]
    assert row["checks"].count("to be kept apart from the first retail sale") == 2
    assert "Hartford CT is the seat of" in row["checks"] and "Hampden MA is the seat of" in row["checks"]
    assert "Maricopa" not in row["checks"]


def test_t18_a_workspace_adds_a_makers_seat(tmp_path: Path) -> None:
    """Another maker's county is a line of data."""
    own = tmp_path / "catalog"
    own.mkdir()
    seat = "seats:\n  here:\n    names: [Springfield]\n    maker: a maker\n    source: a list\n    basis: unverified\n"
    (own / "makers.yml").write_text(seat, "utf-8")
    found = planted(tmp_path, claim("A", geography="Springfield"))
    assert "Springfield is the seat of a maker" in found["A"]["checks"]


def test_t19_a_share_shows_what_it_is_a_share_of(tmp_path: Path) -> None:
    """70 % of crime guns are 70 % of those that were recovered and submitted."""
    row = without_data()["Q143"]
    assert "recovered in Mexico AND submitted for tracing" in row["metric"] and "submitted" in row["checks"]
    assert "no denominator was stated" in without_data()["Q150"]["checks"]
    share = {"id": "tea_share", "kind": "share"}
    found = planted(
        tmp_path,
        claim("A", metric={**share, "denominator": "parcels that were opened"}, value=30, unit="percent"),
        claim("B", metric=share, value=30, unit="percent"),
    )
    assert "of parcels that were opened" in found["A"]["checks"] and "parcels" in found["A"]["metric"]
    assert "no denominator was stated" in found["B"]["checks"]


def test_t20_resolved_is_reported_of_requested(tmp_path: Path) -> None:
    """One third of 71,277 requests, and 33 % of nearly 12,000, are numbers of answers."""
    assert "about 23,521 of 71,277" in without_data()["Q139"]["checks"]
    assert "about 3,960 of 12,000" in without_data()["Q131"]["checks"]
    share = {"id": "answered_share", "kind": "share", "denominator": "requests", "counted": "A"}
    found = planted(tmp_path, claim("A", value=800), claim("B", metric=share, value=25, unit="percent"))
    assert "about 200 of 800" in found["B"]["checks"] and "(A)" in found["B"]["checks"]


def test_t21_a_widening_category_keeps_its_versions(tmp_path: Path) -> None:
    """Laboratories became laboratories and concentration areas, and the counter leapt."""
    row = without_data()["Q092"]
    assert "laboratories and as laboratories and concentration areas" in row["checks"]
    assert "from 139 (Q086" in row["checks"] and "the definition widened" in row["checks"]
    found = planted(
        tmp_path,
        claim("A", metric={"version": "kilns"}, window=year(2022)),
        claim("B", metric={"version": "kilns and sheds"}, value=240, window=year(2023)),
    )
    assert "kilns here, but not in B (kilns and sheds)" in found["A"]["checks"]
    assert found["A"]["metric"] != found["B"]["metric"]


def test_t24_the_issuer_dates_the_event(tmp_path: Path) -> None:
    """The xylazine alert is of 20 March 2023; 12 April is the day on which another office named it a threat."""
    alert = {"kind": "public alert", "about": "xylazine"}
    issuer = {"relation": "earlier", "by": "DEA", "issuer": "DEA", "dated": "2023-03-20", "basis": "excerpt"}
    no_figure = {"value": None, "unit": None}
    found = planted(
        tmp_path,
        claim("A", by="a news site", event={**alert, "dated": "2023-04-12"}, also=[issuer], **no_figure),
        claim("B", by="ONDCP", event={**alert, "kind": "designation", "dated": "2023-04-12"}, **no_figure),
        claim("C", by="DEA", event={**alert, "dated": "2023-03-20"}, **no_figure),
    )
    assert found["A"]["verdict"] == "contradicted"
    assert all(text in found["A"]["reason"] for text in ("2023-03-20", "2023-04-12", "B: designation, ONDCP"))
    assert found["C"]["verdict"] == "not checkable" and found["C"]["said"] == "public alert of xylazine: 2023-03-20"


def test_t25_the_geography_is_that_of_the_sentence(tmp_path: Path) -> None:
    """A report on one county that quotes the deaths of the nation is a source for the nation."""
    row = without_data()["Q010"]
    assert row["geography"] == "US" and "a figure for US in a document about El Paso" in row["checks"]
    found = planted(
        tmp_path,
        claim("A", geography="US", document="Knox County, Tennessee", value=100306, unit="deaths"),
        claim("B", geography="Knox County, Tennessee", document="Knox County, Tennessee", value=40, unit="deaths"),
    )
    assert found["A"]["geography"] == "US" and "Knox County" in found["A"]["checks"]
    assert found["B"]["checks"] == "none applies"


def test_t26_who_spoke_who_issued_and_where_it_was_read_are_three_things(tmp_path: Path) -> None:
    """A reprint is an address, not a speaker; how it is known is kept beside it."""
    row = without_data()["Q010"]
    assert row["by"].startswith("CDC, through") and "yahoo" in row["source"] and row["basis"] == "excerpt"
    assert without_data()["Q048"]["by"] == "ONDCP director; figure of DEA"
    mirror = {"by": "a minister", "issuer": "Customs", "source": ["https://example.org/mirror"], "basis": "excerpt"}
    reprint = {"relation": "secondary", "by": "a reprint", "value": 190, "basis": "excerpt"}
    found = planted(tmp_path, claim("A", also=[reprint], **mirror))["A"]
    assert (found["by"], found["source"], found["basis"]) == (
        "a minister; figure of Customs",
        "https://example.org/mirror",
        "excerpt",
    )
    assert "a reprint has 190; the issuer's figure is the claim" in found["checks"]
