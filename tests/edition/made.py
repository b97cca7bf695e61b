"""Small content for the tests of the edition: two countries and a gap."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from tercet.analysis.measures.compare import COLUMNS as COMPARED
from tercet.analysis.measures.series import COLUMNS
from tercet.answers import Answer
from tercet.catalog.load import Catalog
from tercet.edition.content import Absence, Behind, Content, File, Headline, PutAside, Refusal, Series
from tercet.edition.points import add_months
from tercet.edition.verdicts import CLAIM

COMMITMENT = ("due", "days", "needed", "evidence", "accounts", "owners", "parties", "verb", "document", "source", "note")
CATALOG = Catalog.open()
DIFFERENT = "what is counted: {a} a thing; of its own; {b} another thing; intent: both all"


def answer(area: str, first: date, values: list[str | None], statuses: str = "", freq: str = "R12") -> Answer:
    """A series by month; `statuses` are the letters of its last points, the others are normal."""
    letters = statuses.rjust(len(values), "A")
    rows: list[tuple[object, ...]] = []
    for at, (value, letter) in enumerate(zip(values, letters, strict=True)):
        month = add_months(first, at)
        number = None if value is None else Decimal(value)
        rows.append(("opioid_deaths", area, f"{month:%Y-%m}", freq, number, None, None, "deaths", letter))
    return Answer(COLUMNS, rows, (f"{area}: a note.",), "Opioid deaths")


def going(verdict: str, low: str | None = None, rate: str | None = None, high: str | None = None) -> dict[str, Any]:
    """A verdict on a trend, as `tercet trend` gives it."""
    numbers = (None if one is None else Decimal(one) for one in (low, rate, high))
    said = dict(zip(("low", "rate", "high"), numbers, strict=True))
    texts = {"reason": "The reason.", "segments": "One stretch.", "periods": "14 months"}
    return {"verdict": verdict, "close": "no", **said, **texts}


def series(area: str, values: list[str | None], statuses: str = "", trend: dict[str, Any] | None = None) -> Series:
    """A series from January 2022 on."""
    return Series(area, answer(area, date(2022, 1, 1), values, statuses), Behind(12, ("SAMPLE_a.csv",)), trend)


def promises() -> Answer:
    """Two promises, one kept in time and one without a date."""
    rest = dict.fromkeys((*COMMITMENT, "basis"), None)
    told = {"made": date(2022, 1, 2), "basis": "opened", "source": "a speech"}
    kept = {**rest, **told, "id": "P1", "verdict": "met", "commitment": "To do <one> thing", "reason": "It was done."}
    open_ = {
        **rest,
        **told,
        "id": "P2",
        "verdict": "cannot be judged",
        "commitment": "To do more",
        "reason": "No date.",
    }
    rows = [{**kept, "due_by": date(2022, 5, 1)}, {**open_, "due_by": None}]
    return Answer(tuple(rows[0]), [tuple(row.values()) for row in rows], ("A note on promises.",))


def quotes() -> Answer:
    """One figure that could not be checked and one that could."""
    rest = dict.fromkeys((*CLAIM, "basis", "source"), None)
    told = {"by": "an official", "basis": "opened", "source": "a speech"}
    first = {**rest, **told, "id": "Q1", "verdict": "not checkable", "said": "36 million", "reason": "No source."}
    second = {**rest, **told, "id": "Q2", "verdict": "contradicted", "said": "a tenth", "reason": "It was a half."}
    rows = [{**first, "on": "2023-03"}, {**second, "on": "2023-02-08"}]
    return Answer(tuple(rows[0]), [tuple(row.values()) for row in rows])


def comparison(verdicts: dict[tuple[str, str], str]) -> Answer:
    """Verdicts on pairs, with reasons that a person would find in them."""
    rows: list[tuple[object, ...]] = []
    for (a, b), verdict in verdicts.items():
        reasons = "what is counted: both a thing" if verdict == "comparable" else DIFFERENT.format(a=a, b=b)
        window = "2022-01 to 2023-02" if verdict != "not published" else ""
        rows.append(("opioid_deaths", a, b, verdict, reasons, "R12", window, ""))
    return Answer(COMPARED, rows)


APART = {("CA", "MX"): "not published", ("CA", "US"): "not comparable", ("MX", "US"): "not published"}
TOGETHER = {**APART, ("CA", "US"): "comparable"}


def headline(verdicts: dict[tuple[str, str], str]) -> Headline:
    """Fourteen months of two countries, of which the last two are provisional in one, and a gap."""
    rising: list[str | None] = [str(1000 + 100 * month) for month in range(14)]
    falling: list[str | None] = [str(90 - month) for month in range(14)]
    return Headline(
        measure=CATALOG.measure("opioid_deaths"),
        freq="R12",
        where={},
        series=(
            series("US", rising, "PP", going("rising", "8.2", "12.5", "17")),
            series("CA", falling, "", going("cannot be judged", "-9.6", "-4.4", "1.2")),
        ),
        absent=(Absence("MX", "not_published", "Nobody publishes it."),),
        comparison=comparison(verdicts),
    )


def content(verdicts: dict[tuple[str, str], str], sample: bool = True) -> Content:
    """An edition of one headline, one file and one row put aside."""
    source = CATALOG.source("us_cdc_vsrr")
    days = (date(2022, 1, 1), date(2023, 2, 28))
    file = File("SAMPLE_a.csv", source, "ab" * 32, date(2023, 4, 5), 1204, 1203, 1, 0, *days)
    return Content(
        as_of=date(2023, 4, 5),
        audience="internal",
        sample=sample,
        version="0.0",
        headlines=(headline(verdicts),),
        commitments=promises(),
        claims=quotes(),
        files=(file,),
        put_aside=(PutAside("SAMPLE_a.csv", "unknown_place", "place", 1, 1002, "<Zz> & Co"),),
        refused=(Refusal("SAMPLE_b.csv", "The file is a web page."),),
    )
