"""The fingerprint: any change of what a figure says changes it, and nothing else does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.edition.made import APART, TOGETHER, answer, comparison, content, headline

from tercet.analysis.measures.series import COLUMNS
from tercet.answers import Answer, plain
from tercet.catalog.models import Measure
from tercet.edition.content import Absence, Behind, Headline, Places, Series
from tercet.edition.fingerprint import DEFINED, fingerprint

FIGURE = headline(APART)
SAME = fingerprint(FIGURE)
PLACES = Places("US", "2023-02", FIGURE.series[0].answer)


def with_cell(told: Headline, at: int, row: int, column: int, value: object) -> Headline:
    """The figure with one cell of one series changed."""
    series = told.series[at]
    rows = [list(cells) for cells in series.answer.rows]
    rows[row][column] = value
    changed = replace(series, answer=replace(series.answer, rows=[tuple(cells) for cells in rows]))
    return replace(told, series=(*told.series[:at], changed, *told.series[at + 1 :]))


def with_trend(told: Headline, **more: object) -> Headline:
    """The figure with another verdict on its first series."""
    series = replace(told.series[0], trend={**(told.series[0].trend or {}), **more})
    return replace(told, series=(series, *told.series[1:]))


@given(at=st.integers(0, 1), row=st.integers(0, 13), column=st.integers(0, 8), data=st.data())
def test_any_change_of_any_cell_changes_it(at: int, row: int, column: int, data: st.DataObject) -> None:
    """A partner signs every value, period, unit and status, not only the latest."""
    before = FIGURE.series[at].answer.rows[row][column]
    value = data.draw(st.decimals(-(10**9), 10**9, places=3) | st.text(min_size=1) | st.none())
    changed = fingerprint(with_cell(FIGURE, at, row, column, value))
    assert (changed == SAME) == (plain(before) == plain(value))


def redefined(**more: Any) -> Headline:
    """The figure with another definition of its measure."""
    return replace(FIGURE, measure=FIGURE.measure.model_copy(update=more))


CHANGES: dict[str, Callable[[], Headline]] = {
    "the measure": lambda: redefined(id="other"),
    "its unit": lambda: redefined(unit="kg"),
    "its definition": lambda: redefined(definition="Another thing."),
    "its caveat": lambda: redefined(caveat="None."),
    "its name in one language": lambda: redefined(names=FIGURE.measure.names.model_copy(update={"fr": "Autre"})),
    "the frequency": lambda: replace(FIGURE, freq="A"),
    "what it is narrowed to": lambda: replace(FIGURE, where={"substance": "fentanyl"}),
    "the verdict on a trend": lambda: with_trend(FIGURE, verdict="flat"),
    "a bound of a trend": lambda: with_trend(FIGURE, low=Decimal("8.3")),
    "no verdict on a trend": lambda: replace(FIGURE, series=tuple(replace(one, trend=None) for one in FIGURE.series)),
    "a series less": lambda: replace(FIGURE, series=FIGURE.series[:1]),
    "a gap": lambda: replace(FIGURE, absent=(Absence("MX", "not_mapped", "Nobody publishes it."),)),
    "the reason of a gap": lambda: replace(FIGURE, absent=(Absence("MX", "not_published", "Nobody does."),)),
    "what may be compared": lambda: replace(FIGURE, comparison=comparison(TOGETHER)),
    "a map": lambda: replace(FIGURE, places=(PLACES,)),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_of_anything_that_a_figure_says_changes_it(what: str) -> None:
    """A partner who signed a definition has not signed another one."""
    assert fingerprint(CHANGES[what]()) != SAME


def test_a_cell_of_a_map_is_part_of_it() -> None:
    """The figures of the parts of a country stand on the same page."""
    other = answer("US", date(2022, 1, 1), ["1"])
    maps = [replace(FIGURE, places=(one,)) for one in (PLACES, replace(PLACES, answer=other))]
    assert fingerprint(maps[0]) != fingerprint(maps[1])


@given(st.randoms(use_true_random=False))
def test_order_does_not_change_it(random: Any) -> None:
    """The same rows, conditions and series in another order say the same."""

    def shuffled(rows: Answer) -> Answer:
        return replace(rows, rows=random.sample(rows.rows, len(rows.rows)))

    where = {"substance": "fentanyl", "agency": "x", "status": "y"}
    pairs = random.sample(list(where.items()), 3)
    series = [replace(one, answer=shuffled(one.answer), trend=_turned(one.trend)) for one in FIGURE.series]
    other = replace(
        FIGURE,
        where=dict(pairs),
        series=tuple(random.sample(series, 2)),
        comparison=shuffled(FIGURE.comparison),
    )
    assert fingerprint(other) == fingerprint(replace(FIGURE, where=where))


def _turned(trend: Any) -> Any:
    """A verdict with its keys the other way round."""
    return dict(reversed(list(trend.items())))


def test_a_zero_more_behind_the_point_is_the_same_number() -> None:
    """1000.00 deaths are 1000 deaths, and 1E+3 too."""
    for text in ("1000.00", "1E+3"):
        assert fingerprint(with_cell(FIGURE, 0, 0, 4, Decimal(text))) == SAME


def test_how_it_was_made_is_not_part_of_it() -> None:
    """A file that comes again under another name, and what the edition before said, change no figure."""
    series = tuple(
        replace(
            one,
            behind=Behind(99, ("other.csv",)),
            earlier=one.answer,
            answer=replace(one.answer, notes=("x",), title="x"),
        )
        for one in FIGURE.series
    )
    assert fingerprint(replace(FIGURE, series=series, sources=content(APART).headlines[0].sources)) == SAME


def test_whatever_a_figure_has_is_in_it_or_left_out_on_purpose() -> None:
    """Whoever gives figures a new part decides whether partners sign it: here, and in fingerprint.py."""
    assert {one.name for one in fields(Headline)} == {
        *("measure", "freq", "where", "series", "absent", "comparison", "places"),
        "sources",  # left out: how it was made
    }
    assert {one.name for one in fields(Series)} == {"area", "answer", "trend", "behind", "earlier"}
    assert {one.name for one in fields(Places)} == {"area", "period", "answer"}
    left_out = {"from_", "where", "of", "freqs", "areas", "bridges", "coverage", "trend", "nowcast", "source"}
    assert set(Measure.model_fields) == left_out | set(DEFINED)


def test_it_stays_what_it_is() -> None:
    """A release of Tercet that makes other fingerprints of the same figures drops every sign-off: do it on purpose."""
    defined = {"id": "deaths", "names": {"en": "Deaths", "es": "Muertes"}, "from": "observation", "unit": "deaths"}
    measure = Measure.model_validate(
        {**defined, "value": {"sum": "value"}, "freqs": ["A"], "definition": "Deaths.", "caveat": "Not all."}
    )
    row = ("deaths", "US", "2022", "A", Decimal("12.50"), None, None, "deaths", "P")
    one = Series("US", Answer(COLUMNS, [row]), Behind(1, ()), {"verdict": "flat", "rate": Decimal("0.1")})
    told = Headline(measure, "A", {}, (one,), (Absence("MX", None, "None came."),), comparison(APART))
    assert fingerprint(told) == "c9588c7c9070658672dd96c284bc30ed7ae9433abc406186a575e1115cd8d736"
