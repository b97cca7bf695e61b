"""Handling terms: what nobody released is seen by nobody, and what nobody wrote down means no."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.world import catalog, land, opened, packaged, source

from tercet.catalog.load import Catalog
from tercet.catalog.models import TermsFile
from tercet.errors import TermsError
from tercet.ledger.ledger import Ledger
from tercet.terms.release import USES, check, released

TODAY = date.today()
NAMES = {"en": "x"}
TERMS = TermsFile.model_validate(
    {
        "audiences": {"internal": {"names": NAMES}, "public": {"names": NAMES}, "US": {"names": NAMES}},
        "terms": {
            "open": {
                "tlp": "CLEAR",
                "names": NAMES,
                "records": ["internal", "public"],
                "statistics": ["internal", "public"],
            },
            "totals": {"tlp": "GREEN", "names": NAMES, "records": ["internal"], "statistics": ["internal", "public"]},
            "house": {"tlp": "AMBER+STRICT", "names": NAMES, "records": ["internal"], "statistics": ["internal"]},
            "nobody": {"tlp": "RED", "names": NAMES},
            "later": {
                "tlp": "CLEAR",
                "names": NAMES,
                "records": ["internal", "public"],
                "statistics": ["internal", "public"],
                "embargo_until": (TODAY + timedelta(days=30)).isoformat(),
            },
            "opened": {
                "tlp": "CLEAR",
                "names": NAMES,
                "records": ["public"],
                "statistics": ["public"],
                "embargo_until": TODAY.isoformat(),
            },
        },
    }
)
MARKED = source(columns={"day": "date", "mark": "terms", "amount": "quantity"}, terms="house")
ROWS = [(f"2024-03-{day:02}", mark, str(day)) for day, mark in enumerate(sorted(TERMS.terms), start=1)]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """A ledger with one row under each of the terms, and one without terms of its own."""
    made = opened(tmp_path)
    land(
        made,
        MARKED,
        [*ROWS, ("2024-03-20", None, "1")],
        date(2024, 6, 1),
        header=("day", "mark", "amount"),
        terms=TERMS,
    )
    return made


def known(terms: TermsFile = TERMS) -> Catalog:
    """A catalog with terms of our own."""
    return catalog(MARKED, terms=terms)


def marks(ledger: Ledger, audience: str, use: str, as_of: date | None = None, terms: TermsFile = TERMS) -> list[str]:
    """The terms of the rows that a view shows."""
    view = ledger.view(known(terms), audience, as_of, use)
    return sorted(row["terms"] for row in ledger.engine.arrow(view.records("seizure", MARKED.id)).to_pylist())


@pytest.mark.parametrize(
    ("audience", "use", "shown"),
    [
        ("internal", "records", ["house", "house", "open", "totals"]),
        ("internal", "statistics", ["house", "house", "open", "totals"]),
        ("public", "records", ["open", "opened"]),
        ("public", "statistics", ["open", "opened", "totals"]),
        ("US", "records", []),
        ("US", "statistics", []),
    ],
)
def test_an_audience_sees_what_was_released_to_it(ledger: Ledger, audience: str, use: str, shown: list[str]) -> None:
    """A row may be counted in totals and still not be shown; an audience that is not listed sees nothing."""
    assert marks(ledger, audience, use) == shown


def test_an_audience_that_nobody_defined_is_refused(ledger: Ledger) -> None:
    """Unknown means no, and the message names those that exist."""
    with pytest.raises(TermsError, match=r"no audience 'press'.*public"):
        ledger.view(known(), "press")


@pytest.mark.parametrize("use", ["", "record", "export", "Records"])
def test_a_use_that_nobody_defined_is_refused(ledger: Ledger, use: str) -> None:
    """There are two uses, records and statistics; a third would be one that nobody agreed to."""
    with pytest.raises(TermsError, match=f"no use '{use}'"):
        ledger.view(known(), "internal", use=use)


def test_an_embargo_opens_by_itself() -> None:
    """On its day an embargo is over, without anybody doing anything; the day before it is not."""
    until = TERMS.terms["opened"].embargo_until
    assert until is not None
    assert "opened" in released(TERMS, "public", "records", until)
    assert "opened" not in released(TERMS, "public", "records", until - timedelta(days=1))
    assert "later" not in released(TERMS, "public", "records", None)


def test_asking_about_the_future_does_not_open_an_embargo(ledger: Ledger) -> None:
    """An as-of date says what was known then; it never makes today the day on which an embargo ends."""
    assert "later" not in marks(ledger, "public", "records", TODAY + timedelta(days=365))
    assert "later" not in released(TERMS, "public", "statistics", TODAY + timedelta(days=365))


def test_terms_that_are_gone_release_nothing(ledger: Ledger) -> None:
    """Rows whose terms are no longer defined are shown to nobody, not even to own staff."""
    fewer = TERMS.model_copy(update={"terms": {"open": TERMS.terms["open"]}})
    assert marks(ledger, "internal", "records", terms=fewer) == ["open"]
    none = TERMS.model_copy(update={"terms": {}})
    assert marks(ledger, "internal", "records", terms=none) == []


def test_a_mark_that_nobody_defined_keeps_a_row_out(tmp_path: Path) -> None:
    """A row under unknown terms is put aside: it is never shown under the source's own."""
    ledger = opened(tmp_path)
    rows = [("2024-03-01", "open", "1"), ("2024-03-02", "eyes only", "2")]
    batch = land(ledger, MARKED, rows, date(2024, 6, 1), header=("day", "mark", "amount"), terms=TERMS)
    assert (batch.accepted, batch.rejected) == (1, 1)
    assert marks(ledger, "internal", "records") == ["open"]


def test_a_row_without_a_mark_has_the_terms_of_its_source(ledger: Ledger) -> None:
    """Leaving a cell blank releases nothing: the source's own terms hold."""
    view = ledger.view(known(), "internal", use="records")
    rows = ledger.engine.arrow(view.records("seizure", MARKED.id)).to_pylist()
    assert [row["terms"] for row in rows if str(row["start"]) == "2024-03-20"] == ["house"]


@given(st.sampled_from(sorted(packaged().terms.audiences)), st.sampled_from(USES), st.dates())
def test_whoever_may_see_records_may_count_them(audience: str, use: str, day: date) -> None:
    """Totals are less than records: what is released as records is released for statistics too, on every day."""
    terms = packaged().terms
    check(terms, audience, use)
    assert released(terms, audience, "records", day) <= released(terms, audience, "statistics", day)
