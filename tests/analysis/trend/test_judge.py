"""The entry point: one row for each area, in the words of the verdict, from whatever is published."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.analysis.trend.made import START, Asked, catalog, counts, estimate, growing, judged, marked, no_nowcast, rows

from tercet.analysis.trend.judge import COLUMNS, judge
from tercet.answers import Answer
from tercet.errors import NoSeries, QuestionError
from tercet.question import Question

RISE = counts(1, growing(60, 0.3, 2000))


def test_a_row_has_the_verdict_with_its_numbers_and_one_sentence() -> None:
    """Verdict, yearly rate with its interval in percent, tolerance, stretches, periods, and why."""
    answer = judge(Question("made", ("US",)), catalog(), Asked({"M": rows(RISE)}), no_nowcast)
    (row,) = answer.records()
    assert answer.columns == COLUMNS
    assert answer.title == "Trend: Made up"
    assert (row["measure"], row["area"], row["verdict"], row["close"]) == ("made", "US", "rising", "no")
    assert row["low"] < row["rate"] < row["high"]
    assert all(
        isinstance(row[name], Decimal) and row[name].as_tuple().exponent == -1 for name in ("rate", "low", "high")
    )
    assert (row["from"], row["to"], row["freq"], row["tolerance"]) == ("2018-01", "2022-12", "M", 5)
    assert row["segments"].startswith("2018-01 to 2022-12: +")
    assert row["periods"] == "60 months, 2018-01 to 2022-12"
    assert row["reason"].startswith("Rising: +") and row["reason"].endswith("all of it beyond 5 % a year.")


def test_the_same_question_has_the_same_answer() -> None:
    """Nothing is drawn by lot."""
    first, second = (judged(Asked({"M": rows(RISE)})) for _ in range(2))
    assert first == second


def test_months_come_before_rolling_sums_and_those_before_years() -> None:
    """The shortest figures say most; sums over twelve months are used where there is nothing shorter."""
    known = catalog(("A", "R12", "M"))
    assert judged(Asked({"M": rows(RISE), "R12": rows(RISE * 12, "R12")}), known)[0]["freq"] == "M"
    (row,) = judged(Asked({"R12": rows(RISE * 12, "R12"), "A": rows([1.0] * 5, "A", 2018)}), known)
    assert row["freq"] == "R12"
    assert row["periods"] == (
        "5 windows of twelve months that do not overlap, ending 2018-12, 2019-12, 2020-12, 2021-12, 2022-12"
    )


def test_thin_months_are_judged_by_quarter() -> None:
    """Two events a month on average say little by month."""
    thin = counts(1, growing(60, 0.0, 2))
    quarters = [sum(thin[at : at + 3]) for at in range(0, 60, 3)]
    ask = Asked({"M": rows(thin), "Q": rows(quarters, "Q", START // 3)})
    assert judged(ask, catalog(("M", "Q")))[0]["freq"] == "Q"


def test_only_the_time_asked_for_is_used() -> None:
    """What was known to a month is judged by the figures to that month."""
    (row,) = judged(Asked({"M": rows(RISE)}), from_="2018-07", to="2021-06")
    assert (row["from"], row["to"]) == ("2018-07", "2021-06")
    with pytest.raises(QuestionError, match="is not a period"):
        judged(Asked({"M": rows(RISE)}), to="June")


def test_every_area_has_a_row() -> None:
    """An area that is not named is not left out, and the areas do not mix."""
    both = [*rows(RISE), *rows(counts(2, growing(60, -0.3, 2000)), area="CA")]
    found = {row["area"]: row["verdict"] for row in judged(Asked({"M": both}), areas=())}
    assert found == {"CA": "falling", "US": "rising"}


def test_a_measure_without_a_tolerance_cannot_be_judged() -> None:
    """Nobody has said what counts as flat, so nothing does."""
    (row,) = judged(Asked({"M": rows(RISE)}), catalog(declared=False))
    assert (row["verdict"], row["rate"], row["tolerance"]) == ("cannot be judged", None, None)
    assert "declares no tolerance" in row["reason"]


def test_an_area_without_a_series_cannot_be_judged_and_says_why() -> None:
    """No data and no publication are reasons, not errors."""

    def nothing(question: Question) -> Answer:
        raise NoSeries(f"{question.areas[0]}: not published. Nobody counts them.")

    (row,) = judge(Question("made", ("MX",)), catalog(), nothing, no_nowcast).records()
    assert (row["area"], row["verdict"], row["rate"]) == ("MX", "cannot be judged", None)
    assert row["reason"] == "Cannot be judged: not published. Nobody counts them."


def test_a_question_about_several_series_is_refused() -> None:
    """A trend is about one series; a dimension parts it into many."""
    with pytest.raises(QuestionError, match="one series"):
        judged(Asked({"M": rows(RISE)}), by=("substance",))


def test_provisional_months_stand_as_nowcast_and_the_answer_says_so() -> None:
    """Half of the last month's reports are not in; the estimate is used, and a note names the months."""
    some = marked(rows([*RISE[:-1], RISE[-1] / 2]), [-1], "P")
    value = float(RISE[-1])

    def nowcast(question: Question) -> Answer:
        row = estimate("2022-12", value, value * 0.97, value * 1.03)
        return Answer(tuple(row), [tuple(row.values())], ("From two files.",))

    answer = judge(Question("made", ("US",)), catalog(), Asked({"M": some}), nowcast)
    assert answer.records()[0]["verdict"] == "rising"
    assert any("2022-12" in note and "nowcast" in note for note in answer.notes)
    assert "From two files." in answer.notes
    without = judge(Question("made", ("US",)), catalog(), Asked({"M": some}), no_nowcast)
    assert any("no nowcast" in note for note in without.notes)
