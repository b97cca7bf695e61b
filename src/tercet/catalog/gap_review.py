"""Who controls a substance, with three answers: yes, no, and not known.

A rule that nobody found is no proof that there is none. So a substance without an entry is `unknown`, and only an entry
that says so makes it `no`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tercet.catalog.controls import Control, Jurisdiction, State
from tercet.catalog.load import Catalog
from tercet.errors import CatalogError, unknown


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


def control_problems(catalog: Catalog) -> Iterator[str]:
    """Substances in rules that the catalog does not have, and rules that end before they begin."""
    for name, one in catalog.controls.items():
        if one.area is not None and one.area not in catalog.areas:
            yield f"controls {name}: no area {one.area!r}"
        for rule in one.controls:
            for substance in sorted(set(rule.substances) - catalog.substances.keys()):
                yield f"controls {name}: {rule.named}: no substance {substance!r}"
            if rule.since and rule.until and rule.until <= rule.since:
                yield f"controls {name}: {rule.named}: ends on {rule.until}, before it begins on {rule.since}"
