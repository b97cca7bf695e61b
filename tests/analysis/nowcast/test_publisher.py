"""The publisher's own word: what is pending, complete or predicted, each corrected by what became of it before."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from tests.analysis.nowcast.made import STATES, Edition, catalog, months, values, vintage

from tercet.analysis.nowcast.estimate import estimate
from tercet.errors import QuestionError
from tercet.question import Question, Vintage

PENDING = {"pending": "pending", "closes": "A"}
KEPT = {"US-AZ": 0.2, "US-CA": 0.1, "US-NM": 0.0, "US-TX": 0.4}  # percent that stays pending for good
WEIGHT = {"US-AZ": 10.0, "US-CA": 20.0, "US-NM": 15.0, "US-TX": 5.0}  # what one pending percent hides, in percent
SIZE = 1_000_000


def pending(end: str, slope: dict[str, float] = WEIGHT, more: dict[str, Any] | None = None) -> Vintage:
    """A file in which the current year is short by as much as is pending above what stays pending."""
    figures, shares = {}, {}
    for name in months(f"{int(end[:4]) - 2}-01", 24 + int(end[5:])):
        for area in STATES:
            late = 0.05 * int(name[5:]) if name[:4] == end[:4] else 0.0
            figures[area, name] = round(SIZE / (1 + slope[area] * late / 100), 6)
            shares[area, name] = str(KEPT[area] + late)
    marks = frozenset(key for key in figures if key[1][:4] == end[:4])
    return vintage(Edition(figures, shares={"pending": shares}, provisional=marks, **(more or {})), f"to_{end}")


def test_what_is_pending_above_what_stays_pending_is_what_is_short() -> None:
    """What pending records hide is learnt once and holds, and what never comes is not waited for."""
    same = dict.fromkeys(STATES, 10.0)
    answer = estimate(
        Question("made", areas=STATES), catalog(PENDING), (pending("2020-05", same), pending("2021-09", same))
    )
    assert len(answer) == 4 * 9
    assert set(values(answer, "estimate").values()) == {SIZE}
    assert answer.records()[-1]["method"] == "chain ladder on what is pending, 1 earlier file"


def test_every_area_learns_what_its_own_pending_records_hide() -> None:
    """One percent pending hides more where drugs are looked for in every case; areas are drawn together, not merged."""
    answer = estimate(Question("made", areas=STATES), catalog(PENDING), (pending("2020-05"), pending("2021-09")))
    reported, found = values(answer, "reported"), values(answer, "estimate")
    for area in STATES:
        part = (found[area, "2021-09"] - reported[area, "2021-09"]) / (SIZE - reported[area, "2021-09"])
        assert (Decimal("0.8") if WEIGHT[area] > 12.5 else 1) < part < (1 if WEIGHT[area] > 12.5 else Decimal("1.4"))


def test_an_area_without_history_takes_the_weight_of_all_areas() -> None:
    """A place that is new in the files is completed as places usually are."""
    same = dict.fromkeys(STATES, 10.0)
    first, second = pending("2020-05", same), pending("2021-09", same)
    some = tuple(area for area in STATES if area != "US-NM")
    first = Vintage(first.batch, first.file, first.received, first.ask, some)
    answer = estimate(Question("made"), catalog(PENDING), (first, second))
    assert values(answer, "estimate")["US-NM", "2021-09"] == SIZE


def test_only_figures_that_the_publisher_marks_are_listed() -> None:
    """Where a publisher says which figures are provisional, the others are settled."""
    answer = estimate(Question("made", areas=("US-TX",)), catalog(PENDING), (pending("2020-05"), pending("2021-03")))
    assert [row["period"] for row in answer.records()] == ["2021-01", "2021-02", "2021-03"]
    assert "does not mark as provisional" in answer.notes[1]


def test_pending_shares_say_nothing_before_it_is_known_what_they_hide() -> None:
    """One file with a pending share and no prediction cannot be completed."""
    with pytest.raises(QuestionError, match="nothing can be estimated"):
        estimate(Question("made", areas=("US-TX",)), catalog(PENDING), (pending("2020-05"),))


def one_file(figures: dict[str, float], **word: dict[str, Any]) -> Vintage:
    """A single file about Texas with what its publisher says."""

    def cells(values: dict[str, Any]) -> dict[tuple[str, str], Any]:
        return {("US-TX", name): value for name, value in values.items()}

    shares = {name: cells(values) for name, values in word.items() if name != "predicted"}
    return vintage(Edition(cells(figures), cells(word.get("predicted", {})), shares), "only.csv")


def test_a_prediction_is_corrected_by_what_it_adds_to_settled_figures() -> None:
    """A prediction that is 2 % above figures that are settled is 2 % too high for the others too."""
    names = months("2020-01", 24)
    figures = dict.fromkeys(names[:-1], 1000.0) | {names[-1]: 900.0}
    predicted = dict.fromkeys(names[:-1], 1020.0) | {names[-1]: 1008.0}  # 12 % above, of which 2 never come
    answer = estimate(
        Question("made", areas=("US-TX",)),
        catalog({"predicted": "made_predicted"}),
        (one_file(figures, predicted=predicted),),
    )
    last = answer.records()[-1]
    assert (last["period"], last["predicted"], last["estimate"]) == ("2021-12", 1008, 990)
    assert last["method"] == "publisher's prediction, corrected by -1.8 %"
    assert "rough" in answer.notes[-1]


def test_a_prediction_counts_for_what_is_pending_in_excess() -> None:
    """Of 0.5 % pending 0.4 stay pending for good, so a fifth of what the prediction adds will come."""
    names = months("2019-01", 25)
    figures = dict.fromkeys(names[:-1], 1000.0) | {names[-1]: 900.0}
    predicted = dict.fromkeys(names[:-1], 1080.0) | {names[-1]: 1035.0}
    shares = dict.fromkeys(names[:-1], "0.4") | {names[-1]: "0.5"}
    rule = catalog({"predicted": "made_predicted", **PENDING})
    answer = estimate(
        Question("made", areas=("US-TX",)), rule, (one_file(figures, predicted=predicted, pending=shares),)
    )
    assert answer.records()[-1]["estimate"] == 927


def test_a_share_that_is_complete_completes_by_itself() -> None:
    """A figure of which 80 % is in will be a quarter larger, until earlier files say otherwise."""
    names = months("2020-01", 24)
    figures = dict.fromkeys(names[:-1], 1000.0) | {names[-1]: 800.0}
    complete = dict.fromkeys(names[:-1], "100") | {names[-1]: "80"}
    answer = estimate(
        Question("made", areas=("US-TX",)), catalog({"complete": "complete"}), (one_file(figures, complete=complete),)
    )
    last = answer.records()[-1]
    assert last["estimate"] == 1000
    assert last["low"] < 1000 < last["high"]
    assert last["method"] == "chain ladder on what is not complete, no earlier files"


def test_a_prediction_that_never_came_true_is_believed_less() -> None:
    """What an earlier prediction added and did not come true is taken off the next one."""
    rule = catalog({"predicted": "made_predicted"})
    first, second = months("2019-01", 24), months("2020-01", 36)
    early = one_file(
        dict.fromkeys(first, 1000.0), predicted=dict.fromkeys(first[:-3], 1000.0) | dict.fromkeys(first[-3:], 1100.0)
    )
    late = one_file(
        dict.fromkeys(second, 1000.0), predicted=dict.fromkeys(second[:-3], 1000.0) | dict.fromkeys(second[-3:], 1100.0)
    )
    alone = estimate(Question("made", areas=("US-TX",)), rule, (late,)).records()[-1]["estimate"]
    both = estimate(Question("made", areas=("US-TX",)), rule, (early, late)).records()[-1]["estimate"]
    assert alone == 1100
    assert Decimal(1000) <= both < Decimal(1015)


def test_an_area_made_of_parts_is_estimated_like_any_other() -> None:
    """Two parts have two pending shares; their sum has the mean of them, and a figure that is asked for apart."""
    whole, parts = pending("2020-05"), pending("2021-09")

    def torn(one: Vintage) -> Vintage:
        def ask(question: Question) -> Any:
            answer = one.ask(question)
            if not question.by:
                return answer
            holes = [(*row[:4], None, *row[5:]) if row[1] == "US-TX" else row for row in answer.rows]
            return type(answer)(answer.columns, [*holes, *(row for row in holes if row[1] == "US-TX")])

        return Vintage(one.batch, one.file, one.received, ask, one.areas)

    question = Question("made", areas=("US-TX",))
    plain = estimate(question, catalog(PENDING), (whole, parts))
    assert estimate(question, catalog(PENDING), (torn(whole), torn(parts))).rows == plain.rows


def test_years_are_closed_by_publishers_that_say_what_is_pending() -> None:
    """Of two publishers of one measure, one closes its years; the other goes on revising, and its year is estimated."""
    figures = [dict.fromkeys(months("2019-01", 27), 1000.0), dict.fromkeys(months("2019-01", 39), 1000.0)]
    figures[0] |= dict.fromkeys(months("2020-10", 6), 900.0)
    figures[1] |= dict.fromkeys(months("2021-10", 6), 900.0)
    question, files = Question("made", areas=("US-TX",)), tuple(one_file(some) for some in figures)
    found = values(estimate(question, catalog(PENDING), files), "estimate")
    assert found["US-TX", "2021-11"] == 1000
