"""Files that no honest reader may take: a new column that nobody has explained, and an error page saved as data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tercet.sample.sheet import SampleFile, Sheet, marked
from tercet.sample.us_cbp_seizures import NATIONWIDE, OFO

PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>SAMPLE: 503 Service Unavailable</title></head>
<body><h1>503 Service Unavailable</h1>
<p>This stands for the page that a publisher's server sends when it is too busy: no data.</p>
</body></html>
"""


def files(seed: int, scale: float) -> Iterator[SampleFile]:
    """Both files are refused whole, whatever the seed and the scale."""
    start = ("2026 (FYTD)", "APR", OFO, "Southwest Border", "Land Only", "SAN DIEGO FIELD OFFICE", "Fentanyl")
    sheet = Sheet((*NATIONWIDE, "Purity (%)"), [(*start, "3", "40.5", "11")])
    yield SampleFile(
        name="SAMPLE_refused_unknown_column.csv",
        about="Drug seizures with one more column than the publisher ever had.",
        source="",
        received=date(2026, 5, 19),
        content=sheet.content(),
        refused="the column `Purity (%)` is in no layout, and a column that nobody named is never dropped in silence",
    )
    yield SampleFile(
        name="SAMPLE_refused_error_page.csv",
        about="An error page of a web server, saved under the name of a data file.",
        source="",
        received=date(2026, 4, 15),
        content=marked(PAGE).encode(),
        refused="it is a web page, not a table",
    )
