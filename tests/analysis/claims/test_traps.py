"""Traps found in real official numbers: two statements go in, a flag comes out, never a silent choice.

Each is tested on the packaged claims and on invented ones with other numbers, because nothing may hang on an id.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.analysis.claims.saying import catalog_with, claim, packaged, rows_of, without_data, year


def planted(folder: Path, *claims: dict[str, Any], **more: Any) -> dict[str, dict[str, Any]]:
    """The rows of invented claims."""
    return rows_of(catalog_with(folder, *claims), **more)


def triad(powder: int, doses: int = 40_000_000) -> tuple[dict[str, Any], ...]:
    """Pills, powder and doses as one office states them for one year."""
    window = year(2022)
    rule = {
        "rule": "dea_pills_plus_powder",
        "pills": "P",
        "masses": [{"label": "2022", "first": "2022-01-01", "last": "2022-12-31", "stated": "W"}],
    }
    return (
        claim("P", metric={"id": "pills"}, value=10_000_000, unit="pills", window=window),
        claim("W", metric={"id": "powder"}, value=powder, unit="lb", window=window),
        claim("D", metric={"id": "doses"}, value=doses, unit="doses", window=window, doses=rule),
    )


def test_t01_a_weight_ten_times_too_big_does_not_fit_its_doses(tmp_path: Path) -> None:
    """Nearly 100,000 pounds with 369 million doses would be powder of 1.4 to 1.6 %, where 10 to 20 % is seen."""
    row = without_data()["Q048"]
    assert row["verdict"] == "contradicted"
    assert "1.4 % to 1.6 %" in row["reason"] and "Q049" in row["reason"] and "Q046" in row["reason"]
    assert "FLAG" in without_data()["Q047"]["checks"] and without_data()["Q047"]["verdict"] == "not checkable"
    found = planted(tmp_path / "slip", *triad(12_000))
    assert found["W"]["verdict"] == "contradicted" and "a tenth of the powder would fit" in found["W"]["reason"]
    assert "FLAG" in found["D"]["checks"] and found["D"]["verdict"] == "not checkable"
    fine = planted(tmp_path / "fine", *triad(1_200))
    assert fine["W"]["verdict"] == "not checkable" and "FLAG" not in fine["W"]["checks"]


def test_t02_number_words_are_checked_against_the_counter_and_kept(tmp_path: Path) -> None:
    """105 millones, 475 mil a fortnight after 3,575,110 is a word for another number; the words stay."""
    checks = without_data()["Q115"]["checks"]
    assert '"105 millones, 475 mil pastillas" means 105,475,000' in checks
    assert "from 3,575,110 (Q115" in checks and "may mean 105,475, or another counter" in checks
    said = {"relation": "later", "by": "a newspaper", "said": "2024-04-01", "basis": "excerpt", "language": "fr"}
    counter = claim(
        "C",
        value=20_000,
        window={"first": "2024-01-01", "last": "2024-03-15"},
        counter={"since": "2024-01-01"},
        also=[{**said, "spoken": "30 millions", "window": {"first": "2024-01-01", "last": "2024-04-01"}}],
    )
    found = planted(tmp_path, counter)["C"]["checks"]
    assert '"30 millions" means 30,000,000' in found and "times the pace until then" in found
    assert "may mean 30,000," in found


def test_t03_a_percentage_that_does_not_follow_contradicts_the_statement(tmp_path: Path) -> None:
    """20 million doses are 6 % of Americans, so "enough to kill 15 percent" contradicts itself."""
    row = without_data()["Q082"]
    assert row["verdict"] == "contradicted" and "6.03 %" in row["reason"] and "15 percent" in row["reason"]
    share = {"id": "share", "what": "of all", "unit": "percent", "follows": {"share": ["this", "200"]}}
    found = planted(tmp_path / "wrong", claim("S", with_=None, **{"with": [{**share, "value": 75}]}))
    assert found["S"]["verdict"] == "contradicted" and "50 %" in found["S"]["reason"]
    right = planted(tmp_path / "right", claim("S", **{"with": [{**share, "value": 50}]}))
    assert right["S"]["verdict"] == "not checkable" and "FLAG" not in right["S"]["checks"]


def test_t03_a_percentage_of_somebody_elses_counts_is_a_disagreement(tmp_path: Path) -> None:
    """Counts of one office and a percentage of another cannot both hold; neither is the statement's own."""
    found = planted(
        tmp_path,
        claim("A", value=100, window=year(2022), by="one office"),
        claim("B", value=150, window=year(2023), by="one office"),
        claim("C", metric={"id": "tea_change", "kind": "change", "baseline": "2022"}, value=30, unit="percent",
              window=year(2023), by="another", follows={"change": ["B", "A"]}),
    )  # fmt: skip
    assert found["C"]["verdict"] == "two official figures disagree" and "50 %" in found["C"]["reason"]


def test_t06_a_running_total_cannot_fall(tmp_path: Path) -> None:
    """More than 119 trained, and later more than 118, cannot both be right; 775 and 757 may be swapped digits."""
    for name, before, after in (("Q133", "119", "118"), ("Q134", "775", "757")):
        row = without_data()[name]
        assert row["verdict"] == "two official figures disagree"
        assert before in row["reason"] and after in row["reason"] and "2022-10-13" in row["reason"]
    assert "same in another order" in without_data()["Q134"]["checks"]
    since = {"counter": {"since": "2024-01-01"}}
    found = planted(
        tmp_path,
        claim("A", value=612, window={"first": "2024-01-01", "last": "2024-02-01"}, **since),
        claim("B", value=621, window={"first": "2024-01-01", "last": "2024-03-01"}, **since),
        claim("C", value=216, window={"first": "2024-01-01", "last": "2024-04-01"}, **since),
    )
    assert "FLAG" not in found["A"]["checks"]
    for name in ("B", "C"):
        assert found[name]["verdict"] == "two official figures disagree"
        assert "621 (B" in found[name]["reason"] and "to 216 (C" in found[name]["reason"]


def test_t06_the_real_counters_of_mexico_never_fall() -> None:
    """The weekly totals since October 2024 only grow, as totals do."""
    falls = [row["id"] for row in without_data().values() if "a running total cannot fall" in row["checks"]]
    assert falls == ["Q133", "Q134"]


def test_t07_the_same_number_on_two_baselines_is_two_metrics(tmp_path: Path) -> None:
    """40 % in a year and 40 % since 2017 are two facts: no disagreement, and no confirmation."""
    one, other = without_data()["Q128"], without_data()["Q129"]
    assert one["metric"] != other["metric"] and "baseline=2017" in other["metric"]
    assert "Q129" in one["checks"] and "Q128" in other["checks"] and "another metric" in one["checks"]
    assert one["verdict"] == other["verdict"] == "not checkable"
    change = {"id": "tea_change", "kind": "change"}
    found = planted(
        tmp_path,
        claim("A", metric={**change, "baseline": "2019"}, value=12, unit="percent", window=year(2023)),
        claim("B", metric={**change, "baseline": "2021"}, value=12, unit="percent", window=year(2023)),
    )
    assert "B has the same 12 percent" in found["A"]["checks"] and found["A"]["verdict"] == "not checkable"


def test_t08_two_values_of_one_day_are_both_kept(tmp_path: Path) -> None:
    """290 in the memorandum and over 300 in the fact sheet of the same day: both are shown."""
    row = without_data()["Q164"]
    assert row["verdict"] == "two official figures disagree" and "290" in row["reason"] and "300" in row["reason"]
    window = year(2023)
    found = planted(
        tmp_path,
        claim("A", value=410, word="some", window=window),
        claim("B", value=425, word="over", window=window, by="a spokesperson"),
    )
    for name in ("A", "B"):
        assert found[name]["verdict"] == "two official figures disagree"
        assert "some 410" in found[name]["reason"] and "over 425" in found[name]["reason"]


def test_t08_two_words_for_one_truth_do_not_disagree(tmp_path: Path) -> None:
    """More than 60 and 61.1 are both true of 61.1."""
    checks = without_data()["Q041"]["checks"]
    assert "the words admit both" in checks and "two values FLAG" not in checks
    later = {"window": year(2023), "said": "2024-06-01"}
    found = planted(tmp_path, claim("A", value=60, word="more than", window=year(2023)), claim("B", value=61, **later))
    assert found["A"]["verdict"] == "not checkable" and "the words admit both" in found["A"]["checks"]


def test_t09_a_part_is_not_the_whole(tmp_path: Path) -> None:
    """Of 55,996 firearms some 32,000 were intercepted; 32,000 weapons seized is another measure."""
    whole, other = without_data()["Q123"], without_data()["Q124"]
    assert "57.1 %" in whole["checks"] and "Q124" in whole["checks"] and "separate measures" in whole["checks"]
    assert "a part in Q123" in other["checks"]
    part = {"id": "part", "what": "at sea", "unit": "kg", "part": True}
    wrong = planted(tmp_path, claim("A", value=100, **{"with": [{**part, "value": 140}]}))
    assert wrong["A"]["verdict"] == "contradicted"


def test_t10_another_vintage_does_not_contradict(tmp_path: Path) -> None:
    """107,543 in May 2024 and 110,037 in May 2025 are the same year in two vintages of one series."""
    for name, other in (("Q004", "Q014"), ("Q014", "Q004"), ("Q018", "Q016")):
        row = without_data()[name]
        assert row["verdict"] == "not checkable" and other in row["checks"] and "vintages" in row["checks"]
    metric = {"revised": True}
    found = planted(
        tmp_path / "revised",
        claim("A", metric=metric, value=500, window=year(2022)),
        claim("B", metric=metric, value=530, window=year(2022), said="2025-01-01"),
    )
    assert found["A"]["verdict"] == "not checkable" and "530 kg in B: two vintages" in found["A"]["checks"]
    firm = planted(
        tmp_path / "firm",
        claim("A", value=500, window=year(2022)),
        claim("B", value=530, window=year(2022), said="2025-01-01"),
    )
    assert firm["A"]["verdict"] == "two official figures disagree"


def test_t11_twelve_months_are_not_a_calendar_year(tmp_path: Path) -> None:
    """112,323 is of the twelve months to June 2023; an outlet gives it for 2023; both readings are kept."""
    row = without_data()["Q010"]
    assert row["window"] == "2022-07-01 to 2023-06-30"
    assert "KVIA" in row["checks"] and "presents the same figure as 2023" in row["checks"]
    assert "twelve months to 2023-06, not a calendar year" in row["checks"]
    outlet = {"relation": "secondary", "by": "The Gazette", "basis": "excerpt", "window": year(2022)}
    rolling = {"first": "2021-04-01", "last": "2022-03-31"}
    found = planted(tmp_path, claim("A", metric={"revised": True}, window=rolling, also=[outlet]))
    assert "The Gazette presents the same figure as 2022-01-01" in found["A"]["checks"]
    assert "both readings are kept" in found["A"]["checks"]


def test_t11_last_year_that_fits_another_year_is_flagged() -> None:
    """Almost 80,000 last year, said in 2026, fits the figure for 2024 that was published before."""
    row = without_data()["Q020"]
    assert "read as 2025-01-01 to 2025-12-31" in row["checks"] and "80,391 deaths in Q013" in row["checks"]


def test_t12_a_relative_phrase_goes_stale(tmp_path: Path) -> None:
    """The last five months of July are not the last five months of September."""
    row = without_data()["Q071"]
    assert "first said of 442,000,000 on 2024-07-31" in row["checks"] and "2024-09-15" in row["checks"]
    assert "stale" in row["checks"] and row["window"].startswith("the last five months (2024-03-01 to 2024-07-31)")
    window = {"stated": "the past three weeks", "first": "2024-02-09", "last": "2024-03-01"}
    late = claim("B", window={"stated": "the past three weeks"}, said="2024-08-01", by="an envoy")
    found = planted(tmp_path, claim("A", window=window), late)
    for name in ("A", "B"):
        assert (
            "first said of 100 on 2024-03-01 and repeated unchanged on 2024-08-01 (an envoy)" in found[name]["checks"]
        )


def test_t13_a_change_without_a_window_is_refused(tmp_path: Path) -> None:
    """Over 14 percent lower without a window is not ranked with 10 and 17 percent that have theirs."""
    row = without_data()["Q009"]
    assert row["verdict"] == "not checkable" and row["window"] == ""
    assert all(name in row["reason"] for name in ("Q007", "Q008"))
    reading = {"measure": "overdose_deaths", "area": "US", "freq": "R12", "period": "2023-12", "against": "2022-12"}
    change = {"id": "tea_change", "kind": "change"}
    found = planted(
        tmp_path,
        claim("A", metric=change, value=-14, unit="percent", readings=[reading]),
        claim("B", metric={**change, "baseline": "2022"}, value=-9, unit="percent", window=year(2023)),
    )
    assert found["A"]["verdict"] == "not checkable" and "not compared or ranked with B" in found["A"]["reason"]


def test_t14_a_year_label_on_two_windows_is_keyed_by_dates(tmp_path: Path) -> None:
    """70 % of pills in 2023 and 76 % in fiscal 2023 are both right, each for its own days."""
    for name, other in (("Q053", "Q054"), ("Q054", "Q053"), ("Q059", "Q060")):
        checks = without_data()[name]["checks"]
        assert other in checks and "both called 2023" in checks and "2022-10-01" in checks
    fiscal = {"first": "2020-04-01", "last": "2021-03-31", "stated": "FY2021"}
    found = planted(tmp_path, claim("A", window=year(2021)), claim("B", value=120, window=fiscal))
    assert "both called 2021" in found["A"]["checks"] and "2020-04-01" in found["A"]["checks"]
    assert found["A"]["verdict"] == "not checkable"


def test_t15_every_number_of_doses_names_its_rule(tmp_path: Path) -> None:
    """Doses of 2018 by pure weight and of 2023 by purity are never one series."""
    old, new = without_data()["Q062"], without_data()["Q073"]
    assert old["rule"] == "pure_weight_2mg" and new["rule"].startswith("purity_adjusted")
    assert "Q073" in old["checks"] and "not one series" in old["checks"]
    assert all(row["rule"] for row in without_data().values() if " doses" in row["said"] and row["id"] != "Q082")
    weight = {"label": "2023", "first": "2023-01-01", "last": "2023-12-31", "stated": "100"}
    masses = [{**weight, "stated": "with:weight"}]
    pounds = {"id": "weight", "what": "the weight", "value": 10, "unit": "lb"}
    one = {"unit": "doses", "window": year(2023), "with": [pounds]}
    found = planted(
        tmp_path,
        claim("A", value=2_267_962, doses={"rule": "pure_weight_2mg", "masses": masses}, **one),
        claim("B", value=435_449, doses={"rule": "purity_adjusted", "masses": masses}, **one),
    )
    assert found["A"]["verdict"] == found["B"]["verdict"] == "reproduced"
    assert "B by purity_adjusted: not one series" in found["A"]["checks"]
    assert "purity_adjusted" in found["A"]["flips"] and found["A"]["flips"].startswith("2023: yes")


def test_t16_one_label_for_two_scopes_is_flagged(tmp_path: Path) -> None:
    """12,493 lb of the field offices and 14,700 lb with the Border Patrol bear one label; 2,545 lb names neither."""
    row = without_data()["Q065"]
    assert "OFO and USBP" in row["checks"] and "12,493 lb" in row["checks"] and row["verdict"] == "not checkable"
    assert "no scope is stated" in without_data()["Q063"]["checks"]
    found = planted(
        tmp_path,
        claim("A", metric={"scope": "ports"}, value=90, window=year(2022)),
        claim("B", metric={"scope": "ports and coast"}, value=120, window=year(2022), said="2024-05-01"),
        claim("C", value=95, window=year(2023)),
    )
    assert "ports and coast" in found["A"]["checks"] and found["A"]["verdict"] == "not checkable"
    assert "no scope is stated" in found["C"]["checks"]


def test_t17_agencies_that_overlap_are_never_added(tmp_path: Path) -> None:
    """CBP, HSI, HIDTA and DEA may count one seizure each."""
    checks = without_data()["Q076"]["checks"]
    assert all(name in checks for name in ("CBP (Q065)", "HIDTA (Q077)", "DEA (Q031)", "never add them up"))
    found = planted(
        tmp_path,
        claim("A", window=year(2022)),
        claim("B", metric={"agency": "Coast Guard"}, window=year(2022)),
        claim("C", metric={"agency": "Army"}, window=year(1999)),
    )
    assert "may overlap with Coast Guard (B)" in found["A"]["checks"] and "Army" not in found["A"]["checks"]


def test_no_packaged_id_stands_in_the_code() -> None:
    """A workspace may plant the same traps with other numbers, so no rule may know a claim by its name."""
    room = Path(__file__).parents[3] / "src" / "tercet" / "analysis" / "claims"
    text = "\n".join(path.read_text("utf-8") for path in room.rglob("*.py"))
    assert [name for name in packaged().claims if name in text] == []
