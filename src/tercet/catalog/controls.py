"""Rules about precursors: who controls which of them since when."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal

from pydantic import Field, model_validator

from tercet.catalog.models import Definition, Names

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


def _certainly(stated: str | None) -> date | None:
    """The first day on which something that is dated by a day, month or year had begun for certain."""
    found = DATED.match(stated or "")
    if not found:
        return None
    year, month, day = (int(part or 0) for part in found.groups())
    if day:
        return date(year, month, day) + timedelta(days=1)  # published that day; in force the day after at the latest
    return date(year + 1, 1, 1) if month in (0, 12) else date(year, month + 1, 1)
