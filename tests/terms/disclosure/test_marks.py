"""How a suppressed cell is shown."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tercet.answers import Answer
from tercet.errors import TermsError
from tercet.terms.disclosure.marks import by_columns, suppressed
from tercet.terms.disclosure.model import key

COLUMNS = ("area", "period", "value", "low", "high", "unit", "status")
ROWS = [
    ("US", "2023", Decimal(3), Decimal(2), Decimal(4), "1", "A"),
    ("CA", "2023", Decimal(0), None, None, "1", "A"),
]


def test_a_suppressed_cell_has_a_status_and_no_value() -> None:
    """A gap has a name: neither empty without a reason, nor zero."""
    answer = Answer(COLUMNS, ROWS, ("a note",), "a title")
    shown = suppressed(answer, {key(area="US", period="2023")}, by_columns("area", "period"))
    assert shown.rows == [("US", "2023", None, None, None, "1", "Q"), ROWS[1]]
    assert (shown.notes, shown.title) == (answer.notes, answer.title)
    assert answer.rows == ROWS


def test_an_answer_without_a_status_cannot_hide_anything() -> None:
    """Where the reason can't be shown, the value is not silently taken out."""
    with pytest.raises(TermsError, match="status"):
        suppressed(Answer(("area", "value"), [("US", 1)]), {key(area="US")}, by_columns("area"))
