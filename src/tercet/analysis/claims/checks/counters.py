"""Running totals: they never fall, and a leap in one is a slip or another definition."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from tercet.analysis.claims.context import DISAGREES, NOTE, Context, Flag, Statement
from tercet.analysis.claims.findings import worded
from tercet.analysis.claims.numbers import shown
from tercet.catalog.statements import Claim

LEAP = 5  # times the pace of everything before: far beyond what a good quarter brings


def counter_never_falls(claim: Claim, context: Context) -> Iterator[Flag]:
    """A running total that is lower than before is wrong in one of the two statements."""
    line = counter_line(claim, context)
    fell = False
    for before, after in zip(line, line[1:], strict=False):
        if after.value < before.value and claim in (before.claim, after.claim):
            fell = True
            effect = NOTE if claim.metric.revised else DISAGREES
            why = "; the publisher revises it" if claim.metric.revised else "; a running total cannot fall"
            yield Flag("counter", f"{_step(before, after)}{why}{_swapped(before, after)}", effect)
    if line and not fell and len(line) > 1:
        yield Flag("counter", f"never falls in {len(line)} statements", fine=True)


def counter_pace(claim: Claim, context: Context) -> Iterator[Flag]:
    """A leap in a running total is a slip, a wrong word for the number, or a wider definition."""
    line = counter_line(claim, context)
    start = claim.counter.since if claim.counter else None
    for before, after in zip(line, line[1:], strict=False):
        if claim is not after.claim or start is None or (times := _pace(start, before, after)) is None:
            continue
        wider = "; the definition widened during the series" if claim.metric.versions else ""
        yield Flag(
            "counter", f"{_step(before, after)}, {shown(times, 0)} times the pace until then{wider}{_meant(after)}"
        )


def counter_line(claim: Claim, context: Context) -> list[Statement]:
    """Every statement of one running total, in time; of two for the same day the one that was said first."""
    own = context.own(claim)
    if claim.counter is None or not own:
        return []
    first: dict[date, Statement] = {}
    for one in sorted((own[0], *context.alike(own[0])), key=lambda one: str(one.said or "")):
        counter = one.claim.counter
        same = counter is not None and counter.since == claim.counter.since
        if same and one.at is not None and one.relation not in {"repeat", "secondary", "same day"}:
            first.setdefault(one.at, one)
    return [first[day] for day in sorted(first)]


def _pace(start: date, before: Statement, after: Statement) -> Decimal | None:
    """How many times faster the total grew than before, where that is beyond belief."""
    if before.at is None or after.at is None or not before.value:
        return None
    until, since = (before.at - start).days + 1, (after.at - before.at).days
    if until <= 0 or since <= 0:
        return None
    times = (after.value - before.value) / since / (before.value / until)
    return times if times > LEAP else None


def _step(before: Statement, after: Statement) -> str:
    one, other = (f"{worded(which.value, which.word)} ({_when(which)})" for which in (before, after))
    return f"from {one} to {other}"


def _when(one: Statement) -> str:
    place = f", to {one.at}" if one.window.last else ""
    said = f", said {one.said}" if one.said and (one.relation or not place) else ""
    words = f', "{one.spoken}"' if one.spoken else ""
    return f"{one.claim.id}{place}{said}{words}"


def _swapped(before: Statement, after: Statement) -> str:
    """The same digits in another order are the mark of a typing slip."""
    digits = [sorted(str(one.value)) for one in (before, after)]
    return "; the digits are the same in another order" if digits[0] == digits[1] else ""


def _meant(after: Statement) -> str:
    """What number words may have meant; they are kept as they were spoken."""
    if after.spoken is None or after.value % 1000:
        return ""
    return f"; the words are kept, and may mean {shown(after.value / 1000)}, or another counter"
