"""One statement against another: the same figure twice, another baseline, another scope, another agency."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tercet.analysis.claims.context import DISAGREES, NOTE, Context, Flag, Statement
from tercet.analysis.claims.numbers import shown
from tercet.analysis.claims.wording import Range, rounding
from tercet.catalog.statements import Claim

YEAR = 366  # days; a window of more is no year


def same_figure_twice(claim: Claim, context: Context) -> Iterator[Flag]:
    """Two values for one metric and one window: another vintage, or two officials who disagree."""
    for one, other in _pairs(claim, context):
        if not _same_window(one, other) or other.relation in {"secondary", "repeat"}:
            continue
        if (one.value, one.unit) == (other.value, other.unit) or one.unit != other.unit:
            continue
        if one.claim.counter is not None and one.at != other.at:
            continue  # a counter at two times; see counters
        yield from _two_values(one, other, context)


def _two_values(one: Statement, other: Statement, context: Context) -> Iterator[Flag]:
    """What two values for the same thing mean."""
    both = f"{one.text}, {other.text}"
    if one.said is not None and one.said == other.said:
        # The same day, the same knowledge: a loose word does not excuse two figures, only rounding does.
        if not _rounded(one, context).meets(_rounded(other, context)):
            yield Flag("two values", f"on the same day, {both}: both are kept", DISAGREES)
        return
    if one.metric.revised:
        yield Flag("two values", f"{both}: two vintages of a revised series, each right on its day", NOTE)
    elif context.range(one).meets(context.range(other)):
        yield Flag("two values", f"{both}: the words admit both", fine=True)
    else:
        yield Flag("two values", f"{both}: both are kept", DISAGREES)


def _rounded(one: Statement, context: Context) -> Range:
    """What a statement admits if only rounding is allowed for; a floor stays a floor, a ceiling a ceiling."""
    full, slack = context.range(one), rounding(one.value, one.unit)
    low = None if full.low is None else max(full.low, one.value - slack)
    high = None if full.high is None else min(full.high, one.value + slack)
    return Range(low, high)


def same_number_two_baselines(claim: Claim, context: Context) -> Iterator[Flag]:
    """The same number on another baseline, denominator or scope is another metric, and neither supports the other."""
    for one in _mains(claim, context):
        for other in context.by_metric.get(one.metric.id, ()):
            differ = _differing(one, other, ("baseline", "denominator", "scope"))
            if other.claim is claim or not differ or (one.value, one.unit) != (other.value, other.unit):
                continue
            yield Flag(
                "baseline",
                f"{other.name} has the same {shown(one.value)} {one.unit} with another {' and '.join(differ)} "
                f"({_parts(one, differ)}; there {_parts(other, differ)}): another metric, no confirmation",
            )


def scope_of_the_label(claim: Claim, context: Context) -> Iterator[Flag]:
    """One label for two scopes: which offices or forms are counted has to be said."""
    for one in _mains(claim, context):
        group = [
            other
            for other in context.by_metric[one.metric.id]
            if (other.metric.agency, other.geography) == (one.metric.agency, one.geography)
        ]
        scopes = sorted({other.metric.scope for other in group if other.metric.scope})
        if scopes and one.metric.scope is None:
            yield Flag("scope", f"no scope is stated, and the label is used for {' and for '.join(scopes)}")
        for other in group:
            if other is not one and _same_window(one, other) and _two_scopes(one, other):
                yield Flag(
                    "scope",
                    f"{one.text} is of {one.metric.scope}, {other.text} of {other.metric.scope}: not one series",
                )


def _two_scopes(one: Statement, other: Statement) -> bool:
    scopes = one.metric.scope, other.metric.scope
    return all(scopes) and scopes[0] != scopes[1] and one.value != other.value


def agencies_overlap(claim: Claim, context: Context) -> Iterator[Flag]:
    """Two agencies may count one seizure each: their totals for overlapping times are never added."""
    for one in _mains(claim, context):
        if one.span is None or one.metric.kind != "level":
            continue
        others = {
            f"{other.metric.agency} ({other.claim.id})"
            for other in context.by_metric[one.metric.id]
            if other.metric.agency != one.metric.agency and _country(one) == _country(other) and _overlap(one, other)
        }
        if others:
            yield Flag("agencies", f"may overlap with {', '.join(sorted(others))}: never add them up")


def one_year_two_windows(claim: Claim, context: Context) -> Iterator[Flag]:
    """A calendar and a fiscal year bear one label; figures are kept by their dates."""
    for one, other in _pairs(claim, context):
        if one.span is None or other.span is None or one.span == other.span or other.relation == "secondary":
            continue
        if (year := _year(one)) is not None and year == _year(other):
            yield Flag(
                "window",
                f"{one.text} is of {one.span[0]} to {one.span[1]}, {other.text} of {other.span[0]} to "
                f"{other.span[1]}: two windows that are both called {year}",
            )


def rule_per_value(claim: Claim, context: Context) -> Iterator[Flag]:
    """Doses by one rule are not compared with doses by another, even where one office states both."""
    own = {figure.doses.rule for figure in (claim, *claim.with_) if figure.doses}
    if not own:
        return
    others: dict[str, list[str]] = {}
    for other in context.claims.values():
        for figure in (other, *other.with_):
            if figure.doses and figure.doses.rule not in own and other.metric.agency == claim.metric.agency:
                others.setdefault(figure.doses.rule, []).append(other.id)
    for rule, names in sorted(others.items()):
        yield Flag("rule", f"counted by {' and '.join(sorted(own))}; {', '.join(names)} by {rule}: not one series")


def _mains(claim: Claim, context: Context) -> tuple[Statement, ...]:
    """The main statement of a claim."""
    return context.own(claim)[:1]


def _pairs(claim: Claim, context: Context) -> Iterator[tuple[Statement, Statement]]:
    """The main statement with every other of the same metric and geography."""
    for one in _mains(claim, context):
        for other in context.alike(one):
            yield one, other


def _same_window(one: Statement, other: Statement) -> bool:
    """The same days; two statements without any are not known to be about the same time, unless both are counters."""
    windows = (one.window.first, one.window.last), (other.window.first, other.window.last)
    return windows[0] == windows[1] and any(windows[0])


def _overlap(one: Statement, other: Statement) -> bool:
    return bool(one.span and other.span and one.span[0] <= other.span[1] and other.span[0] <= one.span[1])


def _year(one: Statement) -> int | None:
    """The year whose name a window of twelve months bears: as it was stated, or the calendar year that it is."""
    if one.span is None or not 364 <= (one.span[1] - one.span[0]).days + 1 <= YEAR:
        return None
    if named := re.search(r"\b(?:FY ?)?(\d{4})\b", one.window.stated or ""):
        return int(named[1])
    return one.span[1].year if (one.span[0].month, one.span[0].day) == (1, 1) else None


def _country(one: Statement) -> str:
    """The first word of a geography: US, Mexico, Canada."""
    return re.split(r"[ (,-]", one.geography)[0]


def _differing(one: Statement, other: Statement, parts: tuple[str, ...]) -> list[str]:
    return [part for part in parts if getattr(one.metric, part) != getattr(other.metric, part)]


def _parts(one: Statement, parts: list[str]) -> str:
    return ", ".join(str(getattr(one.metric, part) or "not stated") for part in parts)
