"""The benchmark: the same three files read by hand-written SQL, plain and tuned, by pandas and by Tercet.

They take turns, and every step is a process of its own. The numbers of all who take part must agree to the last base
unit, and their records row by row, or the run fails; times only inform. Results go to .bench/results.json and
.bench/results.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import report
from contestants import HERE, KINDS, SUMS, Contestant, Sums, Tercet
from labels import FILES
from meter import CommandFailed, Cost, measured

SIZES = (1_000_000, 3_000_000, 10_000_000)
PANDAS_BYTES = 400  # of memory for each row, about
PACKAGES = ("duckdb", "pandas", "pyarrow", "tercet")


class Run:
    """One run of the benchmark: who still takes part, and what everything cost."""

    def __init__(self, folder: Path, names: list[str], rounds: int) -> None:
        """A run in `folder`."""
        self.folder = folder
        self.names = names
        self.rounds = rounds
        self.costs: dict[tuple[int, str, str], list[Cost]] = defaultdict(list)
        self.differences: list[str] = []

    def size(self, rows: int, data: Path) -> None:
        """All rounds at one size; then whether the numbers agree."""
        taking_part = [KINDS[name](data, self.folder / "work" / name) for name in self.names if fits(name, rows)]
        sums: dict[str, Sums] = {}
        for number in range(1, self.rounds + 1):
            for one in list(taking_part):
                print(f"{rows:,} rows, round {number} of {self.rounds}: {one.name}", file=sys.stderr, flush=True)
                try:
                    sums[one.name] = self.round(rows, one)
                except CommandFailed as failure:
                    if not isinstance(one, Tercet):
                        raise
                    print(f"tercet is left out: {failure}", file=sys.stderr)
                    taking_part.remove(one)
                    self.names.remove(one.name)
        self.differences += differences(taking_part, sums)

    def round(self, rows: int, one: Contestant) -> Sums:
        """One contestant does the whole job once."""

        def step(name: str, *commands: list[str]) -> list[str]:
            done = [measured(command, self.folder) for command in commands]
            self.costs[rows, name, one.name].append(sum((cost for cost, _ in done[1:]), start=done[0][0]))
            return [text for _, text in done]

        one.clear()
        for command in one.before():
            measured(command, self.folder)
        if isinstance(one, Tercet):
            one.prepare()
        step(report.INGEST, one.ingest())
        printed = step(report.MEASURES, *one.measures(SUMS))
        if isinstance(one, Tercet):
            seconds = one.once_open(printed)
            self.costs[rows, report.OPEN, one.name].append(Cost(seconds, seconds, 0))
            step(report.ONE, one.one_measure())
            step(report.AGAIN, one.ingest())
            step(report.HELP, one.help())
        return one.sums(printed)


def fits(name: str, rows: int) -> bool:
    """Whether there is memory for it; only pandas holds a whole file several times over."""
    if name != "pandas":
        return True
    free = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    if free < rows * PANDAS_BYTES:
        print(f"pandas is left out at {rows:,} rows: there is not enough free memory.", file=sys.stderr)
        return False
    return True


def differences(taking_part: list[Contestant], sums: dict[str, Sums]) -> list[str]:
    """Where sums or kept rows differ between contestants; what is the same is said on stderr."""
    found: list[str] = []
    prints = {one.name: fingerprints(one) for one in taking_part}
    first = taking_part[0].name
    for other in (one.name for one in taking_part[1:]):
        mine, theirs = sums[first], sums[other]
        keys = sorted(key for key in mine.keys() | theirs.keys() if mine.get(key) != theirs.get(key))
        found += [f"{' '.join(key)}: {first} {mine.get(key)}, {other} {theirs.get(key)}" for key in keys[:5]]
        for file in FILES:
            kept, theirs_kept = prints[first][file.source], prints[other][file.source]
            found += [
                f"{file.source}, {outcome}: {first} {mark}, {other} {theirs_kept[outcome]}"
                for outcome, mark in kept.items()
                if mark != theirs_kept[outcome]
            ]
    if not found:
        for file in FILES:
            counts = ", ".join(
                f"{outcome} {mark.split(',')[0]}" for outcome, mark in prints[first][file.source].items()
            )
            print(f"{file.source}: {counts}; the same for {', '.join(prints)}", file=sys.stderr)
    return found


def fingerprints(one: Contestant) -> dict[str, dict[str, str]]:
    """What a contestant kept, by source and outcome."""
    asked = json.dumps({file.source: one.files(file.source) for file in FILES})
    command = [sys.executable, str(HERE / "fingerprint.py")]
    answer = subprocess.run(command, input=asked, capture_output=True, text=True, check=True).stdout  # noqa: S603
    found: dict[str, dict[str, str]] = json.loads(answer)
    return found


def generated(folder: Path, rows: int, seed: int) -> Path:
    """The three files, made now or earlier, and read once so that nobody is the first to fetch them from the disk."""
    data = folder / f"data-{rows}-{seed}"
    measured([sys.executable, str(HERE / "generate.py"), str(data), "--rows", str(rows), "--seed", str(seed)], HERE)
    for path in data.iterdir():
        with path.open("rb") as file:
            while file.read(1 << 24):
                pass
    return data


def machine() -> dict[str, str]:
    """Where this was measured."""

    def of(name: str) -> str:
        try:
            return version(name)
        except PackageNotFoundError:
            return "absent"

    packages = {name: of(name) for name in PACKAGES}
    return {"cores": str(os.cpu_count()), "python": platform.python_version(), "system": platform.system(), **packages}


def save(folder: Path, run: Run) -> str:
    """Write the results as JSON and Markdown; returns the Markdown."""
    rounds = [
        {"rows": rows, "step": step, "who": who, "rounds": [asdict(cost) for cost in costs]}
        for (rows, step, who), costs in run.costs.items()
    ]
    (folder / "results.json").write_text(json.dumps({"machine": machine(), "costs": rounds}, indent=1) + "\n", "utf-8")
    where = ", ".join(f"{name} {value}" for name, value in machine().items())
    held = "\n".join(f"- {limit}" for limit in report.limits(run.costs))
    table = report.markdown(report.lines(dict(sorted(run.costs.items(), key=order))))
    text = f"{table}\n\nMedian of {run.rounds} rounds; {where}.\n" + (f"\n{held}\n" if held else "")
    (folder / "results.md").write_text(text, "utf-8")
    return text


def order(item: tuple[tuple[int, str, str], Sequence[Cost]]) -> tuple[int, int, int]:
    """Sizes rising, steps as they are done, contestants as they are listed."""
    rows, step, who = item[0]
    return rows, report.STEPS.index(step), list(KINDS).index(who)


def options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description="Measure Tercet beside hand-written SQL and pandas.")
    number: Callable[[str], int] = lambda text: int(text.replace("_", "").replace(",", ""))  # noqa: E731
    parser.add_argument("--rows", type=number, action="append", help="rows in all; may be given several times")
    parser.add_argument("--skip", choices=list(KINDS), action="append", default=[], help="leave one out")
    parser.add_argument("--repeat", type=int, default=3, help="rounds at each size (3)")
    parser.add_argument("--seed", type=int, default=1, help="of the made-up data (1)")
    parser.add_argument("--folder", type=Path, default=HERE.parent / ".bench", help="for data and results (.bench)")
    return parser.parse_args()


def main() -> int:
    """Run the benchmark; 1 if the contestants do not agree."""
    asked = options()
    folder = asked.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ".gitignore").write_text("*\n", "utf-8")
    run = Run(folder, [name for name in KINDS if name not in asked.skip], asked.repeat)
    busy = os.getloadavg()[0]
    if busy > 0.5:
        print(f"This machine is busy (load {busy:.1f}): wall times will be too long.", file=sys.stderr)
    try:
        for rows in asked.rows or SIZES:
            run.size(rows, generated(folder, rows, asked.seed))
    except CommandFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    shutil.rmtree(folder / "work")
    print(save(folder, run))
    if run.differences:
        print("The contestants do not agree:", *run.differences, sep="\n", file=sys.stderr)
    return 1 if run.differences else 0


if __name__ == "__main__":
    sys.exit(main())
