"""Figures as a table, for a terminal and for the documentation, and the limits that they are held against."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from meter import Cost

INGEST, MEASURES, AGAIN, HELP = "ingest", "all four measures", "the same files again", "--help"
OPEN, ONE = "one measure, workspace open", "one measure from the shell"
STEPS = (INGEST, MEASURES, OPEN, ONE, AGAIN, HELP)
HEADER = ("rows", "step", "who", "wall s", "CPU s", "peak MiB", "rows/s", "x SQL", "x tuned")
YARDSTICKS = ("sql", "tuned")  # the limit is held against the first

Costs = Mapping[tuple[int, str, str], Sequence[Cost]]  # (rows, step, who) -> one cost for each round


@dataclass(frozen=True)
class Limit:
    """A promise of the design: what is measured may not be larger. Without a limit it is only said."""

    words: str
    measured: float
    most: float | None

    def __str__(self) -> str:
        """One line that says whether it is held."""
        if self.most is None:
            return f"no limit  {self.words}: {self.measured:.2f}"
        verdict = "held" if self.measured <= self.most else "NOT HELD"
        return f"{verdict:8}  {self.words}: {self.measured:.2f} (at most {self.most:g})"


def middle(costs: Sequence[Cost]) -> Cost:
    """The median round, figure by figure; of memory the largest."""
    return Cost(median(one.wall for one in costs), median(one.cpu for one in costs), max(one.peak for one in costs))


def lines(costs: Costs) -> list[tuple[str, ...]]:
    """The table: one line for each size, step and contestant."""
    shown: list[tuple[str, ...]] = []
    for (rows, step, who), rounds in costs.items():
        cost = middle(rounds)
        shown.append(
            (
                f"{rows:,}",
                step,
                who,
                f"{cost.wall:.2f}",
                f"{cost.cpu:.2f}",
                f"{cost.peak:.0f}",
                f"{rows / cost.wall:,.0f}" if step == INGEST else "",
                *("" if who == other else times(cost, costs.get((rows, step, other))) for other in YARDSTICKS),
            )
        )
    return shown


def times(cost: Cost, yardstick: Sequence[Cost] | None) -> str:
    """How many times as long as a yardstick, if that was measured."""
    return f"{cost.wall / middle(yardstick).wall:.2f}" if yardstick else ""


def markdown(table: Iterable[Sequence[str]]) -> str:
    """The table as Markdown, columns aligned so that it also reads well in a terminal."""
    rows = [HEADER, *table]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADER))]
    left = {"step", "who"}

    def line(row: Sequence[str]) -> str:
        cells = (
            cell.ljust(width) if name in left else cell.rjust(width)
            for cell, width, name in zip(row, widths, HEADER, strict=True)
        )
        return f"| {' | '.join(cells)} |"

    rule = "|".join(
        "-" * (width + 1) + ("-" if name in left else ":") for width, name in zip(widths, HEADER, strict=True)
    )
    return "\n".join([line(HEADER), f"|{rule}|", *(line(row) for row in rows[1:])])


def limits(costs: Costs) -> list[Limit]:
    """The promises, at the largest size that was measured."""
    most = max(rows for rows, _, _ in costs)
    found = {(step, who): middle(rounds) for (rows, step, who), rounds in costs.items() if rows == most}
    if (INGEST, "tercet") not in found:
        return []
    ours = found[INGEST, "tercet"] + found[MEASURES, "tercet"]
    held = [
        Limit("peak memory, GiB", ours.peak / 1024, 1.5),
        Limit("one measure, workspace open, s", found[OPEN, "tercet"].wall, 0.5),
        Limit("one measure from the shell, s", found[ONE, "tercet"].wall, 1.5),
        Limit("the same files again, s", found[AGAIN, "tercet"].wall, 0.5),
        Limit("tercet --help, s", found[HELP, "tercet"].wall, 0.3),
    ]
    ratios = [
        Limit(f"wall time of ingest and measures, times {words}", ours.wall / theirs.wall, most)
        for who, words, most in zip(YARDSTICKS, ("SQL", "tuned SQL"), (1.3, None), strict=True)
        if (INGEST, who) in found
        for theirs in [found[INGEST, who] + found[MEASURES, who]]
    ]
    held = [*ratios, *held]
    sizes = sorted({rows for rows, step, who in costs if (step, who) == (INGEST, "tercet")})
    if len(sizes) > 1:
        walls = [middle(costs[rows, INGEST, "tercet"]).wall / rows for rows in (sizes[-2], sizes[-1])]
        held.append(Limit(f"time a row at {sizes[-1]:,} rows, times that at {sizes[-2]:,}", walls[1] / walls[0], 1.2))
    return held
