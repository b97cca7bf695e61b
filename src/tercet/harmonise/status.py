"""Status and gap of a row, in the words of SDMX CL_OBS_STATUS and of our own list of gaps."""

from __future__ import annotations

from typing import Any

import ibis

from tercet.catalog.descriptor import Source, StatusRule
from tercet.harmonise.rows import Fields

OF_GAP = {"suppressed": "Q", "not_applicable": "M", "not_published": "L"}


def columns(table: Any, start: Fields, source: Source) -> dict[str, Any]:
    """What the status rules say; else what an absent value means by itself, or that a present one is normal."""
    plain_gap = table._gap if "_gap" in table.columns else ibis.null().cast("string")
    absent = plain_gap.notnull()
    of_gap = ibis.cases(
        *((plain_gap == kind, ibis.literal(code)) for kind, code in OF_GAP.items()), else_=ibis.literal("O")
    )
    stated = ibis.ifelse(absent, of_gap, _stated(table, start))
    rules = [rule for rule in source.status if rule.field in start.columns]
    if not rules:
        return {"status": stated, "gap": plain_gap}
    # A rule that names a gap speaks of absent values only, and knows better than an empty cell why they are absent.
    hits = [(_matches(table, rule) & (absent if rule.gap else ~absent), rule) for rule in rules]
    gaps = [(hit, ibis.literal(rule.gap)) for hit, rule in hits if rule.gap]
    return {
        "status": ibis.cases(*((hit, ibis.literal(rule.status)) for hit, rule in hits), else_=stated),
        "gap": ibis.cases(*gaps, else_=plain_gap) if gaps else plain_gap,
    }


def _stated(table: Any, start: Fields) -> Any:
    """The status of a value that is there: its own column or constant, else normal."""
    given = {*start.columns, *start.constants}
    return ibis.coalesce(table._status_code, "A") if "status" in given else ibis.literal("A")


def _matches(table: Any, rule: StatusRule) -> Any:
    return table[rule.field].re_search(rule.match).fill_null(False)
