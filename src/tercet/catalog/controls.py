"""Who controls which precursor since when, with three answers: yes, no, and not known.

A rule that nobody found is no proof that there is none. So a substance without an entry is `unknown`, and only an entry
that says so makes it `no`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from pydantic import Field, model_validator

from tercet.catalog.models import Definition, Names
from tercet.errors import CatalogError, unknown

if TYPE_CHECKING:
    from tercet.catalog.load import Catalog

State = Literal["yes", "no", "unknown"]
DATED = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


class Derived(Definition):
    """A day that a law states as so many days after another: the day of publication, as a rule."""

    after: date
    days: int

    @property
    def day(self) -> date:
        """The day itself."""
        return self.after + timedelta(days=self.days)


class Control(Definition):
    """One rule about one or more substances: as named by the rule, and in the catalog's ids where it has them.

    `since` is the day on which it came into force, `since_stated` what the source says where that is no plain day;
    `derived` says that the day was counted from another, and both are kept.
    `until` is the day on which a temporary rule ends.
    """

    named: str
    substances: tuple[str, ...] = ()
    controlled: State
    instrument: str | None = None
    list_: str | None = Field(None, alias="list")
    action: str | None = None
    coverage: str | None = None
    since: date | None = None
    since_stated: str | None = None
    derived: Derived | None = None
    until: date | None = None
    source: str
    basis: str
    note: str | None = None

    @model_validator(mode="after")
    def counted_right(self) -> Control:
        """A day that was counted from another has to be the day that it gives."""
        if self.derived and self.derived.day != self.since:
            raise ValueError(
                f"{self.derived.days} days after {self.derived.after} is {self.derived.day}, not {self.since}"
            )
        return self

    def holds_on(self, day: date) -> bool:
        """Whether the rule is in force for certain on a day; one without any date is taken to be in force."""
        since = self.since or _certainly(self.since_stated)
        return (since is None or since <= day) and (self.until is None or day < self.until)


class Jurisdiction(Definition):
    """Whose rules they are."""

    id: str
    names: Names
    area: str | None = None
    controls: tuple[Control, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether a jurisdiction controls a substance on a day, by which rule, and why it is not known where it is not."""

    jurisdiction: str
    state: State
    rules: tuple[Control, ...]
    why: str


def gap_review(catalog: Catalog, substance: str, day: date) -> dict[str, Finding]:
    """What every jurisdiction's rules say about a substance on a day; unknown is never read as not controlled."""
    if substance not in catalog.substances:
        raise CatalogError(unknown("substance", substance, catalog.substances))
    return {name: _finding(one, substance, day) for name, one in catalog.controls.items()}


def _finding(jurisdiction: Jurisdiction, substance: str, day: date) -> Finding:
    about = [rule for rule in jurisdiction.controls if substance in rule.substances]
    for state in ("yes", "no"):
        rules = tuple(rule for rule in about if rule.controlled == state and rule.holds_on(day))
        if rules:
            return Finding(jurisdiction.id, state, rules, "; ".join(_in_words(rule) for rule in rules))
    if not about:
        return Finding(jurisdiction.id, "unknown", (), "no rule was found, which does not mean that there is none")
    return Finding(
        jurisdiction.id,
        "unknown",
        tuple(about),
        f"no rule is known to be in force on {day}: {'; '.join(_in_words(rule) for rule in about)}",
    )


def _in_words(rule: Control) -> str:
    since = rule.since or rule.since_stated
    words = " ".join(part for part in (rule.list_, rule.action) if part) or rule.note or rule.named
    return f"{words}{f' ({since})' if since else ''}"


def _certainly(stated: str | None) -> date | None:
    """The first day on which something that is dated by a day, month or year had begun for certain."""
    found = DATED.match(stated or "")
    if not found:
        return None
    year, month, day = (int(part or 0) for part in found.groups())
    if day:
        return date(year, month, day) + timedelta(days=1)  # published that day; in force the day after at the latest
    return date(year + 1, 1, 1) if month in (0, 12) else date(year, month + 1, 1)


def control_problems(catalog: Catalog) -> Iterator[str]:
    """Substances in rules that the catalog does not have, and rules that end before they begin."""
    jurisdictions: Mapping[str, Jurisdiction] = catalog.controls
    for name, one in jurisdictions.items():
        if one.area is not None and one.area not in catalog.areas:
            yield f"controls {name}: no area {one.area!r}"
        for rule in one.controls:
            for substance in sorted(set(rule.substances) - catalog.substances.keys()):
                yield f"controls {name}: {rule.named}: no substance {substance!r}"
            if rule.since and rule.until and rule.until <= rule.since:
                yield f"controls {name}: {rule.named}: ends on {rule.until}, before it begins on {rule.since}"
