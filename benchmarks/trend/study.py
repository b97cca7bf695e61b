"""How often the intervals of the trend cover the truth, and how often a verdict is wrong, on series made for it.

    python benchmarks/trend/study.py counts --series 2000 --seed 2
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.random import Generator, default_rng

sys.path.insert(0, str(Path(__file__).parent))

from made import Made, amounts, counts, rolling  # noqa: E402 (the folder is not a package)

from tercet.analysis.trend.verdict import FLATTENING, UNKNOWN, judgement, test  # noqa: E402

STUDIES: Mapping[str, tuple[Callable[[Generator], Made], float]] = {  # how series are made; tolerance in percent a year
    "counts": (counts, 5.0),
    "memory-0.3": (lambda rng: counts(rng, "memory 0.3"), 5.0),
    "memory-0.6": (lambda rng: counts(rng, "memory 0.6"), 5.0),
    "amounts": (amounts, 10.0),
    "rolling": (rolling, 5.0),
}
BANDS: Mapping[str, Sequence[tuple[float, float]]] = {
    "months": ((24, 36), (36, 60), (60, 90), (90, 133)),
    "ratio": ((1, 2), (2, 5), (5, 10), (10, 20)),
    "mean": ((20, 100), (100, 500), (500, 8000)),
    "width": ((0.15, 0.3), (0.3, 0.45), (0.45, 0.6)),
    "last": ((1, 15), (15, 24), (24, 48), (48, 133)),
}
KINDS = ("breaks", "kind", "season", "missing", "noise", "tails", "huge")


def run(study: str, series: int, seed: int) -> list[dict[str, Any]]:
    """Every series of a study, judged; series number n is the same whatever the others are."""
    make, tolerance = STUDIES[study]
    return [judged(make(default_rng([seed, number])), tolerance) for number in range(series)]


def judged(made: Made, tolerance: float) -> dict[str, Any]:
    """What the trend says of a series, and whether that is right."""
    found = judgement(made.points, tolerance)
    truth = test(made.rate, made.rate, tolerance)
    said = "flat" if found.verdict == FLATTENING else found.verdict
    return {
        **made.how,
        "verdict": found.verdict,
        "lacking": found.lacking is not None,
        "covered": found.low <= made.rate <= found.high,
        "wrong": said not in (UNKNOWN, truth),
        "unknown": said == UNKNOWN,
        "wide": 100 * (float(np.expm1(found.high)) - float(np.expm1(found.low))),
    }


def table(found: Sequence[Mapping[str, Any]]) -> list[str]:
    """Coverage, wrong verdicts and open ones, for all series and for groups of them."""
    lines = ["| series | number | covered | wrong verdict | cannot be judged | median width |", "|---|--:|--:|--:|--:|--:|"]
    lines.append(line("all", found))
    for name, bands in BANDS.items():
        for low, high in bands:
            inside = [one for one in found if low <= one.get(name, -1) < high]
            lines += [line(f"{name} {low:g} to {high:g}", inside)] if inside else []
    for name in KINDS:
        for value in sorted({one[name] for one in found if name in one}, key=str):
            lines.append(line(f"{name}: {value}", [one for one in found if one[name] == value]))
    return lines


def line(name: str, found: Sequence[Mapping[str, Any]]) -> str:
    """One line of the table; a series with too little data has no interval and is not counted for coverage."""
    fitted = [one for one in found if not one["lacking"]]
    covered = np.mean([one["covered"] for one in fitted]) if fitted else float("nan")
    wrong, unknown = (np.mean([one[key] for one in found]) for key in ("wrong", "unknown"))
    width = np.median([one["wide"] for one in fitted]) if fitted else float("nan")
    return f"| {name} | {len(found)} | {covered:.1%} | {wrong:.1%} | {unknown:.0%} | {width:.1f} |"


def main() -> None:
    """One study, printed as a table, and kept as JSON if asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("study", choices=STUDIES)
    parser.add_argument("--series", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--json", type=Path, help="also write every series to this file")
    chosen = parser.parse_args()
    found = run(chosen.study, chosen.series, chosen.seed)
    print("\n".join(table(found)))
    if chosen.json:
        chosen.json.write_text(json.dumps(found, default=str), "utf-8")


if __name__ == "__main__":
    main()
