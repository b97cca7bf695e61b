"""What a nowcast says in words: by which way, from which files, what is taken as settled, and why there is none."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import numpy as np

from tercet.analysis.nowcast.completing import Completed
from tercet.analysis.nowcast.triangle import HORIZON, YEAR, Triangle
from tercet.catalog.models import Measure
from tercet.errors import QuestionError

MANY = 6  # files named in a note; the rest is counted


def method(triangle: Triangle, made: Completed, at: tuple[int, int]) -> str:
    """By which way one figure was estimated."""
    newest = triangle.files[-1]
    if not newest.open(triangle.grid)[at]:
        return "as reported; its year is taken as closed"
    ways = list(_ways(triangle, made, at))
    return "; ".join(ways) if ways else f"chain ladder, {_files(made.ladder_files)}"


def _ways(triangle: Triangle, made: Completed, at: tuple[int, int]) -> Iterator[str]:
    """What the publisher says that went into one figure."""
    newest = triangle.files[-1]
    if made.clock is not None and np.isfinite(made.clock[at]):
        what = "what is not complete" if newest.clock_is_whole else "what is pending"
        yield f"chain ladder on {what}, {_files(made.clock_files)}"
    if made.prediction is not None and np.isfinite(made.prediction[at]):
        corrected = newest.reported[at] * (1 + made.prediction[at])
        change = Decimal(100 * (corrected / newest.predicted[at] - 1)).quantize(Decimal("0.1"))
        yield f"publisher's prediction, corrected by {change:+} %"


def _files(count: int) -> str:
    return f"{count or 'no'} earlier file{'' if count == 1 else 's'}"


def files_note(triangle: Triangle) -> str:
    """From which files the estimates are made."""
    files = triangle.files
    names = ", ".join(f"{one.name} (to {one.last})" for one in files[-MANY:])
    more = f" and {len(files) - MANY} older" if len(files) > MANY else ""
    return f"From {len(files)} file{'' if len(files) == 1 else 's'}: {names}{more}."


def settled_note(triangle: Triangle) -> str:
    """Which periods are taken as settled in the newest file, and why."""
    newest = triangle.files[-1]
    if (newest.recent(triangle.grid, HORIZON) & newest.provisional).any():
        return (
            f"Taken as settled and not listed: what the publisher does not mark as provisional, and whatever ended "
            f"{HORIZON} months or more before {newest.last}."
        )
    return f"Taken as settled and not listed: whatever ended {YEAR} months or more before {newest.last}."


def band_note(tried: bool) -> str:
    """What the intervals come from."""
    if tried:
        return "Low and high: 90 % of the errors that such estimates made in earlier files were smaller."
    return (
        "Low and high are rough: no estimate from an earlier file can be checked yet, so they only say by how much "
        "figures were revised before or, where that is not known either, how much is to come."
    )


def nothing(measure: Measure, triangle: Triangle) -> QuestionError:
    """Why nothing can be estimated, and what would be needed."""
    newest = triangle.files[-1]
    if len(triangle.files) == 1:
        return QuestionError(
            f"{measure.id}: nothing can be estimated. There is one file only ({newest.name}, to {newest.last}), and it "
            "does not say how complete or how large the figures will be. Needed: an earlier or a later edition of the "
            "same publication."
        )
    return QuestionError(
        f"{measure.id}: nothing can be estimated for the end of {newest.name} (to {newest.last}): no earlier file has "
        "figures of that age that are settled now. Needed: editions that overlap."
    )


def no_files(measure: Measure) -> QuestionError:
    """That there is no row of files to learn from."""
    return QuestionError(
        f"{measure.id}: nothing can be estimated. A nowcast needs the files of one source that answers by itself; here "
        "there are none, or several sources are added up or answer for different areas. Ask for the areas of one "
        "country, or for one source with --where source=ID."
    )
