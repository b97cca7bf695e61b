"""Controls of precursors: what nobody found is not known, which is not the same as not controlled."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tercet.catalog.controls import Control
from tercet.catalog.gap_review import gap_review
from tercet.catalog.load import Catalog
from tercet.errors import CatalogError

CATALOG = Catalog.open()
TODAY = date(2026, 10, 1)
NOT_FOUND_IN_MEXICO = ("norfentanyl", "1_boc_4_anilinopiperidine", "4_piperidone", "1_boc_4_piperidone")


@pytest.mark.parametrize("substance", NOT_FOUND_IN_MEXICO)
def test_t30_a_control_that_was_not_found_is_unknown_and_not_absent(substance: str) -> None:
    """Four precursors are under international control, and no Mexican act about them was found: nobody may say no."""
    found = gap_review(CATALOG, substance, TODAY)
    assert found["UN"].state == "yes"
    assert found["MX"].state == "unknown"
    assert "no DOF act found" in found["MX"].why


def test_t30_a_substance_that_no_rule_names_is_unknown_everywhere() -> None:
    """Caffeine is in no list here, which says something about the lists and nothing about the law."""
    found = gap_review(CATALOG, "caffeine", TODAY)
    assert {one.state for one in found.values()} == {"unknown"}
    assert "does not mean that there is none" in found["CA"].why


def test_only_a_rule_that_says_so_makes_a_no() -> None:
    """The table of the 1988 Convention says of benzyl chloride that it is in neither list."""
    assert gap_review(CATALOG, "benzyl_chloride", TODAY)["UN"].state == "no"


def test_a_proposed_rule_is_not_yet_a_control() -> None:
    """Propionyl chloride was proposed for List I in the United States, and no final rule was found."""
    found = gap_review(CATALOG, "propionyl_chloride", TODAY)["US"]
    assert found.state == "unknown"
    assert "proposed only" in found.why


def test_a_rule_holds_from_its_day_on() -> None:
    """4-Piperidone came under control in the United States on 12 May 2023; before that nothing is known."""
    assert gap_review(CATALOG, "4_piperidone", date(2023, 5, 11))["US"].state == "unknown"
    assert gap_review(CATALOG, "4_piperidone", date(2023, 5, 12))["US"].state == "yes"


def test_a_temporary_rule_ends() -> None:
    """Canada put carisoprodol under a schedule for one year."""
    assert gap_review(CATALOG, "carisoprodol", date(2026, 4, 13))["CA"].state == "yes"
    assert gap_review(CATALOG, "carisoprodol", date(2026, 4, 14))["CA"].state == "unknown"


@pytest.mark.parametrize(
    ("stated", "before", "after"),
    [
        ("2014", date(2014, 12, 31), date(2015, 1, 1)),
        ("2019-05", date(2019, 5, 31), date(2019, 6, 1)),
        ("2017-12 (approx)", date(2017, 12, 31), date(2018, 1, 1)),
        ("2021-05-13 (published)", date(2021, 5, 13), date(2021, 5, 14)),
    ],
)
def test_a_rule_dated_by_a_month_or_year_holds_for_certain_after_it(stated: str, before: date, after: date) -> None:
    """Somewhere in 2014 is certain from New Year 2015 on."""
    rule = Control(named="x", controlled="yes", since_stated=stated, source="x", basis="x")
    assert (rule.holds_on(before), rule.holds_on(after)) == (False, True)


def test_t27_a_day_that_was_counted_from_another_keeps_both() -> None:
    """Canada's rule of 5 June 2024 was in force 90 days after it was published: 3 September."""
    (rule,) = [one for one in CATALOG.controls["CA"].controls if one.derived]
    assert rule.derived is not None
    assert (rule.derived.after, rule.derived.days, rule.since) == (date(2024, 6, 5), 90, date(2024, 9, 3))
    with pytest.raises(ValueError, match="91 days after 2024-06-05 is 2024-09-04, not 2024-09-03"):
        Control.model_validate({**rule.model_dump(by_alias=True), "derived": {"after": "2024-06-05", "days": 91}})


def test_a_substance_that_does_not_exist_is_an_error_with_the_nearest_one() -> None:
    """A typing error must not be read as a gap in the law."""
    with pytest.raises(CatalogError, match="Did you mean norfentanyl"):
        gap_review(CATALOG, "norfentanil", TODAY)


def test_every_collected_control_is_in_the_catalog(shared_data: Path) -> None:
    """Each row of the collected facts stands under its jurisdiction, under the name that the rule uses."""
    path = shared_data.parent / "facts" / "precursor_controls.csv"
    if not path.is_file():
        pytest.skip(f"no collected facts in {path.parent}")
    names = {"UN 1988 Convention": "UN", "United States": "US", "Canada": "CA", "Mexico": "MX", "China": "CN"}
    with path.open(encoding="utf-8-sig", newline="") as file:
        wanted = Counter((names[row["jurisdiction"]], row["substance"]) for row in csv.DictReader(file))
    assert wanted == Counter((name, rule.named) for name, one in CATALOG.controls.items() for rule in one.controls)
