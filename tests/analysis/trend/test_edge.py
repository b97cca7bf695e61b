"""Close to the line: a verdict that one month at the edge decides says so."""

from __future__ import annotations

import numpy as np
import pytest
from tests.analysis.trend.made import counts, growing, months, rolling

from tercet.analysis.trend.edge import close
from tercet.analysis.trend.verdict import judgement


@pytest.mark.parametrize("rate", [0.3, -0.3, 0.0])
def test_a_verdict_far_from_the_line_hangs_on_no_month(rate: float) -> None:
    """A third more or less every year does not hang on the last month."""
    points = months(counts(1, growing(60, rate, 5000)))
    assert close(points, 5, judgement(points, 5)) == []


def test_another_verdict_without_the_last_or_the_first_month_is_close_and_named() -> None:
    """Whenever the last month or the first decides, the answer says which, and what would be said without it."""
    decided = set()
    for rate, seed in ((0.06, 0), (0.06, 7), (0.06, 10), (0.07, 3), (0.07, 12), (0.08, 3), (0.2, 1)):
        points = months(counts(seed, growing(36, rate, 1500), 2))
        found = judgement(points, 5)
        said = dict(close(points, 5, found))
        for what, shorter in (("last", points.without_last()), ("first", points.without_first())):
            other = judgement(shorter, 5).verdict
            assert said.get(f"without the {what} period", found.verdict) == other
            if other != found.verdict:
                decided.add(what)
    assert decided == {"last", "first"}


def test_the_next_window_follows_from_the_last_steps() -> None:
    """Rolling sums that fall ever faster come close to the line before they cross it."""
    mean = np.concatenate([growing(72, 0.0, 4000), growing(24, -0.35, 4000)])
    said = []
    for end in range(72, 90):
        series = rolling(counts(1, mean)[:end])
        found = judgement(series, 5)
        said.append((found.verdict, bool(close(series, 5, found))))
    changes = [(before, after) for before, after in zip(said, said[1:], strict=False) if before[0] != after[0]]
    assert changes
    assert all(after[1] for _, after in changes)
    assert sum(before[1] for before, _ in changes) >= len(changes) - 1
