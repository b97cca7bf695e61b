"""Verdicts from figures: a predicate against the series of its measure, as of a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from tercet.analysis.commitments.bench import Bench
from tercet.analysis.commitments.readings import Reading, band, readings, target_period
from tercet.analysis.commitments.verdict import (
    CANNOT,
    LATE,
    MET,
    OFF_COURSE,
    ON_COURSE,
    OVERDUE,
    Verdict,
    count_of,
    due_in_words,
)
from tercet.answers import plain
from tercet.catalog.load import Catalog
from tercet.catalog.predicates import Predicate
from tercet.catalog.promises import Commitment
from tercet.errors import QuestionError
from tercet.periods import Period
from tercet.question import Ask


@dataclass(frozen=True, slots=True)
class Case:
    """A predicate with everything that it is judged by."""

    commitment: Commitment
    predicate: Predicate
    found: Mapping[str, Reading]
    unit: str
    day: date
    estimates: Ask

    @property
    def base(self) -> Reading:
        """The figure of the baseline period."""
        return self.found[self.predicate.baseline]

    @property
    def later(self) -> list[Reading]:
        """The figures after the baseline, oldest first."""
        return [one for one in self.found.values() if one.period.anchor > self.base.period.anchor]

    @property
    def target(self) -> Decimal:
        """The value to reach; the baseline itself where any change will do."""
        if self.predicate.value is not None:
            return self.predicate.value
        percent = self.predicate.percent or Decimal(0)
        sign = 1 if self.predicate.direction == "more" else -1
        return self.base.value * (100 + sign * percent) / 100

    @property
    def free(self) -> bool:
        """Whether any change in the direction will do."""
        return self.predicate.percent is None and self.predicate.value is None

    def reached(self, value: Decimal) -> bool:
        """Whether a value is at the target or beyond; where any change will do, it has to differ from the baseline."""
        gain = value - self.target if self.predicate.direction == "more" else self.target - value
        return gain > 0 if self.free else gain >= 0

    def said(self, reading: Reading) -> str:
        """A figure with its period, and whether it is settled."""
        word = f", {reading.provisional}" if reading.provisional else ""
        return f"{short(reading.value)} {self.unit}".rstrip() + f" in {reading.period.name}{word}"

    @property
    def promised(self) -> str:
        """What was promised, in figures, and from where."""
        amount = f"at {'least' if self.predicate.direction == 'more' else 'most'} {short(self.target)}"
        if self.free:
            amount = f"{self.predicate.direction} than that"
        elif self.predicate.percent is not None:
            amount = f"{plain(self.predicate.percent)} % {self.predicate.direction}, {amount}"
        return f"Baseline: {self.said(self.base)}; promised: {amount}."


def by_figures(commitment: Commitment, predicate: Predicate, bench: Bench) -> Verdict:
    """The verdict on a commitment that a predicate would show."""
    due_by = commitment.due_by
    try:
        found = readings(predicate, bench.catalog, bench.ask, bench.day)
    except QuestionError as error:
        return Verdict(CANNOT, f"There are no figures to judge by: {error}", _figures_for(predicate), due_by)
    if predicate.baseline not in found:
        lacking = f"{predicate.measure} of {predicate.area} in {predicate.baseline}"
        reason = f"There is no whole figure for the baseline, {lacking}."
        return Verdict(CANNOT, reason, _figures_for(predicate), due_by)
    case = Case(commitment, predicate, found, unit_of(predicate, bench.catalog), bench.day, bench.estimates)
    period = target_period(predicate, due_by, bench.catalog)
    if period is None:
        return _undated(case)
    if period.anchor <= case.base.period.anchor:
        reason = f"It is due in {period.name}, which is not after the baseline {predicate.baseline}."
        return Verdict(CANNOT, reason, "A baseline before the due date.", due_by)
    return _dated(case, period, due_by or period.last)


def beside(predicate: Predicate, bench: Bench) -> str:
    """Figures that are shown and decide nothing: the baseline and the newest; or what is lacking."""
    try:
        found = readings(predicate, bench.catalog, bench.ask, bench.day)
    except QuestionError as error:
        return f"figures: none to show: {error}"
    names = [name for name in dict.fromkeys((predicate.baseline, *list(found)[-1:])) if name in found]
    if not names:
        return f"figures: none to show: nothing is published of {predicate.measure} for {predicate.baseline} or later"
    unit = unit_of(predicate, bench.catalog)
    values = "; ".join(f"{short(found[name].value)} {unit} in {name}" for name in names)
    return f"figures: {bench.catalog.measure(predicate.measure).names.en}, {predicate.area}: {values} [{predicate.id}]"


def unit_of(predicate: Predicate, catalog: Catalog) -> str:
    """The unit of the figures; a share has none."""
    return "" if predicate.denominator else predicate.unit or catalog.measure(predicate.measure).unit


def short(value: Decimal) -> str:
    """A value as it is said: whole numbers as they are, others to at most four digits after the point.

    >>> short(Decimal("96788.70")), short(Decimal("0.3333333333"))
    ('96788.7', '0.3333')
    """
    return plain(value.quantize(Decimal("0.0001"), ROUND_HALF_EVEN))


def _undated(case: Case) -> Verdict:
    """No due date: met as soon as the target is reached, otherwise nobody can say that it is late."""
    hit = next((one for one in case.later if case.reached(one.value)), None)
    if hit:
        return Verdict(MET, f"Met; no due date was stated. {case.said(hit)}. {case.promised}")
    newest = f"Newest: {case.said(case.later[-1])}. " if case.later else "No later figure is known. "
    return Verdict(CANNOT, f"No due date was stated, and it is not reached. {newest}{case.promised}", "A due date.")


def _dated(case: Case, period: Period, due_by: date) -> Verdict:
    """Judged in the period of the target; before it by the course, after it by what came later."""
    final = case.found.get(period.name)
    if final and (open_ := _still_open(case, final, due_by)):
        return open_
    if final and case.reached(final.value):
        return Verdict(MET, f"Met in time: {case.said(final)}. {case.promised}", "", due_by)
    if final:
        return _short_of_it(case, final, due_by)
    if period.last < case.day:
        newest = case.said(case.later[-1] if case.later else case.base)
        reason = f"The figure for {period.name} is not in yet, or not as a whole. Newest: {newest}. {case.promised}"
        return Verdict(CANNOT, reason, f"The figure for {period.name}.", due_by)
    return _course(case, period, due_by)


def _still_open(case: Case, final: Reading, due_by: date) -> Verdict | None:
    """No verdict yet on a provisional figure that will probably end somewhere around the target."""
    ends = band(case.predicate, final, case.estimates)
    if ends is None or len({case.reached(value) for value in (*ends, final.value)}) == 1:
        return None
    between = f"it will end between {short(ends[0])} and {short(ends[1])} (90 %)"
    reason = f"The figure is not settled: {case.said(final)}; {between}, which does not settle it. {case.promised}"
    return Verdict(CANNOT, reason, f"The settled figure for {final.period.name}.", due_by)


def _short_of_it(case: Case, final: Reading, due_by: date) -> Verdict:
    """The target was missed in its period: late where it was reached afterwards, otherwise overdue."""
    after = [one for one in case.later if one.period.anchor > final.period.anchor]
    hit = next((one for one in after if case.reached(one.value)), None)
    vague = case.commitment.due is not None and case.commitment.due.vague
    missed = f"Missed in its period: {case.said(final)}."
    if hit:
        days = None if vague else (due_by - hit.period.last).days
        return Verdict(LATE, f"Met late: {case.said(hit)}. {missed} {case.promised}", "", due_by, days)
    passed = (case.day - due_by).days
    if passed <= 0:
        reason = f"Not due yet: by {due_in_words(case.commitment, due_by)}. {missed} {case.promised}"
        return Verdict(OFF_COURSE, reason, "A later figure that reaches it.", due_by)
    newest = f" Newest: {case.said(after[-1])}." if after else ""
    overdue = "" if vague else f" {count_of(passed, 'day')} overdue."
    reason = f"It was due by {due_in_words(case.commitment, due_by)}.{overdue} {missed}{newest} {case.promised}"
    return Verdict(OVERDUE, reason, "A later figure that reaches it.", due_by, None if vague else -passed)


def _course(case: Case, period: Period, due_by: date) -> Verdict:
    """Not due yet: whether the newest figure is at or beyond an even path on the log scale from baseline to target."""
    due = f"Not due yet: by {due_in_words(case.commitment, due_by)}."
    if not case.later:
        return Verdict(
            CANNOT, f"{due} No figure after the baseline is known. {case.promised}", "A later figure.", due_by
        )
    newest = case.later[-1]
    if min(case.base.value, case.target) <= 0:
        reason = (
            f"{due} Newest: {case.said(newest)}. {case.promised} An even path needs a baseline and a target above 0."
        )
        return Verdict(CANNOT, reason, f"The figure for {period.name}.", due_by)
    passed = _passed(case.base.period, newest.period, period)
    level = float(case.base.value) * float(case.target / case.base.value) ** passed
    ahead = _beyond(case, newest.value, level)
    path = f"An even path would be at {short(Decimal(f'{level:.1f}'))} by then."
    reason = f"{due} Newest: {case.said(newest)}. {path} {case.promised}"
    return Verdict(ON_COURSE if ahead else OFF_COURSE, reason, f"The figure for {period.name}.", due_by)


def _passed(base: Period, newest: Period, target: Period) -> float:
    """How much of the way from the baseline to the target lies behind."""
    return min(1.0, (newest.last - base.last).days / (target.last - base.last).days)


def _beyond(case: Case, value: Decimal, level: float) -> bool:
    """Whether a value is at the path or beyond it. A difference in the last digits of a float is none."""
    if case.free:
        return case.reached(value)
    gain = float(value) - level if case.predicate.direction == "more" else level - float(value)
    return gain >= -1e-9 * level


def _figures_for(predicate: Predicate) -> str:
    """Which figures are needed."""
    names: Sequence[str] = [predicate.measure, *([predicate.denominator.measure] if predicate.denominator else [])]
    return f"Figures of {' and '.join(names)} for {predicate.area}, from {predicate.baseline} on ({predicate.freq})."
