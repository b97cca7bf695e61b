"""What a view was asked before: it answers from memory, and never another question than the one that is asked."""

from __future__ import annotations

from typing import Any

import pytest
from tests.partner import rows, workspace

from tercet.analysis.measures.series import series
from tercet.answers import Answer
from tercet.ledger.view import View
from tercet.question import Question
from tercet.workspace import Workspace

MEASURE = "fentanyl_seized_mass"
# Each differs from the first in one thing.
QUESTIONS: tuple[dict[str, Any], ...] = (
    {"areas": ("CA",)},
    {"areas": ("CA-BC",)},
    {"areas": ("CA", "CA-BC")},
    {"areas": ("CA",), "freq": "D"},
    {"areas": ("CA",), "freq": "A"},
    {"areas": ("CA",), "by": ("place",)},
    {"areas": ("CA",), "by": ("agency",)},
    {"areas": ("CA",), "where": {"place": ("CA-ON",)}},
    {"areas": ("CA",), "where": {"agency": ("RCMP",)}},
    {"areas": ("CA",), "from_": "2023-03", "to": "2023-05"},
    {"areas": ("CA",), "unit": "lb"},
)


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Two years of records, some of which may only be counted."""
    return workspace(tmp_path_factory.mktemp("once"), [*rows({"2022": {"CA-BC": 9}}, "public", "P"), *rows()])


def asked(ws: Workspace, view: View, **question: Any) -> Answer:
    """The series that a view gives."""
    daily = ws.catalog.measure(MEASURE).model_copy(update={"freqs": ("M", "A", "D")})
    return series(view, daily, ws.catalog, Question(MEASURE, **question))


def test_a_view_that_remembers_answers_as_a_new_one(ws: Workspace) -> None:
    """Whatever was asked before, the answer to a question is its own."""
    used = ws.ledger.view(ws.catalog, "internal")
    for question in (*QUESTIONS, *reversed(QUESTIONS)):
        new = ws.ledger.view(ws.catalog, "internal")
        assert asked(ws, used, **question) == asked(ws, new, **question), question


def test_another_audience_is_told_nothing_from_the_memory_of_one(ws: Workspace) -> None:
    """What one audience may see is remembered for it alone."""
    inside, partner = (ws.ledger.view(ws.catalog, audience) for audience in ("internal", "US"))
    listed = [view.listable("seizure", "tercet_seizures").count().execute() for view in (inside, partner, inside)]
    assert listed[0] == listed[2] > listed[1] > 0


def test_the_engine_is_asked_once(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same question about other periods needs nothing that was not there already."""
    view = ws.ledger.view(ws.catalog, "internal")
    first = asked(ws, view, areas=("CA",))
    monkeypatch.setattr(type(view), "records", None)
    assert asked(ws, view, areas=("CA",)) == first
    assert len(asked(ws, view, areas=("CA",), from_="2023-03", to="2023-05").rows) == 3
