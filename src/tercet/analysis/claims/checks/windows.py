"""The time that a figure is about: stated, read as a year, or carried along after it has gone by."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tercet.analysis.claims.context import NOTE, REFUSES, Context, Flag, Statement
from tercet.analysis.claims.numbers import shown
from tercet.catalog.statements import Claim
from tercet.periods import months_between

RELATIVE = re.compile(r"\b(last|past|this|so far|previous|recent|current)\b", re.IGNORECASE)


def change_needs_a_window(claim: Claim, context: Context) -> Iterator[Flag]:
    """A rate of change without a window is compared and ranked with nothing."""
    if claim.metric.kind != "change":
        return
    if claim.window.first is None or claim.window.last is None:
        with_windows = [
            other.name
            for one in context.own(claim)[:1]
            for other in context.by_metric[one.metric.id]
            if other.span and other.claim is not claim
        ]
        beside = f" with {', '.join(with_windows)}" if with_windows else ""
        yield Flag("window", f"a change without a window: not compared or ranked{beside}", REFUSES)
    elif claim.metric.baseline is None:
        yield Flag("window", "a change without a stated baseline", NOTE)


def window_read_as_a_year(claim: Claim, context: Context) -> Iterator[Flag]:
    """Twelve months that end in another month than December are no calendar year; both readings are kept."""
    if claim.window.first is None or claim.window.last is None:
        return
    rolling = months_between(claim.window.first, claim.window.last) == 12 and claim.window.first.day == 1
    for other in context.own(claim)[1:]:
        if other.relation == "secondary" and other.span and other.window != claim.window:
            yield Flag(
                "window",
                f"{claim.id} is {claim.window.first} to {claim.window.last}; {other.by} presents the same figure as "
                f"{other.window.stated or other.span[0]}: both readings are kept, the issuer's decides",
            )
    if rolling and claim.window.last.month != 12 and claim.metric.revised:
        yield Flag("window", f"twelve months to {claim.window.last:%Y-%m}, not a calendar year", fine=True)


def last_year(claim: Claim, context: Context) -> Iterator[Flag]:
    """Words such as "last year" are resolved on the day of the statement; a figure that fits another year is shown."""
    if not claim.window.stated or not RELATIVE.search(claim.window.stated) or claim.counter is not None:
        return
    main = context.own(claim)[0]
    resolved = f"{claim.window.first or 'an unstated day'} to {claim.window.last or 'an unstated day'}"
    others = [other for other in context.by_metric[main.metric.id] if _other_time(main, other, context)]
    fits = f"; the figure also fits {'; '.join(_with_window(other) for other in others)}" if others else ""
    yield Flag("window", f'"{claim.window.stated}", said {claim.said}, is read as {resolved}{fits}', fine=not others)


def _other_time(one: Statement, other: Statement, context: Context) -> bool:
    """Whether another statement gives much the same figure for another time."""
    if other.claim is one.claim or other.span in {None, one.span} or other.unit != one.unit:
        return False
    if (other.geography, other.metric.agency) != (one.geography, one.metric.agency):
        return False
    earlier = other.day is not None and one.day is not None and other.day <= one.day
    return earlier and context.range(one).holds(other.value)


def _with_window(other: Statement) -> str:
    return f"{other.text} for {other.window.first} to {other.window.last}"


def stale_phrase(claim: Claim, context: Context) -> Iterator[Flag]:
    """A phrase such as "the last five months" means the months before its first use; repeated later it is stale."""
    phrase = claim.window.stated
    if not phrase or not RELATIVE.search(phrase) or claim.said is None:
        return
    main = context.own(claim)[0]
    for other in (*context.own(claim)[1:], *context.alike(main)):
        if other.window.stated != phrase or other.value != main.value or other.said in {None, claim.said}:
            continue
        first, later = sorted((main, other), key=lambda one: str(one.said))
        yield Flag(
            "window",
            f'"{phrase}" was first said of {shown(main.value)} on {first.said} and repeated unchanged on {later.said} '
            f"({later.by}): it means the time before {first.said}, so the repetition is stale",
        )
        return


def no_window(claim: Claim, context: Context) -> Iterator[Flag]:
    """A figure over twelve months needs the month in which they end."""
    bare = claim.window.first is None and claim.window.last is None and claim.event is None
    if bare and claim.metric.revised and claim.metric.kind != "change":
        tried = [reading.candidates for reading in claim.readings if reading.candidates]
        which = f"; tried: those that end in {tried[0].from_} to {tried[0].to} ({tried[0].why})" if tried else ""
        yield Flag("window", f"no window was stated{which}", NOTE)
