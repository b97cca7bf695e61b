"""One claim as one row of the answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from tercet.analysis.claims.context import Context, Flag
from tercet.analysis.claims.data import Data, Lacking, Then
from tercet.analysis.claims.dosing import dose_findings
from tercet.analysis.claims.findings import FITS, Finding, Test, look, said
from tercet.analysis.claims.verdicts import Looked, Verdict
from tercet.answers import Answer
from tercet.catalog.statements import Claim, Figure, Reading
from tercet.errors import QuestionError
from tercet.question import Question

COLUMNS = (
    "id", "verdict", "said", "metric", "by", "on", "window", "found", "reason", "checks", "rule", "flips",
    "geography", "qualifier", "basis", "source", "note",
)  # fmt: skip
MADE_UP = "This workspace holds made-up figures, and a real statement is never checked against them."
INVENTED = "An invented claim: it is checked only in a workspace of made-up figures."


class Closed(Data):
    """Data that may not be used for a claim; the reason stands in for every value."""

    def __init__(self, reason: str) -> None:
        super().__init__(_never)
        self.reason = reason

    def values(self, reading: Reading) -> Lacking:
        """The reason, whatever is asked."""
        return Lacking(self.reason)


def _never(question: Question) -> Answer:
    raise QuestionError(f"{question.measure} is not asked.")


class Pasts:
    """The data as of earlier days, each opened once and only where a claim needs it."""

    def __init__(self, then: Then | None) -> None:
        self.then = then
        self.opened: dict[date, Data] = {}

    def on(self, day: date | None) -> Data | None:
        """The data as they were on a day; None where the past cannot be asked."""
        if self.then is None or day is None:
            return None
        if day not in self.opened:
            self.opened[day] = Data(self.then(day))
        return self.opened[day]


def look_at(claim: Claim, context: Context, data: Data, pasts: Pasts, sample: bool) -> list[Looked]:
    """Every figure of a claim against the data: the main one first, without a name."""
    closed = _closed(claim, sample)
    used = closed or data
    figures: list[tuple[str, Figure]] = [("", claim), *((figure.what, figure) for figure in claim.with_)]
    found = []
    for name, figure in figures:
        if claim.event is not None:
            found.append(Looked(name, ()))
            continue
        test = Test.of(figure, claim, context.catalog, context.claims)
        past = (lambda: None) if closed else (lambda: pasts.on(claim.known_on if claim.said else None))
        findings = [look(reading, test, used, past) for reading in figure.readings]
        findings += dose_findings(figure.doses, test, used) if figure.doses else []
        found.append(Looked(name, tuple(findings)))
    return found


def _closed(claim: Claim, sample: bool) -> Closed | None:
    """Made-up figures check invented claims, and nothing else checks them."""
    if claim.sample == sample:
        return None
    return Closed(INVENTED if claim.sample else MADE_UP)


def row(claim: Claim, verdict: Verdict, looked: Sequence[Looked], flags: Sequence[Flag]) -> tuple[object, ...]:
    """The cells of a claim, in the order of the columns."""
    findings = [finding for one in looked for finding in one.findings]
    return (
        claim.id,
        verdict.verdict,
        "; ".join(_said(claim)),
        f"{claim.metric.name} [{claim.metric.key}]",
        _by(claim),
        claim.said or "",
        _window(claim),
        "; ".join(dict.fromkeys(finding.found for finding in findings if finding.found)),
        verdict.reason,
        "; ".join(_flag(flag) for flag in flags) or "none applies",
        "; ".join(_rules(findings)),
        " | ".join(dict.fromkeys(finding.flips for finding in findings if finding.flips)),
        claim.geography,
        claim.qualifier or "",
        claim.basis,
        " ; ".join(claim.source),
        claim.note or "",
    )


def _said(claim: Claim) -> Iterator[str]:
    """Every figure of the statement as it was said."""
    if claim.event is not None:
        yield f"{claim.event.kind} of {claim.event.about}: {claim.event.dated}"
        return
    yield said(claim)
    for figure in claim.with_:
        yield f"{said(figure)} ({figure.what})"


def _by(claim: Claim) -> str:
    """Who spoke, and whose figure it is where that is somebody else."""
    if claim.issuer is None or claim.issuer in claim.by:
        return claim.by
    return f"{claim.by}; figure of {claim.issuer}"


def _window(claim: Claim) -> str:
    """The window as it was stated, with its days; empty where none was."""
    window = claim.window
    if window.first is None and window.last is None:
        return window.stated or ""
    days = f"{window.first or '?'} to {window.last or '?'}"
    return f"{window.stated} ({days})" if window.stated else days


def _rules(findings: Sequence[Finding]) -> list[str]:
    """The rules by which a number fits; where it fits by none, those that were tried."""
    fitting = [finding.rule for finding in findings if finding.rule and finding.fit in FITS]
    return list(dict.fromkeys(fitting or [finding.rule for finding in findings if finding.rule]))


def _flag(flag: Flag) -> str:
    return f"{flag.check}: {flag.text}" if flag.fine else f"{flag.check} FLAG: {flag.text}"
