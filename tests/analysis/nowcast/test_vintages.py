"""Which files are used: each once, in the order in which they were published, and never one from the future."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysis.nowcast.made import STATES, Edition, catalog, growing, values, vintage

from tercet.analysis.nowcast.completing import completed
from tercet.analysis.nowcast.estimate import estimate
from tercet.analysis.nowcast.reading import read
from tercet.analysis.nowcast.score import score
from tercet.question import Question

TEXAS = Question("made", areas=("US-TX",))
SHARES = (0.5, 0.8, 0.9)


def editions() -> tuple:  # type: ignore[type-arg]
    """Four files of a publication that is late by three months."""
    truth = {area: lambda at, size=size: size * (100.0 + at) for size, area in enumerate(STATES, start=1)}
    return growing(truth, lambda age: SHARES[age] if age < 3 else 1.0, [20, 26, 32, 47])


def test_the_order_in_which_files_came_in_does_not_matter() -> None:
    """A user who finds an old file later gets the same estimates."""
    files = editions()
    days = [date(2024, 1, day) for day in range(1, 5)]
    answers = {
        str(
            estimate(
                TEXAS, catalog(), tuple(replace(one, received=day) for one, day in zip(order, days, strict=True))
            ).rows
        )
        for order in permutations(files)
    }
    assert len(answers) == 1


def test_one_edition_in_two_forms_counts_once() -> None:
    """The same table as CSV and as Parquet is one edition."""
    files = editions()
    twice = (*files[:2], replace(files[1], file="again.parquet", batch="again"), *files[2:])
    assert estimate(TEXAS, catalog(), twice).rows == estimate(TEXAS, catalog(), files).rows
    assert [row[2:] for row in score(TEXAS, catalog(), twice)] == [row[2:] for row in score(TEXAS, catalog(), files)]


def test_a_corrected_edition_that_reaches_as_far_is_another_one() -> None:
    """A publisher may post a month twice with other figures; the later one is the newest word."""
    files = editions()
    cells = {
        (row["area"], row["period"]): row["value"] * 2
        for row in files[-1].ask(Question("made", areas=STATES)).records()
    }
    corrected = vintage(Edition(cells), "corrected.csv", date(2025, 1, 1))
    reported = values(estimate(TEXAS, catalog(), (*files, corrected)), "reported")
    assert reported["US-TX", "2023-12"] == 2 * values(estimate(TEXAS, catalog(), files), "reported")["US-TX", "2023-12"]


@settings(max_examples=25)
@given(factor=st.floats(0.1, 10), share=st.floats(0.1, 2))
def test_no_file_is_judged_by_what_came_after_it(factor: float, share: float) -> None:
    """Whatever a later file will say, an estimate made before it stays what it was."""
    files = editions()
    planted = growing({area: lambda at: 500.0 * factor for area in STATES}, lambda age: share if age < 6 else 1.0, [50])
    before, after = (read(TEXAS, catalog(), some) for some in (files, (*files, *planted)))
    width = len(before.grid.periods)
    for then, now in zip(completed(before), completed(after)[:-1], strict=True):
        assert np.array_equal(then.estimate, now.estimate[:, :width], equal_nan=True)


def test_the_estimate_that_is_scored_is_the_one_that_was_shown() -> None:
    """The score of a file is that of the estimate that its day would have shown."""
    files = editions()
    shown = values(estimate(TEXAS, catalog(), files[:3]), "estimate")
    truth = {(row["area"], row["period"]): row["value"] for row in files[-1].ask(TEXAS).records()}
    error = sum(abs(value - truth[key]) for key, value in shown.items()) / len(shown)
    scored = next(row for row in score(TEXAS, catalog(), files).records() if row["file"] == files[2].file)
    assert (scored["periods"], scored["nowcast_error"]) == (12, round(error, 2))


def test_a_file_of_another_table_is_left_out() -> None:
    """A file that holds other indicators only is no edition of this one."""
    files = editions()
    other = vintage(Edition({}), "other.csv")
    assert estimate(TEXAS, catalog(), (*files, other)).rows == estimate(TEXAS, catalog(), files).rows


def test_an_estimate_does_not_depend_on_what_else_was_asked() -> None:
    """An area that is a sum of others is estimated like them, and is no further evidence for them."""
    files = []
    for number, one in enumerate(editions(), start=1):
        rows = one.ask(Question("made", areas=STATES)).records()
        cells = {(row["area"], row["period"]): row["value"] for row in rows}
        cells |= {("US-NY", row["period"]): row["value"] * number // 2 for row in rows if row["area"] == "US-TX"}
        files.append(replace(vintage(Edition(cells), one.file), areas=STATES))
    alone = estimate(TEXAS, catalog(), tuple(files)).rows
    both = estimate(Question("made", areas=("US-NY", "US-TX")), catalog(), tuple(files))
    assert [row for row in both.rows if row[1] == "US-TX"] == alone
    assert len(both) == 2 * len(alone)
