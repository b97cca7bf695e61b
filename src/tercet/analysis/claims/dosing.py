"""Numbers of doses against the weight behind them, under every rule, with the purity of its own period."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from tercet.analysis.claims.arithmetic import (
    ADJUSTED,
    PILLS,
    PURE,
    adjusted_doses,
    best,
    covers,
    implied_purity,
    milligrams,
    pill_doses,
    pure_doses,
)
from tercet.analysis.claims.data import Data, Lacking
from tercet.analysis.claims.findings import ABSENT, EXACT, FITS, OFF, UNKNOWN, Finding, Test
from tercet.analysis.claims.numbers import decimal, large, shown
from tercet.analysis.claims.operands import operand
from tercet.catalog.statements import DoseClaim, Mass
from tercet.catalog.wording import Share

NEAR = Decimal("0.05")


@dataclass(frozen=True)
class Weight:
    """A weight that doses are made of: in milligrams, and as a reader sees it."""

    mass: Mass
    mg: Fraction
    text: str


@dataclass(frozen=True)
class Way:
    """One way to make doses of a weight: the rule, the purity, whether it is that of the window, and the result."""

    rule: str
    purity: Share | None
    fitting: bool
    doses: Fraction
    label: str
    weight: str
    text: str


def dose_findings(claim_doses: DoseClaim, test: Test, data: Data) -> Iterator[Finding]:
    """What each weight that may be meant gives under the rule that the claim names, and under the others."""
    for mass in claim_doses.masses:
        weight = _weight(mass, test, data)
        if isinstance(weight, Lacking):
            why = f"The weight for {mass.label} is not here. {weight.reason}"
            yield Finding(ABSENT, True, "", why, rule=claim_doses.rule)
        else:
            yield _finding(claim_doses, weight, test)


def _weight(mass: Mass, test: Test, data: Data) -> Weight | Lacking:
    """The weight by the data; without them as a figure states it."""
    catalog = test.catalog
    lacking = Lacking("No series is named.")
    if mass.reading is not None:
        found = data.values(mass.reading)
        if not isinstance(found, Lacking):
            unit = mass.reading.unit or catalog.measure(mass.reading.measure).unit
            mg = milligrams(found[0].value, unit, catalog)
            return Weight(mass, mg, f"{shown(found[0].value)} {unit} ({mass.label})")
        lacking = found
    if mass.stated is None:
        return lacking
    figure = operand(mass.stated, test.claim, catalog)
    if figure.claim is not None and figure.claim.id not in test.made:
        return lacking
    where = "as stated" if mass.stated in {"this"} or mass.stated.startswith("with:") else f"as stated in {figure.name}"
    return Weight(
        mass, milligrams(figure.value, figure.unit, catalog), f"{shown(figure.value)} {figure.unit} ({where})"
    )


def _finding(doses: DoseClaim, weight: Weight, test: Test) -> Finding:
    """How the figure fits the rule that the claim names, and what the other ways would give.

    A purity is measured on other samples than what was seized, so it can explain a figure and contradicts none. Weight
    does: pure drug is the most that there can be.
    """
    ways = list(_ways(doses, weight, test))
    own = [way for way in ways if way.rule == doses.rule]
    good = [way for way in own if way.fitting and test.catalog.doses.rules[way.rule].published and _fits(way, test)]
    if good:
        way = good[0]
        fit = test.fit(decimal(way.doses))
        stated = "the stated figure to the dose" if fit == EXACT else f'"{test.said}" admits {_bounds(test)}'
        return _made(fit, way, f"By {way.rule}, {way.text}: {stated}.", doses, ways, test)
    if doses.rule == PURE:
        way = own[0]
        return _made(
            OFF, way, f'By {way.rule}, {way.text}, but "{test.said}" admits {_bounds(test)}.', doses, ways, test
        )
    if _impossible(weight, doses, test):
        why = f"{weight.text} would not make the stated number even if it were pure."
        return _made(OFF, None, why, doses, ways, test)
    return _made(UNKNOWN, None, _unknown(doses, weight, test, own), doses, ways, test)


def _made(fit: str, way: Way | None, why: str, doses: DoseClaim, ways: list[Way], test: Test) -> Finding:
    """The finding by a way, or by none."""
    label = ways[0].label
    used = doses.rule if way is None or way.purity is None else f"{doses.rule} with {_input(way.purity)}"
    text = way.text if way else "; ".join(one.text for one in ways if one.rule == doses.rule and one.fitting)
    amounts = [one for one in ways if one.rule == doses.rule and (one.fitting or one is way)]
    brief = "; ".join(f"{_amount(one.doses, test)} by {_by(one)} of {one.weight}" for one in amounts)
    what = "The recipe is not published." if _unpublished(doses, test) else "Which purity was used is not published."
    ground = what if fit == UNKNOWN else ""
    flips = f"{label}: {_flips(way, fit, ways, test)}"
    return Finding(fit, True, text, why, brief, rule=used, flips=flips, ground=ground)


def _ways(doses: DoseClaim, weight: Weight, test: Test) -> Iterator[Way]:
    """Every rule with every purity; `fitting` are those whose purity is of the window."""
    book = test.catalog.doses
    dose, mg, label = book.dose_mg, weight.mg, weight.mass.label
    pills = _pills(doses, test)
    if pills is None:
        pure = pure_doses(mg, dose)
        yield Way(
            PURE, None, True, pure, label, weight.text, f"{weight.text} / {shown(dose)} mg = {_amount(pure, test)}"
        )
    for purity in book.purities.values():
        own = covers(purity, weight.mass.first, weight.mass.last)
        part = adjusted_doses(mg, purity.percent, dose)
        powder = f"{weight.text} x {_input(purity)} / {shown(dose)} mg"
        if pills is None:
            yield Way(ADJUSTED, purity, own, part, label, weight.text, f"{powder} = {_amount(part, test)}")
            continue
        share = best(book.pill_shares, weight.mass.first, weight.mass.last)
        total = pill_doses(pills, share.percent if share else None) + part
        counted = f"{large(pills)} pills x {shown(share.percent)} %" if share else f"{large(pills)} pills"
        yield Way(PILLS, purity, own, total, label, weight.text, f"{counted} + {powder} = {_amount(total, test)}")


def _pills(doses: DoseClaim, test: Test) -> Decimal | None:
    return operand(doses.pills, test.claim, test.catalog).value if doses.pills else None


def _impossible(weight: Weight, doses: DoseClaim, test: Test) -> bool:
    """Whether even pure drug, and a dose in every pill, would be too little."""
    most = pure_doses(weight.mg, test.catalog.doses.dose_mg) + pill_doses(_pills(doses, test) or Decimal(0), None)
    return test.range.low is not None and decimal(most) < test.range.low


def _unknown(doses: DoseClaim, weight: Weight, test: Test, own: list[Way]) -> str:
    """Why the rule cannot decide, which purity the figure needs, and what the measured ones give."""
    amounts = sorted(way.doses for way in own)
    span = f"{_amount(amounts[0], test)} to {_amount(amounts[-1], test)}"
    near = [way for way in own if _near(way, test)]
    close = f"; within 5 % comes {' and '.join(_input(way.purity) for way in near)}" if near else ""
    return (
        f"{weight.text} needs a purity of {_implied(doses, weight, test)} for the stated number; the measured "
        f"purities give {span}{close}."
    )


def _unpublished(doses: DoseClaim, test: Test) -> bool:
    return not test.catalog.doses.rules[doses.rule].published


def _implied(doses: DoseClaim, weight: Weight, test: Test) -> str:
    """The purity that a stated number of doses needs."""
    book, pills = test.catalog.doses, _pills(doses, test)
    value, dose = test.figure.value, book.dose_mg
    if pills is None:
        found = [implied_purity(value, Fraction(0), weight.mg, dose)]
    else:
        share = best(book.pill_shares, weight.mass.first, weight.mass.last)
        parts = [share.percent, None] if share else [None]
        found = [implied_purity(value, pill_doses(pills, part), weight.mg, dose) for part in parts]
    return " or ".join(f"{shown(decimal(one), 1)} %" for one in found if one is not None)


def _fits(way: Way, test: Test) -> bool:
    return test.fit(decimal(way.doses)) in FITS


def _near(way: Way, test: Test) -> bool:
    """Within 5 % of the stated number: what rounded inputs can do."""
    return abs(decimal(way.doses) / test.figure.value - 1) <= NEAR


def _flips(chosen: Way | None, fit: str, ways: list[Way], test: Test) -> str:
    """Whether another rule, or a purity of another period, would change the verdict, and which."""
    others = [way for way in ways if way is not chosen]
    if fit in FITS:
        against = [way for way in others if not _fits(way, test)]
        return f"yes, does not hold by {_list(against, test)}" if against else "no"
    for_ = [way for way in others if _near(way, test)]
    if for_:
        return f"yes, near the stated number by {_list(for_, test)}"
    return f"no, nothing comes near: {_list([way for way in ways if way.fitting] or ways, test)}"


def _list(ways: list[Way], test: Test) -> str:
    return ", ".join(f"{_by(way)} ({_amount(way.doses, test)})" for way in ways)


def _by(way: Way) -> str:
    return f"{way.rule} with {_input(way.purity)}" if way.purity else way.rule


def _input(purity: Share | None) -> str:
    return f"{shown(purity.percent)} % of {purity.label}" if purity else ""


def _amount(doses: Fraction, test: Test) -> str:
    """Doses to the dose where the figure has all its digits, else in words of scale."""
    return shown(decimal(doses), 0) if test.exact else large(doses)


def _bounds(test: Test) -> str:
    low, high = test.range.low, test.range.high
    if low is None or high is None:
        return f"{large(low if low is not None else high or Decimal(0))} or {'more' if low is not None else 'less'}"
    return f"{large(low)} to {large(high)}"
