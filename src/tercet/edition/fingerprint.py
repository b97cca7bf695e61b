"""The fingerprint of a figure: whatever it says, in no language, as one sha256.

It is made of what an audience sees, after disclosure control. Made of what lies behind, it would let a reader try out
values until the fingerprint fits, and so find out a suppressed one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from tercet.answers import Answer, plain
from tercet.edition.content import Headline, Series

DEFINED = ("id", "names", "unit", "value", "better", "must_match", "definition", "caveat")


def fingerprint(headline: Headline) -> str:
    """The sha256 of everything that a figure says.

    Left out is what tells how it was made (rows and files behind it, notes, sources), and how it was in the edition
    before: two editions that say the same have the same figure.
    """
    said = {
        "measure": _measure(headline),
        "freq": headline.freq,
        "where": dict(headline.where),
        "series": {one.area: _series(one) for one in headline.series},
        "places": sorted(([one.area, one.period, _rows(one.answer)] for one in headline.places), key=_canonical),
        "absent": sorted(([one.area, one.gap or "", one.reason] for one in headline.absent), key=_canonical),
        "comparison": _rows(headline.comparison),
    }
    return sha256(_canonical(said).encode("utf-8")).hexdigest()


def _measure(headline: Headline) -> Mapping[str, Any]:
    """What the measure is called in every language, and what it counts."""
    return headline.measure.model_dump(mode="json", include=set(DEFINED))


def _series(series: Series) -> Mapping[str, Any]:
    """Every value of a series with its status, and the verdict on where it is going."""
    trend = None if series.trend is None else {name: plain(value) for name, value in series.trend.items()}
    return {"rows": _rows(series.answer), "trend": trend}


def _rows(answer: Answer) -> list[dict[str, str]]:
    """Every row as plain text, in an order of their own: 1.50 is 1.5, and None is nothing."""
    return sorted(({name: plain(value) for name, value in row.items()} for row in answer.records()), key=_canonical)


def _canonical(value: Any) -> str:
    """JSON of which there is only one for what it says."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
