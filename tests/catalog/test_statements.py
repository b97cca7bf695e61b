"""Claims as data: each says who, when and what, and whatever it names exists."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from tercet.catalog.check_statements import statement_problems
from tercet.catalog.load import Catalog
from tercet.catalog.statements import Claim, last_moment
from tercet.errors import CatalogError

CATALOG = Catalog.open()
LEAST: dict[str, Any] = {
    "id": "A",
    "metric": {"id": "tea", "name": "Tea"},
    "value": 100,
    "unit": "kg",
    "geography": "Erewhon",
    "by": "a minister",
    "source": ["https://example.org"],
    "basis": "opened",
}
READING = {"measure": "overdose_deaths", "area": "US", "freq": "R12", "period": "2023-12"}


def with_claim(folder: Path, **more: Any) -> Catalog:
    """The packaged catalog with one more claim."""
    own = folder / "catalog" / "claims"
    own.mkdir(parents=True)
    (own / "A.yml").write_text(yaml.safe_dump({**LEAST, **more}), "utf-8")
    return Catalog.open(folder)


def test_all_quoted_figures_are_in_the_catalog() -> None:
    """There are 165 of them, Q001 to Q165, each in a file of its own."""
    assert list(CATALOG.claims) == [f"Q{number:03}" for number in range(1, 166)]


def test_whatever_a_claim_names_exists() -> None:
    """A measure, a word or a rule that does not exist would check nothing, silently."""
    assert list(statement_problems(CATALOG)) == []


@pytest.mark.parametrize("claim", CATALOG.claims.values(), ids=lambda claim: str(claim.id))
def test_a_claim_can_be_checked_or_says_why_not(claim: Claim) -> None:
    """Every claim has a source and a basis; one without a reading that decides says what is lacking."""
    assert claim.source and claim.basis and claim.by and claim.metric.name
    deciding = [reading for figure in (claim, *claim.with_) for reading in figure.readings if reading.decides]
    doses = [figure for figure in (claim, *claim.with_) if figure.doses]
    assert deciding or doses or claim.unchecked
    assert not claim.sample


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"word": "nigh on"}, "has no word 'nigh on'"),
        ({"readings": [{**READING, "measure": "overdose_death"}]}, "no measure 'overdose_death'"),
        ({"readings": [{**READING, "area": "ZZ"}]}, "no area 'ZZ'"),
        ({"readings": [{**READING, "freq": "M"}]}, "has no frequency M"),
        ({"readings": [{**READING, "period": "2023"}]}, "2023 is not written as a period of frequency R12"),
        ({"readings": [{**READING, "unit": "lb"}]}, "'lb' is no unit that deaths can be turned into"),
        (
            {"readings": [{**READING, "measure": "fentanyl_seized_mass", "where": {"agency": "NASA"}}]},
            "agency has no code 'NASA'",
        ),
        ({"readings": [{**READING, "against": "2022-12"}]}, "gives another kind of number"),
        ({"readings": [{**READING, "measure": "fentanyl_seized_mass", "unit": "lb"}]}, "'kg' was said"),
        ({"follows": {"change": ["this", "Q999"]}}, "no claim 'Q999'"),
        ({"follows": {"share": ["with:part", "100"]}}, "has no figure 'part'"),
        ({"follows": {"share": ["this", "population:ZZ"]}}, "no population of 'ZZ'"),
        (
            {"doses": {"rule": "guess", "masses": [{"label": "x", "first": "2023-01-01", "last": "2023-12-31",
                                                    "stated": "this"}]}},
            "has no rule 'guess'",
        ),
        ({"metric": {**LEAST["metric"], "counted": "Q999"}}, "counted names no claim 'Q999'"),
        (
            {"with": [{"id": "x", "what": "x", "value": 1, "unit": "kg"}] * 2},
            "two figures are called 'x'",
        ),
    ],
)  # fmt: skip
def test_a_name_that_does_not_exist_is_a_problem(tmp_path: Path, more: dict[str, Any], problem: str) -> None:
    """Who adds a claim is told what to mend."""
    found = list(statement_problems(with_claim(tmp_path, **more)))
    assert any(problem in one and one.startswith("claims A") for one in found), found


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"value": None, "unit": None}, "value"),
        ({"said": "8 February 2024"}, "write 2024-02-08"),
        ({"window": {"first": "2024-02-01", "last": "2024-01-01"}}, "before it begins"),
        ({"readings": [{**READING, "span": {"from": "2023-01", "to": "2023-02"}}]}, "exactly one of"),
        ({"readings": [{**READING, "period": "last year"}]}, "not a period"),
        ({"follows": {}}, "either change or share"),
        ({"speaker": "x"}, "no such key"),
    ],
)
def test_a_claim_that_cannot_be_meant_is_an_error(tmp_path: Path, more: dict[str, Any], message: str) -> None:
    """A definition with a mistake is refused with file, line and remedy."""
    with pytest.raises(CatalogError, match=message):
        _ = with_claim(tmp_path, **more).claims


def test_the_metric_is_more_than_its_number() -> None:
    """Baseline, denominator, scope and series are part of the id, so that they cannot be mixed up."""
    keys = {CATALOG.claims[name].metric.key for name in ("Q128", "Q129", "Q142")}
    assert len(keys) == 3
    assert CATALOG.claims["Q004"].metric.key == CATALOG.claims["Q014"].metric.key


def test_a_day_is_never_taken_for_earlier_than_it_was() -> None:
    """Of a statement of May 2024 it is only certain that it was made by the end of May."""
    assert last_moment("2024-02") == date(2024, 2, 29) and last_moment("2023") == date(2023, 12, 31)
    with pytest.raises(ValueError, match="month"):
        last_moment("2024-13")


def test_words_and_seats_of_a_workspace_add_to_the_packaged_ones(tmp_path: Path) -> None:
    """A country with its own way of hedging adds a word; the packaged words stay."""
    own = tmp_path / "catalog"
    own.mkdir()
    (own / "wording.yml").write_text("words:\n  well_over:\n    above: any\n    reason: a floor\n", "utf-8")
    words = Catalog.open(tmp_path).wording.words
    assert {"well_over", "nearly"} <= words.keys()
    assert list(statement_problems(with_claim(tmp_path / "b", word="well over")))


def test_an_input_of_a_dose_rule_is_the_figure_that_was_stated(tmp_path: Path) -> None:
    """A purity that differs from the claim that it names would make doses nobody stated."""
    own = tmp_path / "catalog"
    own.mkdir()
    book = CATALOG.doses.model_dump(mode="json")
    book["purities"]["CY2023"]["percent"] = "21"
    (own / "doses.yml").write_text(yaml.safe_dump(book), "utf-8")
    assert list(statement_problems(Catalog.open(tmp_path))) == [
        "doses CY2023: Q059 states another value or another time"
    ]
