"""From what was found to a verdict and its reason. The order of the steps is the precedence; docs/why/claims.md."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tercet.analysis.claims.context import CONTRADICTS, DISAGREES, REFUSES, Flag
from tercet.analysis.claims.findings import ABSENT, EXACT, FITS, OFF, ORDER, REVISED, UNKNOWN, WORD, Finding
from tercet.catalog.statements import Claim

REPRODUCED, CONSISTENT, CONTRADICTED, DISAGREE, NOT_CHECKABLE = (
    "reproduced",
    "consistent with the wording",
    "contradicted",
    "two official figures disagree",
    "not checkable",
)


@dataclass(frozen=True)
class Looked:
    """One figure of a statement with its findings; the main figure has no name."""

    name: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Verdict:
    """The verdict with its reason."""

    verdict: str
    reason: str


def verdict_of(claim: Claim, looked: Sequence[Looked], flags: Sequence[Flag]) -> Verdict:
    """The statement as a whole: what contradicts itself, what the data say, what officials disagree on, the rest."""
    if inner := [flag for flag in flags if flag.effect == CONTRADICTS]:
        also = [flag for flag in flags if flag.check == "counter" and not flag.fine]
        more = f" Besides: {_texts(also)}." if also else ""
        return Verdict(CONTRADICTED, f"The statement cannot be right as it stands: {_texts(inner)}.{more}")
    if refusals := [flag for flag in flags if flag.effect == REFUSES]:
        return Verdict(NOT_CHECKABLE, f"{_because(claim, looked)} Flagged: {_texts(refusals)}.".strip())
    by_data = _by_data(claim, looked)
    if by_data.verdict != NOT_CHECKABLE:
        return by_data
    if apart := [flag for flag in flags if flag.effect == DISAGREES]:
        return Verdict(DISAGREE, f"{_capital(_texts(apart))}. {by_data.reason}".strip())
    return by_data


def _by_data(claim: Claim, looked: Sequence[Looked]) -> Verdict:
    """What the data say. The main figure decides, unless only another of the statement can be checked.

    A figure of the statement that the data contradict makes the statement contradicted, and the reason names it.
    """
    judged = [(one, _one(claim, one.findings)) for one in looked]
    main = judged[0][1]
    for one, found in judged[1:]:
        if found.verdict in {CONTRADICTED, DISAGREE}:
            return Verdict(
                found.verdict, _joined([_named(one, found), f"The main figure: {main.verdict}.", main.reason])
            )
    if main.verdict != NOT_CHECKABLE:
        return Verdict(main.verdict, _joined([main.reason, *(_short(one, found) for one, found in judged[1:])]))
    others = [(one, found) for one, found in judged[1:] if found.verdict != NOT_CHECKABLE]
    if others:
        one, found = others[0]
        return Verdict(found.verdict, f"{_named(one, found)} The main figure is not checked. {_because(claim, looked)}")
    return Verdict(NOT_CHECKABLE, _because(claim, looked))


def _one(claim: Claim, findings: Sequence[Finding]) -> Verdict:
    """One figure: the best fit of the readings that decide; contradicted only if each of them is.

    Where the series is of the very office that stands behind the figure, two figures of that office disagree.
    """
    deciding = [finding for finding in findings if finding.decides]
    if not deciding:
        return Verdict(NOT_CHECKABLE, "")
    best = min(deciding, key=lambda finding: ORDER.index(finding.fit))
    others = [finding for finding in deciding if finding is not best and finding.brief]
    beside = f"Beside it: {'; '.join(_beside(finding) for finding in others)}." if others else ""
    if best.fit in FITS:
        return Verdict(REPRODUCED if best.fit == EXACT else CONSISTENT, _joined([best.why, beside]))
    if any(finding.fit != OFF for finding in deciding):
        return Verdict(NOT_CHECKABLE, _joined([finding.why for finding in deciding]))
    if claim.issuer is not None and all(finding.publisher == claim.issuer for finding in deciding):
        own = f"That is another figure of {claim.issuer} itself, by a file that came later."
        return Verdict(DISAGREE, _joined([best.why, beside, own]))
    return Verdict(CONTRADICTED, _joined([best.why, beside]))


FIT_IN_WORDS = {
    EXACT: "the same figure",
    WORD: "fits too",
    REVISED: "within revisions",
    OFF: "does not fit",
    UNKNOWN: "not decisive",
}


def _beside(finding: Finding) -> str:
    return f"{finding.brief} ({FIT_IN_WORDS[finding.fit]})"


def _because(claim: Claim, looked: Sequence[Looked]) -> str:
    """Why nothing could be checked, and what the readings without a say show."""
    findings = [finding for one in looked[:1] for finding in one.findings]
    lacking = [finding.why for finding in findings if finding.decides and finding.fit in {ABSENT, UNKNOWN}]
    shown = [finding.found for finding in findings if not finding.decides and finding.found]
    beside = f"For comparison, {'; '.join(shown)}." if shown else ""
    grounds = [finding.ground for finding in findings if finding.decides]
    return _joined([claim.unchecked or "", *lacking, *grounds, beside]) or "No measure here counts this."


def _named(one: Looked, found: Verdict) -> str:
    return f"{_capital(one.name)}: {found.verdict}. {found.reason}"


def _short(one: Looked, found: Verdict) -> str:
    """A further figure of the statement in a few words."""
    if found.verdict == NOT_CHECKABLE:
        return ""
    best = min(one.findings, key=lambda finding: (not finding.decides, ORDER.index(finding.fit)))
    return f"{_capital(one.name)}: {found.verdict} ({best.brief})."


def _texts(flags: Sequence[Flag]) -> str:
    return "; ".join(flag.text for flag in flags)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _joined(parts: Sequence[str]) -> str:
    return " ".join(part for part in dict.fromkeys(parts) if part)
