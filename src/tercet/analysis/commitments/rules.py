"""Verdicts from public evidence, as of a day. Evidence of a later day does not count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from tercet.analysis.commitments.verdict import (
    CANNOT,
    LATE,
    MET,
    NO_EVIDENCE,
    OFF_COURSE,
    ON_COURSE,
    OVERDUE,
    WORST_FIRST,
    Verdict,
    count_of,
    counted,
    due_in_words,
    latest,
    needed_for,
    sentence,
)
from tercet.catalog.promises import Commitment, Evidence

NOTHING_STATED = "No due date was stated, and nothing that would show that it was done"


def known(commitment: Commitment, day: date) -> list[Evidence]:
    """The evidence of a day, oldest first; what is dated by the month counts when the month is over."""
    return sorted((one for one in commitment.evidence if one.when.last <= day), key=lambda one: one.when.first)


def by_evidence(commitment: Commitment, day: date, names: Mapping[str, str]) -> Verdict:
    """The verdict on a commitment that a document or an event would show; `names` are those of areas."""
    if commitment.each:
        return _each(commitment, day, names)
    if commitment.due and commitment.due.every:
        return _again_and_again(commitment, day)
    return _once(commitment, known(commitment, day), commitment.due_by, day)


def unshowable(commitment: Commitment, day: date) -> Verdict:
    """Nothing was stated that would show it, so nobody can tell; never a test of our own."""
    due_by = commitment.due_by
    if commitment.obstacle:
        reason = commitment.obstacle
    elif commitment.due is None:
        reason = NOTHING_STATED
    elif due_by is None:
        reason = f'"{commitment.due.stated}" is no date, and nothing was stated that would show that it was done'
    else:
        due = f"It {'was' if due_by < day else 'is'} due by {due_in_words(commitment, due_by)}"
        reason = f"{due}, but nothing was stated that would show that it was done"
    return Verdict(CANNOT, sentence(reason), needed_for(commitment), due_by)


def _once(commitment: Commitment, evidence: Sequence[Evidence], due_by: date | None, day: date) -> Verdict:
    """The verdict for one due date, or for none."""
    kept = next((one for one in evidence if one.shows == "fulfilled"), None)
    if kept is not None:
        return _kept(commitment, kept, due_by)
    if due_by is None:
        return _undated(commitment, evidence)
    return (_missed if due_by < day else _ahead)(commitment, evidence, due_by, day)


def _kept(commitment: Commitment, kept: Evidence, due_by: date | None) -> Verdict:
    """It was done: early, on the day, in time, late, or in a month that does not say which."""
    when, shown = kept.when, f"{kept.dated}: {sentence(kept.text)}"
    if due_by is None:
        stated = "no due date was stated" if commitment.due is None else f'"{commitment.due.stated}" is no date'
        return Verdict(MET, f"Met; {stated}. {shown}")
    if when.last <= due_by:
        if not (commitment.exact and when.freq == "D"):
            return Verdict(MET, f"Met in time, due by {due_in_words(commitment, due_by)}. {shown}", "", due_by)
        early = (due_by - when.last).days
        after = f", {count_of((when.last - commitment.made).days, 'day')} after it was made"
        how = f"{count_of(early, 'day')} early" if early else "on the day it was due"
        return Verdict(MET, f"Met {how}{after}. {shown}", "", due_by, early)
    if when.first > due_by:
        days = (
            (when.first - due_by).days if when.freq == "D" and not (commitment.due and commitment.due.vague) else None
        )
        how = f"{count_of(days, 'day')} late" if days else "late"
        reason = f"Met {how}, due by {due_in_words(commitment, due_by)}. {shown}"
        return Verdict(LATE, reason, "", due_by, -days if days else None)
    reason = f"It was done in {kept.dated}, the month in which it was due ({due_by}); only the month is known."
    return Verdict(CANNOT, reason, "The day on which it was done.", due_by)


def _undated(commitment: Commitment, evidence: Sequence[Evidence]) -> Verdict:
    """Nothing shows it, and no day says by when it should have been done."""
    stated = "No due date was stated" if commitment.due is None else f'"{commitment.due.stated}" is no date'
    short = list(_shortfall(evidence))
    if short:
        reason = f"{stated}, so it is neither in time nor late. {' '.join(short)}"
        return Verdict(CANNOT, reason, needed_for(commitment) or "A due date.")
    return Verdict(NO_EVIDENCE, f"{_nothing(commitment, evidence)} {stated}.", needed_for(commitment))


def _missed(commitment: Commitment, evidence: Sequence[Evidence], due_by: date, day: date) -> Verdict:
    """The due date has passed: overdue where evidence shows that it is not done; otherwise nothing is known."""
    due = f"It was due by {due_in_words(commitment, due_by)}."
    short = list(_shortfall(evidence))
    if not short:
        return Verdict(NO_EVIDENCE, f"{due} {_nothing(commitment, evidence)}", needed_for(commitment), due_by)
    days = None if commitment.due and commitment.due.vague else (day - due_by).days
    overdue = f" {count_of(days, 'day')} overdue." if days else ""
    reason = f"{due}{overdue} {' '.join(short)}"
    return Verdict(OVERDUE, reason, needed_for(commitment), due_by, -days if days else None)


def _ahead(commitment: Commitment, evidence: Sequence[Evidence], due_by: date, day: date) -> Verdict:
    """It is not due yet: on or off an even course where two counts say so, otherwise too early to tell."""
    counts = [one for one in evidence if one.count]
    due = f"Not due yet: by {due_in_words(commitment, due_by)}."
    if len(counts) > 1 and counts[0].when.last < counts[-1].when.last:
        return _course(commitment, counts[0], counts[-1], due_by)
    if counts and counts[-1].count:
        said = f"One count is known, {counted(counts[-1].count, counts[-1].dated)}; a course needs two."
        return Verdict(CANNOT, f"{due} {said}", "A newer count.", due_by)
    return Verdict(CANNOT, f"{due} {_nothing(commitment, evidence)}", needed_for(commitment), due_by)


def _course(commitment: Commitment, first: Evidence, last: Evidence, due_by: date) -> Verdict:
    """Whether the newest count is at or beyond an even path from the first count to all of them by the due date."""
    if first.count is None or last.count is None:
        raise ValueError("a course needs counts")
    passed = Fraction((last.when.last - first.when.last).days, max(1, (due_by - first.when.last).days))
    expected = first.count.done + (last.count.of - first.count.done) * min(Fraction(1), passed)
    verdict = ON_COURSE if last.count.done >= expected else OFF_COURSE
    reason = (
        f"{counted(last.count, last.dated)}. An even path from {counted(first.count, first.dated)} "
        f"to all by {due_in_words(commitment, due_by)} would have been at {float(expected):.1f}."
    )
    return Verdict(verdict, reason, "" if verdict == ON_COURSE else needed_for(commitment), due_by)


def _shortfall(evidence: Sequence[Evidence]) -> Iterator[str]:
    """What shows that it is not done: the last count, and whoever said that it is still open."""
    progress, still = latest(evidence, "progress"), latest(evidence, "still open")
    if progress and progress.count:
        yield f"The last count known is {counted(progress.count, progress.dated)}."
    if still:
        yield f"Still open on {still.dated}: {sentence(still.text)}"


def _nothing(commitment: Commitment, evidence: Sequence[Evidence]) -> str:
    """That no record was found, and what is known in part."""
    part = latest(evidence, "in part")
    found = f"No public record was found of {commitment.shown_by.what if commitment.shown_by else 'it'}."
    return f"{found} In part, {part.dated}: {sentence(part.text)}" if part else found


def _each(commitment: Commitment, day: date, names: Mapping[str, str]) -> Verdict:
    """Each party by itself; the one that is worst off decides."""
    evidence = known(commitment, day)
    found = {
        area: _once(commitment, [one for one in evidence if not one.areas or area in one.areas], commitment.due_by, day)
        for area in commitment.each
    }
    worst = min(found.values(), key=lambda one: (WORST_FIRST.index(one.verdict), one.days or 0))
    reason = " ".join(f"{names.get(area, area)}: {one.reason}" for area, one in found.items())
    return replace(worst, reason=reason)


def _again_and_again(commitment: Commitment, day: date) -> Verdict:
    """It comes due again and again: the latest due date that has passed decides, and the reason names them all.

    What was done after that date and before the next is late for the one, until the next has passed.
    """
    evidence = known(commitment, day)
    dues = list(commitment.due.dates(commitment.made, day)) if commitment.due else []
    past = [due for due in dues if due < day]
    hits = dict(_windows(commitment, dues, evidence))
    judged = past[-1] if past else dues[0]
    done = hits[judged] or [one for one in evidence if one.shows == "fulfilled" and one.when.first > judged]
    verdict = _once(commitment, [*(one for one in evidence if one.shows != "fulfilled"), *done], judged, day)
    if len(past) < 2:
        return verdict
    words = {due: "met" if hits[due] else "not shown" for due in past}
    words[judged] = verdict.verdict if done else words[judged]
    history = "; ".join(f"{due} {words[due]}" for due in past)
    return replace(verdict, reason=f"{verdict.reason} Due dates so far: {history}.")


def _windows(
    commitment: Commitment, dues: Sequence[date], evidence: Sequence[Evidence]
) -> Iterator[tuple[date, list[Evidence]]]:
    """Each due date with what fulfils it: after the one before, and not after itself."""
    opens = [commitment.made - timedelta(days=1), *dues]
    for start, due in zip(opens, dues, strict=False):
        yield due, [one for one in evidence if one.shows == "fulfilled" and start < one.when.last <= due]
