"""Places: the figures of the parts of a country, for a map."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from tercet.analysis.measures.parts import parts
from tercet.answers import Answer
from tercet.catalog.load import Catalog
from tercet.catalog.models import Measure
from tercet.edition.content import Places
from tercet.ledger.view import View
from tercet.question import Question

SUBDIVISION = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")  # ISO 3166-2
MOST = 9, 10  # so many of so many parts
FEW = 2  # one part of a country by itself is no map
LAST = 12  # periods back from the newest of the country in which its parts are looked for


def places(view: View, measure: Measure, catalog: Catalog, question: Question, series: Answer) -> Iterator[Places]:
    """Of one country: its subdivisions (ISO 3166-2), and by itself what a publisher divides it into otherwise.

    `series` is the country's own. Only parts are taken of which the sources that answer for it have figures.
    """
    valued = [row for row in series.records() if row["value"] is not None]
    if not valued:
        return
    (country,), recent = question.areas, valued[-LAST:][0]["period"]
    children = sorted(area for area, one in catalog.areas.items() if one.parent == country)
    found = parts(view, measure, catalog, replace(question, from_=recent), children)
    at, when = found.columns.index("area"), found.columns.index("period")
    mapped: str | None = None  # the period of the subdivisions, if there are any
    for iso in (True, False):
        rows = [row for row in found.rows if bool(SUBDIVISION.fullmatch(row[at])) == iso]
        period = newest(replace(found, rows=rows))
        if sum(row[when] == period for row in rows) < FEW:
            period = mapped  # a single other place is told beside the subdivisions
        here = [row for row in rows if row[when] == period]
        if period is not None and here:
            mapped = mapped or period
            yield Places(country, period, replace(found, rows=here))


def newest(answer: Answer) -> str | None:
    """The newest period in which nine of ten areas have a value that ever have one."""
    valued = [row for row in answer.records() if row["value"] is not None]
    areas = {row["area"] for row in valued}
    counts = Counter(row["period"] for row in valued)
    part, whole = MOST
    return max((period for period, count in counts.items() if count * whole >= len(areas) * part), default=None)
