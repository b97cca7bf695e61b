"""Scores: every file against the newest, on figures that are settled by then."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest
from tests.analysis.nowcast.made import STATES, Edition, catalog, growing, months, values, vintage

from tercet.analysis.nowcast.bands import bands
from tercet.analysis.nowcast.completing import completed
from tercet.analysis.nowcast.estimate import estimate
from tercet.analysis.nowcast.reading import read
from tercet.analysis.nowcast.score import score
from tercet.errors import QuestionError
from tercet.question import Question, Vintage

TEXAS = Question("made", areas=("US-TX",))


def late(share: float = 0.8) -> tuple[Vintage, ...]:
    """Four files of a publication of which the last two months are short."""
    return growing(dict.fromkeys(STATES, lambda at: 1000.0), lambda age: share if age < 2 else 1.0, [20, 26, 32, 47])


def test_errors_are_means_over_the_same_periods() -> None:
    """Two of the last twelve months are short by 200 each; once that was seen, the estimate is right."""
    rows = score(TEXAS, catalog(), late()).records()
    assert [(row["vintage"], row["periods"], row["reported_error"], row["nowcast_error"]) for row in rows[:5]] == [
        ("2021-09", 12, Decimal("33.33"), None),
        ("2022-03", 12, Decimal("33.33"), 0),
        ("2022-09", 12, Decimal("33.33"), 0),
        ("2023-12", 0, None, None),
        ("all", 24, Decimal("33.33"), 0),
    ]
    assert [row["predicted_error"] for row in rows] == [None] * len(rows)


def test_the_newest_file_settles_only_what_is_a_year_old_in_it() -> None:
    """A yardstick that is itself still growing measures nothing."""
    files = growing(dict.fromkeys(STATES, lambda at: 1000.0), lambda age: 0.8 if age < 2 else 1.0, [20, 26, 32, 36])
    rows = {row["vintage"]: row["periods"] for row in score(TEXAS, catalog(), files).records()[:4]}
    assert rows == {"2021-09": 12, "2022-03": 10, "2022-09": 4, "2023-01": 0}


def test_the_median_area_stands_in_the_last_row() -> None:
    """One row says how the publisher's areas do, whichever was asked for; a country is a sum of them and left out."""
    truth = {area: lambda at, size=size: 1000.0 * size for size, area in enumerate((*STATES, "US"), start=1)}
    files = growing(truth, lambda age: 0.8 if age < 2 else 1.0, [20, 26, 32, 47])
    last = score(Question("made", areas=("US",)), catalog(), files).records()[-1]
    assert (last["area"], last["vintage"], last["reported_error"]) == ("median", "all", Decimal("83.33"))


def test_all_areas_are_scored_where_none_is_named() -> None:
    """A question without areas is about every area with figures, a block for each."""
    rows = score(Question("made"), catalog(), late()).records()
    assert [row["area"] for row in rows] == [area for area in STATES for _ in range(5)] + ["median"]


def test_the_prediction_is_compared_where_there_is_one() -> None:
    """Files from before the publisher predicted count for the other two only, and not in the row of all."""
    first, *rest = late()
    names = months("2020-01", 48)
    files = [first]
    for one, end in zip(rest, (26, 32, 47), strict=True):
        cells = {
            (row["area"], row["period"]): row["value"] for row in one.ask(Question("made", areas=STATES)).records()
        }
        added = {
            key: value * (Decimal("1.3") if key[1] in names[end - 1 : end + 1] else 1) for key, value in cells.items()
        }
        files.append(vintage(Edition(cells, added if end > 26 else {}), one.file))
    rows = score(TEXAS, catalog({"predicted": "made_predicted"}), tuple(files)).records()
    assert [row["predicted_error"] for row in rows[:3]] == [None, None, Decimal("6.67")]
    assert [row["periods"] for row in rows[:3]] == [12, 12, 12]
    assert (rows[4]["vintage"], rows[4]["periods"]) == ("all", 12)


def test_one_file_cannot_be_scored() -> None:
    """Nobody knows yet what its figures become."""
    with pytest.raises(QuestionError, match=r"nothing can be scored.*Needed: a later edition"):
        score(TEXAS, catalog(), late()[:1])


def noisy(seed: int) -> tuple[Vintage, ...]:
    """Eighteen files of twenty areas: reports come in by chance, faster in some files than in others."""
    chance = Random(seed)  # noqa: S311
    areas = sorted(name for name, area in catalog().areas.items() if area.parent == "US")[:20]
    names = months("2015-01", 130)
    truth = {(area, name): chance.randint(200, 2000) for area in areas for name in names}
    found = []
    for end in [*range(30, 110, 5), 129]:
        pace = chance.uniform(0.85, 1.15)
        cells = {}
        for area in areas:
            for at, name in enumerate(names[: end + 1]):
                missing = min(0.3 * 0.6 ** (end - at) * pace, 1) if end - at < 12 else 0.0
                size = truth[area, name]
                gone = size * missing + chance.gauss(0, 1) * (size * missing) ** 0.5
                cells[area, name] = max(round(size - max(gone, 0)), 0)
        found.append(vintage(Edition(cells), f"to_{names[end]}"))
    return tuple(found)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_nine_in_ten_intervals_hold_the_settled_figure(seed: int) -> None:
    """Where reports come in as they did before, up to chance, the intervals say what they promise."""
    answer = score(Question("made", areas=("US-AK",)), catalog(), noisy(seed))
    median = answer.records()[-1]
    assert 84 <= median["coverage"] <= 96
    assert median["nowcast_error"] < median["reported_error"] / 3


def test_less_is_claimed_where_less_is_known() -> None:
    """Without an earlier estimate to check, an interval reaches at least from nothing to come to twice as much."""
    names = months("2020-01", 24)
    figures = dict.fromkeys(names[:-1], 1000.0) | {names[-1]: 900.0}
    predicted = dict.fromkeys(names[:-1], 1000.0) | {names[-1]: 1000.0}
    cells = [{("US-TX", name): value for name, value in some.items()} for some in (figures, predicted)]
    only = vintage(Edition(cells[0], cells[1]), "only")
    last = estimate(TEXAS, catalog({"predicted": "made_predicted"}), (only,)).records()[-1]
    assert last["low"] <= 900 < last["estimate"] == 1000 < 1100 <= last["high"]


def test_only_settled_figures_are_evidence() -> None:
    """An estimate is not called right because the next file has not changed the figure yet."""
    rule = catalog({"complete": "complete"})

    def rolling(first: str, name: str) -> Vintage:
        names = [("US-TX", month) for month in months(first, 30)]
        cells = {key: 1000.0 if at < 18 else 800.0 for at, key in enumerate(names)}
        shares = {key: "100" if at < 18 else "80" for at, key in enumerate(names)}
        return vintage(Edition(cells, shares={"complete": shares}), name)

    for later in ("2022-07", "2020-02"):  # a file that begins where the other ends, and one that moves on by a month
        triangle = read(TEXAS, rule, (rolling("2020-01", "one"), rolling(later, "two")))
        assert not bands(triangle, completed(triangle)).tried[triangle.files[-1].open(triangle.grid)].any()


def test_provisional_figures_of_a_closed_year_are_judged_by_their_like() -> None:
    """What a publisher did to figures that it had called final says nothing about those that it calls provisional."""

    def file(end: str, oldest: float, marked: str) -> Vintage:
        names = months("2018-01", (int(end[:4]) - 2018) * 12 + int(end[5:]))
        cells = {("US-TX", name): oldest if name[:4] == "2018" else 1000.0 for name in names}
        marks = frozenset(key for key in cells if key[1] >= marked)
        return vintage(Edition(cells, shares={"pending": dict.fromkeys(cells, "0.1")}, provisional=marks), end)

    rule = {"pending": "pending", "closes": "A"}
    triangle = read(TEXAS, catalog(rule), (file("2020-06", 980.0, "2019"), file("2021-06", 1000.0, "2020")))
    half = bands(triangle, completed(triangle)).half[0]
    closed = {period.name: size for period, size in zip(triangle.grid.periods, half, strict=True)}
    assert closed["2020-12"] == pytest.approx(0.5)
    assert closed["2019-12"] > 20


def test_no_band_is_nothing() -> None:
    """Files that never changed so far are no proof that they never will."""
    files = growing(dict.fromkeys(STATES, lambda at: 10_000.0), lambda age: 1.0, [20, 26, 32, 47])
    last = estimate(TEXAS, catalog(), files).records()[-1]
    assert last["low"] < last["estimate"] < last["high"]


def test_estimates_and_bands_are_whole_where_counts_are() -> None:
    """Nobody dies by halves; masses keep their decimals."""
    counted = estimate(TEXAS, catalog(), late(0.777))
    assert all(
        value == int(value) for column in ("estimate", "low", "high") for value in values(counted, column).values()
    )
    assert {row["status"] for row in counted.records()} == {"E"}


def test_an_area_with_large_errors_of_its_own_gets_wider_bands() -> None:
    """What went wrong in an area counts as much as what went right everywhere else."""
    chance = Random(5)  # noqa: S311
    truth = {area: lambda at: 1000.0 for area in STATES[:-1]}
    truth["US-TX"] = lambda at: 1000.0
    files = []
    for edition, end in zip(
        growing(truth, lambda age: 0.8 if age < 2 else 1.0, [20, 26, 32, 47]), (20, 26, 32, 47), strict=True
    ):
        cells = {
            (row["area"], row["period"]): row["value"] for row in edition.ask(Question("made", areas=STATES)).records()
        }
        for at, name in enumerate(months("2020-01", end + 1)):
            if end - at < 12 and end < 47:
                cells["US-TX", name] = Decimal(chance.randint(500, 990))
        files.append(vintage(Edition(cells), edition.file))
    triangle = read(Question("made"), catalog(), tuple(files))
    half = bands(triangle, completed(triangle)).half
    texas, arizona = (triangle.grid.areas.index(area) for area in ("US-TX", "US-AZ"))
    assert half[texas, -1] > 2 * half[arizona, -1]
