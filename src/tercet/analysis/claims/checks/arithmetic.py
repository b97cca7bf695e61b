"""Percentages against counts, parts against wholes, weights against pills against doses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from tercet.analysis.claims.arithmetic import best, implied_purity, milligrams, pill_doses
from tercet.analysis.claims.context import CONTRADICTS, DISAGREES, NOTE, Context, Flag
from tercet.analysis.claims.findings import said
from tercet.analysis.claims.numbers import decimal, shown
from tercet.analysis.claims.operands import Operand, operand
from tercet.analysis.claims.wording import admits, rounding, same, word_of
from tercet.catalog.statements import Claim, Figure, Follows, WithFigure


def percentage_and_count(claim: Claim, context: Context) -> Iterator[Flag]:
    """A stated percentage has to follow from the counts that it is said of."""
    for figure in (claim, *claim.with_):
        if figure.follows is not None:
            yield _percentage(figure, figure.follows, claim, context)


def _percentage(figure: Figure, follows: Follows, claim: Claim, context: Context) -> Flag:
    """One percentage, computed again."""
    one, other = (operand(ref, claim, context.catalog) for ref in follows.pair)
    value = 100 * one.value / other.value - (100 if follows.change else 0)
    what = f"{_called(one)} / {_called(other)}{' - 1' if follows.change else ''} = {shown(value, 2)} %"
    range_ = admits(word_of(context.catalog, figure.word), figure.value, figure.unit)
    if range_.holds(value) or same(value, figure.value):
        return Flag("percentage and count", f"{what}, and {said(figure)} is stated", fine=True)
    effect = CONTRADICTS if all(_together(one, claim) for one in (one, other)) else DISAGREES
    return Flag("percentage and count", f"{what}, but {said(figure)} is stated", effect)


def _called(one: Operand) -> str:
    return f"{shown(one.value)} ({one.name})"


def _together(one: Operand, claim: Claim) -> bool:
    """Whether a figure stands in the same statement; a population is nobody's statement."""
    return one.claim is None or (one.claim.by, one.claim.said) == (claim.by, claim.said)


def part_and_whole(claim: Claim, context: Context) -> Iterator[Flag]:
    """A part is smaller than the whole, parts add up, and a part is a measure of its own."""
    parts = [figure for figure in claim.with_ if figure.part and figure.unit == claim.unit]
    for part in parts:
        share = 100 * part.value / claim.value if claim.value else Decimal(0)
        text = f"{said(part)} ({part.what}) of {shown(claim.value)} are {shown(share, 1)} %"
        too_much = part.value - rounding(part.value, part.unit) > claim.value + rounding(claim.value, claim.unit)
        yield Flag("part and whole", text, CONTRADICTS if too_much else NOTE, fine=not too_much)
        yield from _elsewhere(part, claim, context)
    if len(parts) > 1:
        yield _sum(parts, claim)


def _sum(parts: list[WithFigure], claim: Claim) -> Flag:
    total = sum((part.value for part in parts), Decimal(0))
    slack = sum((rounding(part.value, part.unit) for part in parts), rounding(claim.value, claim.unit))
    text = f"the parts add up to {shown(total)} {claim.unit}, the whole is {shown(claim.value)}"
    fits = abs(total - claim.value) <= slack
    return Flag("part and whole", text, NOTE, fine=fits)


def _elsewhere(part: WithFigure, claim: Claim, context: Context) -> Iterator[Flag]:
    """The same number stands elsewhere as a whole: two measures, which are not mixed up."""
    for other in context.statements:
        if other.claim is not claim and other.value == part.value and other.metric.id != claim.metric.id:
            yield Flag(
                "part and whole",
                f'{shown(part.value)} is a part here ("{part.what}") and a total in {other.name} '
                f'("{other.metric.name}"): separate measures, never one for the other',
            )


def whole_of_a_part(claim: Claim, context: Context) -> Iterator[Flag]:
    """A total that another statement gives as a part of something is another measure."""
    for other in context.claims.values():
        for part in other.with_:
            if part.part and part.value == claim.value and other.metric.id != claim.metric.id and other is not claim:
                yield Flag(
                    "part and whole",
                    f"{shown(claim.value)} is a total here and a part in {other.id} "
                    f'("{part.what}" of {shown(other.value)}): separate measures, never one for the other',
                )


def weight_pills_doses(claim: Claim, context: Context) -> Iterator[Flag]:
    """Doses, less those in pills, need a purity of the powder; one far from all others means a slip in a figure.

    The purity is the powder's, so a weight that needs an implausible one is contradicted by the doses stated with it.
    """
    for doses in context.claims.values():
        pills = doses.doses.pills if doses.doses else None
        if doses.doses is None or pills is None:
            continue
        powders = [mass.stated for mass in doses.doses.masses if mass.stated is not None]
        for powder in powders:
            if claim.id in {doses.id, pills, powder}:
                yield _triad(claim, doses, (pills, powder), context)


def _triad(claim: Claim, doses: Claim, refs: tuple[str, str], context: Context) -> Flag:
    """The purity that one set of pills, powder and doses implies, under both rules for pills."""
    catalog, band = context.catalog, context.catalog.doses.plausible_purity
    pills, powder = (operand(ref, doses, catalog) for ref in refs)
    share = _pill_share(doses, context)
    rules = [None] if share is None else [share, None]
    implied = sorted(_purity(doses.value, pills.value, rule, powder, context) for rule in rules)
    text = (
        f"{shown(doses.value)} doses ({doses.id}) with {shown(pills.value)} pills ({pills.name}) and "
        f"{shown(powder.value)} {powder.unit} of powder ({powder.name}) imply a purity of "
        f"{' to '.join(f'{shown(one, 1)} %' for one in implied)}"
    )
    if any(band.low <= one <= band.high for one in implied):
        return Flag("weight, pills and doses", f"{text}; {band.low}-{band.high} % is seen elsewhere", fine=True)
    slip = next((words for words in _slips(doses.value, pills.value, share, powder, context)), "")
    at_fault = powder.claim is not None and claim.id == powder.claim.id and _together(powder, doses)
    effect = CONTRADICTS if at_fault else NOTE
    return Flag("weight, pills and doses", f"{text}, outside the {band.low}-{band.high} % seen elsewhere{slip}", effect)


def _pill_share(doses: Claim, context: Context) -> Decimal | None:
    """The share of pills with a full dose in the window of a total, as far as it was measured."""
    window = doses.window
    if window.first is None or window.last is None:
        return None
    share = best(context.catalog.doses.pill_shares, window.first, window.last)
    return share.percent if share else None


def _purity(doses: Decimal, pills: Decimal, share: Decimal | None, powder: Operand, context: Context) -> Decimal:
    """The purity that the powder must have; 0 where there is no powder."""
    mg = milligrams(powder.value, powder.unit, context.catalog)
    found = implied_purity(doses, pill_doses(pills, share), mg, context.catalog.doses.dose_mg)
    return decimal(found or 0)


def _slips(doses: Decimal, pills: Decimal, share: Decimal | None, powder: Operand, context: Context) -> Iterator[str]:
    """Whether a tenth of the weight, or ten times, would fit: the mark of a slipped digit."""
    band = context.catalog.doses.plausible_purity
    for factor, words in ((Decimal("0.1"), "a tenth of the powder"), (Decimal(10), "ten times the powder")):
        found = _purity(doses, pills, share, replace(powder, value=powder.value * factor), context)
        if band.low <= found <= band.high:
            yield f"; {words} would fit ({shown(found, 1)} %)"


def resolved_of_requested(claim: Claim, context: Context) -> Iterator[Flag]:
    """A share of requests is shown with the number of requests: resolved of requested."""
    if claim.metric.counted and claim.metric.counted in context.claims and claim.unit == "percent":
        base = context.claims[claim.metric.counted]
        count = base.value * claim.value / 100
        yield Flag(
            "share and denominator",
            f"{said(claim)} of {said(base)} ({base.id}) are about {shown(count, 0)} of {shown(base.value)}",
            fine=True,
        )
    for figure in claim.with_:
        if figure.unit == "percent" and figure.follows is None and figure.what.startswith("of them"):
            count = claim.value * figure.value / 100
            text = f"{said(figure)} {figure.what} are about {shown(count, 0)} of {shown(claim.value)}"
            yield Flag("share and denominator", text, fine=True)
        elif figure.what == "requests" and figure.value:
            share = 100 * claim.value / figure.value
            text = f"{shown(claim.value)} of {said(figure)} are at most {shown(share, 1)} %"
            yield Flag("share and denominator", text, fine=True)
