"""How often trend verdicts are right, on series whose truth is known.

    python benchmarks/trend/study.py [SERIES [SEED]]

Every series goes through `judgement`, the function that `tercet trend` uses. The verdict is compared with the true
present rate, and the 90 % interval with whether it holds it. Results go to the terminal as Markdown.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before numpy: small matrices, one process to a core

import numpy as np
from series import Made, amounts, counts, plain, rolling

from tercet.analysis.trend.verdict import FLAT, FLATTENING, UNKNOWN, judgement, test

TOLERANCE = 5.0  # percent a year
Row = dict[str, Any]
STUDIES: dict[str, Callable[[np.random.Generator], Made]] = {
    "counts": counts,
    "amounts": amounts,
    "rolling sums": rolling,
    "counts that remember (0.4)": partial(counts, memory=0.4),
    "plain counts": plain,
}
SHARE = {"counts": 1.0, "plain counts": 0.5, "amounts": 0.3, "rolling sums": 0.5, "counts that remember (0.4)": 0.2}
CUTS: dict[str, Sequence[float]] = {
    "months": (24, 36, 60, 90, 133),
    "dispersion": (1, 2, 5, 10, 21),
    "level": (20, 100, 500, 10_001),
    "scale": (0.1, 0.25, 0.4, 0.6),
    "last": (8, 15, 24, 48, 133),
}
WORDS = ("breaks", "kind", "season", "missing", "huge")


def one(study: str, seed: int, number: int) -> Row:
    """One series: what it was, and what was said of it. The same seed and number give the same series."""
    made = STUDIES[study](np.random.default_rng([seed, list(STUDIES).index(study), number]))
    found = judgement(made.points, TOLERANCE)
    said = FLAT if found.verdict == FLATTENING else found.verdict
    right = test(made.rate, made.rate, TOLERANCE)
    judged = found.lacking is None
    return {
        **made.facts,
        "judged": judged,
        "held": judged and found.low <= made.rate <= found.high,
        "wrong": said not in {UNKNOWN, right},
        "unknown": said == UNKNOWN,
        "width": 100 * (np.exp(found.high) - np.exp(found.low)) if judged else np.nan,
    }


def table(rows: Sequence[Row]) -> Iterator[str]:
    """One line for all series, and one for each part of them."""
    yield "| | series | intervals that hold the truth | wrong | cannot be judged | median width, points |"
    yield "|---|--:|--:|--:|--:|--:|"
    yield _line("all", rows)
    for name, cuts in CUTS.items():
        for low, high in zip(cuts, cuts[1:], strict=False):
            part = [row for row in rows if low <= float(row.get(name, -1)) < high]
            if part:
                yield _line(f"{name} {low} to {high if isinstance(high, float) else high - 1}", part)
    for name in WORDS:
        for value in sorted({str(row[name]) for row in rows if name in row}):
            yield _line(f"{name}: {value}", [row for row in rows if str(row.get(name)) == value])


def _line(name: str, rows: Sequence[Row]) -> str:
    judged = [row for row in rows if row["judged"]]
    held, wrong = (100 * np.mean([row[key] for row in part]) for key, part in (("held", judged), ("wrong", rows)))
    unknown, width = 100 * np.mean([row["unknown"] for row in rows]), np.nanmedian([row["width"] for row in rows])
    return f"| {name} | {len(rows)} | {held:.1f} % | {wrong:.1f} % | {unknown:.0f} % | {width:.1f} |"


def undecided(rows: Sequence[Row]) -> Iterator[str]:
    """The share that cannot be judged, by length and noise."""
    noises = CUTS["dispersion"]
    heads = [f"dispersion {low} to {high - 1}" for low, high in zip(noises, noises[1:], strict=False)]
    yield f"| months | {' | '.join(heads)} |"
    yield "|---|" + "--:|" * len(heads)
    for first, last in zip(CUTS["months"], CUTS["months"][1:], strict=False):
        cells = []
        for low, high in zip(noises, noises[1:], strict=False):
            part = [row for row in rows if first <= row["months"] < last and low <= row["dispersion"] < high]
            cells.append(f"{100 * np.mean([row['unknown'] for row in part]):.0f} %" if part else "")
        yield f"| {first} to {last - 1} | {' | '.join(cells)} |"


def main() -> None:
    """Run the studies and print their tables."""
    series, seed = (int(word) for word in (*sys.argv[1:], *("2400", "4")[len(sys.argv) - 1 :]))
    with ProcessPoolExecutor() as pool:
        for study, share in SHARE.items():
            rows = list(pool.map(partial(one, study, seed), range(round(series * share)), chunksize=20))
            print(f"\n## {study}, seed {seed}\n")
            print("\n".join(table(rows)))
            if "dispersion" in rows[0]:
                print("\nCannot be judged, by length and noise:\n")
                print("\n".join(undecided(rows)), flush=True)


if __name__ == "__main__":
    main()
