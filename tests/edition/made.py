"""Small content for the tests of the edition: two countries and a gap, three promises, three claims, one file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from tercet.analysis.commitments.judge import judge
from tercet.analysis.measures.compare import COLUMNS as COMPARED
from tercet.analysis.measures.series import COLUMNS
from tercet.answers import Answer
from tercet.catalog.dues import Due
from tercet.catalog.load import Catalog
from tercet.catalog.promises import Commitment, Evidence, Meeting, Shown, Statement
from tercet.edition.content import Absence, Behind, Content, File, Headline, PutAside, Refusal, Series
from tercet.edition.points import add_months
from tercet.edition.verdicts import CLAIM
from tercet.errors import QuestionError
from tercet.question import Question

DAY = date(2023, 4, 5)
SINCE = date(2023, 1, 5)


class Small(Catalog):
    """The packaged definitions, with few promises instead of theirs."""

    @cached_property
    def commitments(self) -> Mapping[str, Commitment]:
        """Three promises."""
        return {one.id: one for one in (KEPT, OPEN, OVERDUE)}

    @cached_property
    def meetings(self) -> Mapping[str, Meeting]:
        """One meeting."""
        return {MEETING.id: MEETING}


CATALOG = Small.open()
MEETING = Meeting(
    id="M1",
    first=date(2022, 1, 1),
    last=date(2022, 1, 2),
    series="M",
    title="First meeting",
    place="Ottawa",
    sources=("a speech",),
    basis="opened",
)
SPEECH = Statement(document="press call", verb="will do", says="It will be done.", source="a speech", basis="opened")
PAPER = Statement(document="readout", says="It may be done.", source="https://example.org/r", basis="excerpt")
KEPT = Commitment(
    id="P1",
    meeting="M1",
    made=date(2022, 1, 2),
    commitment="To do <one> thing",
    theme="public_health",
    owners="the ministers",
    parties=("CA", "US", "US-TX"),
    statements=(SPEECH, PAPER),
    due=Due(stated="by May", within="2022-05-01"),
    shown_by=Shown(event="one thing, done"),
    evidence=(
        Evidence(
            dated="2022-04-30",
            kind="event",
            shows="fulfilled",
            text="It is done.",
            sources=("https://example.org/done (page 2)", "http://example.org/plain"),
            basis="opened+excerpt",
        ),
    ),
    note="Figures: [migration_encounters[region=southwest_border]:US:M:from:2024-04:less:any:by:due].",
    basis="opened",
)
OPEN = Commitment(
    id="P2",
    made=date(2022, 1, 2),
    commitment="To do more",
    theme="general",
    owners="nobody in particular",
    parties=("MX",),
    statements=(Statement(document="fact sheet", source="a speech", basis="excerpt"),),
    needed="A date.",
    basis="excerpt",
)
OVERDUE = Commitment(
    id="P3",
    made=date(2022, 3, 1),
    commitment="To do it all",
    theme="general",
    owners="all",
    parties=("CA", "MX", "US"),
    statements=(SPEECH,),
    due=Due(stated="this year", within="2022"),
    shown_by=Shown(event="all of it, done"),
    evidence=(
        Evidence(
            dated="2023-01",
            kind="statement",
            shows="still open",
            text="It is still to be done.",
            areas=("CA",),
            sources=("a speech",),
            basis="opened",
        ),
    ),
    basis="opened",
)
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


def revised(told: Content, area: str, values: list[str | None]) -> Content:
    """The content with an edition before it, in which a series of an area had other values."""
    before = answer(area, date(2022, 1, 1), values)
    (one,) = told.headlines
    changed = tuple(replace(s, earlier=before) if s.area == area else s for s in one.series)
    return replace(told, since=SINCE, headlines=(replace(one, series=changed),))


def promises() -> Answer:
    """Three promises as judged: one kept in time, one without a date, one overdue."""
    return judge(CATALOG, nothing, DAY, sample=False)


def nothing(question: Question) -> Answer:
    """No figure is known."""
    raise QuestionError(f"{question.measure}: no figure.")


def quotes() -> Answer:
    """One figure that could not be checked and two that could."""
    rest = dict.fromkeys((*CLAIM, "basis"), None)
    told = {"by": "an official", "basis": "opened", "source": "a speech", "geography": "US-MX border"}
    first = {**rest, **told, "id": "Q1", "verdict": "not checkable", "said": "36 million", "reason": "No source."}
    second = {**rest, **told, "id": "Q2", "verdict": "contradicted", "said": "a tenth", "reason": "It was a half."}
    third = {
        **second,
        "id": "Q3",
        "said": "a <third>",
        "geography": "Canada",
        "found": "a half",
        "checks": "window: ok",
    }
    rows = [{**first, "on": "2023-03"}, {**second, "on": "2023-02-08"}, {**third, "on": "2023-03-01"}]
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
    file = File("SAMPLE_a.csv", source, "ab" * 32, DAY, 1204, 1203, 1, 0, *days)
    return Content(
        as_of=DAY,
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
