"""Controls of precursors: whose rules name which substances since when."""

from __future__ import annotations

from collections.abc import Iterator

from tercet.catalog.controls import Control
from tercet.catalog.load import Catalog
from tercet.catalog.reference.markdown import flat, table, three, words


def controls(catalog: Catalog) -> Iterator[str]:
    """What each jurisdiction controls; one section each."""
    yield (
        "Identity and regulation only. **A substance that is not here was not found, which is not the same as not "
        "controlled**: where no rule is known, the answer is `unknown`."
    )
    for name, one in catalog.controls.items():
        yield f"## {name}"
        yield f"{three(one.names)}."
        yield table(
            ("Named", "Substances", "Controlled", "Rule", "Since", "Basis", "Note"),
            (_row(rule) for rule in one.controls),
        )


def _row(rule: Control) -> tuple[str, ...]:
    what = ". ".join(flat(part) for part in (rule.list_, rule.action, rule.coverage, rule.instrument) if part)
    until = f", until {rule.until}" if rule.until else ""
    counted = f" ({rule.derived.days} days after {rule.derived.after})" if rule.derived else ""
    since = f"{rule.since or rule.since_stated or 'not stated'}{counted}{until}"
    told = (flat(rule.basis), flat(rule.source), flat(rule.note))
    return (rule.named, words(rule.substances), rule.controlled, what, since, *told)
