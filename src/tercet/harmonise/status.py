"""Status and gap of a row, in the words of SDMX CL_OBS_STATUS and of our own list of gaps."""

from __future__ import annotations

from typing import Any

import ibis

from tercet.catalog.descriptor import Source
from tercet.harmonise.amounts import Amounts
from tercet.harmonise.rows import Fields

OF_GAP = {"suppressed": "Q", "not_applicable": "M", "not_published": "L"}


def columns(table: Any, start: Fields, source: Source, amounts: Amounts) -> dict[str, Any]:
    """What the status rules say, then what an absent value means by itself."""
    stated = _stated(table, start, source)
    gap = _gap(table, start, source, amounts)
    absent = ibis.cases(*((gap == kind, ibis.literal(code)) for kind, code in OF_GAP.items()), else_=ibis.literal("O"))
    return {"status": ibis.ifelse(amounts.absent, absent, stated), "gap": gap}


def _stated(table: Any, start: Fields, source: Source) -> Any:
    """The status of a value that is there."""
    plain = ibis.literal(start.constants.get("status") or "A")
    if "status" in start.columns:
        plain = ibis.coalesce(table.status.strip().nullif(""), plain)
    rules = [(_matches(table, start, rule), ibis.literal(rule.status)) for rule in _rules(start, source)]
    return ibis.cases(*rules, else_=plain) if rules else plain


def _gap(table: Any, start: Fields, source: Source, amounts: Amounts) -> Any:
    """Why a value is absent: a rule knows better than an empty cell does."""
    rules = [
        (amounts.absent & _matches(table, start, rule), ibis.literal(rule.gap))
        for rule in _rules(start, source)
        if rule.gap is not None
    ]
    plain = ibis.ifelse(amounts.absent, amounts.gap, ibis.null().cast("string"))
    return ibis.cases(*rules, else_=plain) if rules else plain


def _rules(start: Fields, source: Source) -> list[Any]:
    return [rule for rule in source.status if rule.field in start.columns]


def _matches(table: Any, start: Fields, rule: Any) -> Any:
    return table[rule.field].re_search(rule.match).fill_null(False)
