"""Chain ladder: figures of an age go on to grow, or shrink, as figures of that age did before."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysis.nowcast.made import STATES, Cells, Edition, catalog, growing, months, values, vintage

from tercet.analysis.nowcast.estimate import estimate
from tercet.errors import QuestionError
from tercet.question import Question, Vintage

MADE = Question("made", areas=("US-TX",))


def steady(at: int) -> float:
    """A truth that is large enough for shares of it to be whole numbers, nearly."""
    return 1_000_000 + 1_000 * at


@settings(max_examples=40)
@given(
    shares=st.lists(st.floats(0.3, 1.4), min_size=1, max_size=6),
    ends=st.lists(st.integers(12, 30), min_size=2, max_size=6, unique=True),
)
def test_an_exact_triangle_is_completed_exactly(shares: list[float], ends: list[int]) -> None:
    """If every figure develops in the same way, upwards or downwards, its end is known once that was seen."""
    ends = [*sorted(ends), 44, 45]  # ages that the last file needs are seen in the one before, and are settled in it
    editions = growing(
        dict.fromkeys(STATES, steady), lambda age: shares[age] if age < len(shares) else 1.0, [*ends, 60]
    )
    found = values(estimate(MADE, catalog(), editions), "estimate")
    names = months("2020-01", 61)
    assert found == {("US-TX", names[at]): Decimal(round(steady(at))) for at in range(49, 61)}


def test_figures_that_are_revised_down_are_estimated_down() -> None:
    """Coroners also take cases away: an estimate may be lower than what is reported."""
    editions = growing({"US-TX": steady}, lambda age: 1.1 if age < 3 else 1.0, [20, 32, 44])
    answer = estimate(MADE, catalog(), editions)
    last = answer.records()[-1]
    assert last["estimate"] < last["reported"]
    assert last["estimate"] == Decimal(round(steady(44)))
    assert last["method"] == "chain ladder, 2 earlier files"


def test_factors_are_chained_through_figures_that_are_not_settled_yet() -> None:
    """Where a figure is still growing in the newest file, it is first carried on itself."""
    share = [0.5, 0.8, 0.9, 1.0]
    editions = growing({"US-TX": steady}, lambda age: share[min(age, 3)], [20, 21, 22, 23])
    answer = values(estimate(MADE, catalog(), editions), "estimate")
    assert answer["US-TX", "2021-12"] == Decimal(round(steady(23)))


def test_a_small_area_is_drawn_to_all_areas_together() -> None:
    """Two figures of a small place say little about how its reports come in; those of all places say more."""
    sizes = {"US-AZ": 10_000, "US-CA": 10_000, "US-NM": 10}
    first: Cells = {(area, "2021-01"): size * (1.0 if area == "US-NM" else 0.5) for area, size in sizes.items()}
    later: Cells = {(area, "2021-01"): size for area, size in sizes.items()} | {
        (area, "2022-06"): size / 2 for area, size in sizes.items()
    }
    editions = (vintage(Edition(first), "first"), vintage(Edition(later), "later"))
    found = values(estimate(Question("made", areas=tuple(sizes)), catalog(unit="kg"), editions), "estimate")
    assert abs(found["US-CA", "2022-06"] - 10_000) < 5
    assert 9.9 < found["US-NM", "2022-06"] <= 10


def test_holes_are_not_noughts() -> None:
    """A figure that is missing in one file teaches nothing, and the others are estimated as before."""
    editions = list(growing(dict.fromkeys(STATES, steady), lambda age: 0.8 if age < 2 else 1.0, [20, 32, 44]))
    whole = values(estimate(MADE, catalog(), tuple(editions)), "estimate")
    rows = editions[0].ask(Question("made", areas=STATES)).records()
    cells = {(row["area"], row["period"]): row["value"] for row in rows}
    cells["US-AZ", "2021-09"] = None
    del cells["US-CA", "2021-08"]
    editions[0] = vintage(Edition(cells), editions[0].file)
    assert values(estimate(MADE, catalog(), tuple(editions)), "estimate") == whole


def test_a_figure_that_is_missing_now_is_not_estimated() -> None:
    """There is nothing to complete in a suppressed figure; the area is named in a note instead."""
    editions = list(growing({"US-TX": steady, "US-NM": steady}, lambda age: 0.8 if age < 2 else 1.0, [20, 32]))
    cells = {
        (row["area"], row["period"]): row["value"]
        for row in editions[1].ask(Question("made", areas=("US-TX",))).records()
    }
    cells |= {("US-NM", "2022-09"): None}
    editions[1] = vintage(Edition(cells), "later")
    answer = estimate(Question("made"), catalog(), tuple(editions))
    assert {area for area, _ in values(answer, "estimate")} == {"US-TX"}
    assert any("Without an estimate: US-NM" in note for note in answer.notes)


def test_one_file_without_a_word_on_completeness_is_refused() -> None:
    """From one edition nobody can tell how editions grow; the refusal says what would be needed."""
    with pytest.raises(QuestionError, match=r"nothing can be estimated.*one file only.*Needed: an earlier or a later"):
        estimate(MADE, catalog(), growing({"US-TX": steady}, lambda age: 1.0, [20]))


def test_no_files_of_one_source_is_refused() -> None:
    """Where sources are added up there is no row of editions to learn from."""
    with pytest.raises(QuestionError, match=r"files of one source.*--where source=ID"):
        estimate(MADE, catalog(), ())


def test_an_area_without_figures_is_refused_by_name() -> None:
    """A question about a place that no file speaks of is not answered with another place."""
    editions = growing({"US-TX": steady}, lambda age: 1.0, [20, 32])
    with pytest.raises(QuestionError, match="US-WY: no file has figures"):
        estimate(Question("made", areas=("US-WY",)), catalog(), editions)


def test_half_a_year_is_no_year() -> None:
    """A year to date grows because the year goes on, which is no late report."""
    ends = {"2020": "2020-12", "2021": "2021-06"}
    early = Edition(
        {("US-TX", "2019"): 120, ("US-TX", "2020"): 90, ("US-TX", "2021"): 50},
        freq="A",
        finer={"M": {("US-TX", ends["2021"]): 1}},
    )
    late = Edition(
        {("US-TX", "2020"): 120, ("US-TX", "2021"): 120, ("US-TX", "2022"): 60},
        freq="A",
        finer={"M": {("US-TX", "2022-06"): 1}},
    )
    editions = (vintage(early, "early"), vintage(late, "late"))
    answer = estimate(Question("made", areas=("US-TX",), freq="A"), catalog(), editions)
    assert values(answer, "estimate") == {("US-TX", "2021"): 160}
    assert "early (to 2020), late (to 2021)" in answer.notes[0]


def test_a_year_is_as_old_as_the_months_after_it() -> None:
    """A file that goes on to March is three months past the year: in it the year is older than in one to December."""
    early = Edition({("US-TX", "2019"): 1000, ("US-TX", "2020"): 800}, freq="A", finer={"M": {("US-TX", "2020-12"): 1}})
    late = Edition({("US-TX", "2020"): 1000, ("US-TX", "2021"): 1000}, freq="A", finer={"M": {("US-TX", "2022-12"): 1}})
    answer = estimate(
        Question("made", areas=("US-TX",), freq="A"), catalog(), (vintage(early, "early"), vintage(late, "late"))
    )
    assert len(answer) == 0  # the year 2021 ended twelve months before the end of the file


def test_a_figure_that_no_later_file_has_teaches_nothing() -> None:
    """What became of it is not known; that is not the same as no change."""
    early = Edition({("US-TX", "2021-01"): 500, ("US-CA", "2021-01"): 500})
    late = Edition({("US-TX", "2021-01"): 1000, ("US-TX", "2022-06"): 500})
    found = estimate(MADE, catalog(), (vintage(early, "early"), vintage(late, "late")))
    assert values(found, "estimate") == {("US-TX", "2022-06"): 1000}


def test_dimensions_and_days_are_refused() -> None:
    """A nowcast is made of totals of whole months or more."""
    editions = growing({"US-TX": steady}, lambda age: 1.0, [20, 32])
    with pytest.raises(QuestionError, match="totals"):
        estimate(Question("made", by=("place",)), catalog(), editions)
    with pytest.raises(QuestionError, match="no nowcast by D"):
        estimate(Question("made", freq="D"), catalog(), editions)


def test_figures_of_closed_years_are_final_and_teach_nothing() -> None:
    """A figure of eight months ago is still short in autumn, and final in spring, when its year has been closed."""
    size = 1_000_000

    def file(end: str) -> Vintage:
        names = months("2018-01", (int(end[:4]) - 2018) * 12 + int(end[5:]))
        cells = {("US-TX", name): size * (0.8 if name[:4] == end[:4] else 1.0) for name in names}
        return vintage(Edition(cells, shares={"pending": dict.fromkeys(cells, "0.1")}), f"to_{end}")

    rule = catalog({"pending": "pending", "closes": "A"})
    answer = estimate(MADE, rule, (file("2019-12"), file("2020-04"), file("2021-12")))
    assert set(values(answer, "estimate").values()) == {Decimal(size)}
    later = estimate(MADE, rule, (file("2019-10"), file("2020-12"), file("2021-06")))
    assert {row["period"][:4]: row["estimate"] / row["reported"] for row in later.records()} == {
        "2020": 1,
        "2021": Decimal("1.25"),
    }
