"""The API says what the workspace says, to whom it may."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.web.site import FOR_US, client, shelf
from tests.world import csv_file, described, workspace

from tercet.answers import to_json
from tercet.web import api
from tercet.web.questions import EXPLAIN, SERIES, description
from tercet.workspace import Workspace

NAME = "fentanyl_seized_mass"
SERIES_AT = f"/api/measures/{NAME}/series"


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with what a partner gave to all, and what another gave to two."""
    folder = tmp_path_factory.mktemp("world")
    open_ = described("open_partner", constants={"action": "seized"})
    closed = described("closed_partner", area="CA", terms="us_ca", constants={"action": "seized"})
    made = workspace(folder / "ws", open_, closed)
    for name, amount in (("open_partner", "0.1"), ("closed_partner", "7.3")):
        rows = [("2024-03-05", "fentanyl", amount), ("2024-04-05", "fentanyl", "0.2")]
        made.ingest(csv_file(folder / f"{name}.csv", rows), source=name, received="2024-05-01")
    return made


@pytest.fixture(scope="module")
def ask(ws: Workspace, tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A client of a server that has this workspace."""
    return client(shelf(tmp_path_factory.mktemp("editions")), ws)


def test_a_series_is_what_the_command_line_prints_to_the_last_byte(ws: Workspace, ask: TestClient) -> None:
    """One question has one answer, however it is asked."""
    answer = ask.get(f"{SERIES_AT}?area=US&freq=M&from=2024-03&to=2024-04&as_of=2024-06-01&unit=lb")
    said = ws.measure(
        NAME, "US", freq="M", from_="2024-03", to="2024-04", as_of="2024-06-01", unit="lb", audience="public"
    )
    assert answer.text == to_json(said.records()) and len(answer.json()) == 2
    by = ask.get(f"{SERIES_AT}?area=US&by=agency&where=substance:fentanyl")
    where = {"substance": "fentanyl"}
    assert by.text == to_json(ws.measure(NAME, "US", by="agency", where=where, audience="public").records())


def test_numbers_are_exact(ask: TestClient) -> None:
    """A mass of 0.1 kg is written 0.1, and read back so, whatever a float would make of it."""
    first = json.loads(ask.get(f"{SERIES_AT}?area=US&freq=M").text, parse_float=str)[0]
    assert first["value"] == "0.1"


def test_definitions_and_explanations_are_those_of_the_workspace(ws: Workspace, ask: TestClient) -> None:
    """Every number can be walked back over the network too."""
    assert ask.get("/api/measures").text == to_json(ws.measures().records())
    assert ask.get(f"/api/measures/{NAME}").text == to_json(ws.measures(NAME).records())
    told = ask.get(f"/api/measures/{NAME}/explain?area=US&period=2024-03&freq=M")
    assert told.text == to_json(ws.explain(NAME, "US", "2024-03", freq="M", audience="public").records())
    assert {"value", "formula", "batch", "row"} <= {part["part"] for part in told.json()}


def test_the_audience_comes_from_the_token_and_from_nothing_else(ws: Workspace, ask: TestClient) -> None:
    """What a partner gave to two governments is for those two."""
    asked = f"{SERIES_AT}?area=CA&freq=M"
    partner = ask.get(asked, headers={"Authorization": f"Bearer {FOR_US}"})
    assert partner.text == to_json(ws.measure(NAME, "CA", freq="M", audience="US").records())
    assert partner.headers["cache-control"] == "private, no-cache"
    public = ask.get(asked)
    assert public.status_code == 422 and "7.3" not in public.text
    assert ask.get(f"{asked}&audience=US").status_code == 400
    assert "7.3" not in ask.get(asked, headers={"X-Audience": "US", "Audience": "US"}).text


@pytest.mark.parametrize(
    ("query", "status", "names"),
    [
        (f"{NAME}/series?aera=US", 400, "aera"),
        (f"{NAME}/series?freq=M&freq=Q", 400, "freq"),
        (f"{NAME}/series?as_of=yesterday", 400, "as_of"),
        (f"{NAME}/series?where=substance", 400, "where"),
        (f"{NAME}/series?where=nothing:at_all", 400, "nothing"),
        (f"{NAME}/series?area=ZZ", 400, "ZZ"),
        (f"{NAME}/series?area=US&freq=W", 422, "W"),
        (f"{NAME}/series?area=US&from=soon", 400, "soon"),
        (f"{NAME}/series?unit=parsec", 400, "parsec"),
        (f"{NAME}/series?by=%27%3BDROP%20TABLE", 400, "DROP"),
        (f"{NAME}/series?area=US%00", 400, "area"),
        (f"{NAME}/series?" + "&".join(["area=US"] * 60), 400, "60 parameters"),
        (f"{NAME}/series?area=MX", 422, "MX"),
        (f"{NAME}/explain?area=US", 400, "period"),
        (f"{NAME}?area=US", 400, "area"),
        ("no_such_measure/series", 404, "no_such_measure"),
    ],
)
def test_a_question_that_fails_says_where_what_and_what_to_do(
    ask: TestClient, query: str, status: int, names: str
) -> None:
    """A refusal is an answer: it has its reason, and a way on."""
    answer = ask.get(f"/api/measures/{query}")
    told = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, told["status"]) == (status, status), told
    assert names in told["where"] + told["what"] and told["what_to_do"] and told["what_to_do"] in told["detail"]


def test_an_answer_has_a_tag_and_travels_compressed(ask: TestClient) -> None:
    """Who asks every hour gets the series only when it has changed."""
    answer = ask.get("/api/measures")
    assert answer.headers["content-encoding"] == "gzip" and answer.headers["content-type"] == "application/json"
    again = ask.get("/api/measures", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_crowd_is_sent_away_and_may_come_again(
    ws: Workspace, ask: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The engine answers one at a time; a few may wait, and the rest are told when to come."""
    go, inside = threading.Event(), []
    real: Callable[..., Any] = Workspace.measures

    def slow(self: Workspace, name: str | None = None) -> Any:
        inside.append(1)
        assert len(inside) == 1 and go.wait(20)
        inside.pop()
        return real(self, name)

    monkeypatch.setattr(Workspace, "measures", slow)
    with ask, ThreadPoolExecutor(12) as pool:
        waiting = [pool.submit(ask.get, "/api/measures") for _ in range(12)]
        while sum(one.done() for one in waiting) < 4:  # those are sent away while the engine is busy
            time.sleep(0.01)
        go.set()
        answers = [one.result() for one in waiting]
    assert [one.status_code for one in answers].count(200) == 8
    refused = [one for one in answers if one.status_code == 429]
    assert len(refused) == 4 and {one.headers["retry-after"] for one in refused} == {"2"}


def test_the_engine_is_opened_anew_now_and_then(ws: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server runs for months; what the engine keeps for each question must not add up."""
    monkeypatch.setattr(api, "FRESH", 2)
    asked = client(shelf(tmp_path), Workspace(ws.settings))
    answers = {asked.get(f"{SERIES_AT}?area=US&freq=M").text for _ in range(5)}
    assert len(answers) == 1


def test_without_a_workspace_there_are_editions_and_no_measures(tmp_path: Path) -> None:
    """A server at the edge may hold nothing but what is published."""
    asked = client(shelf(tmp_path))
    assert asked.get("/").status_code == 200
    assert asked.get("/api/measures").status_code == 404
    assert asked.get("/api/openapi.json").status_code == 200


def test_the_description_has_every_address_and_parameter_that_the_api_takes(ask: TestClient) -> None:
    """What is not described cannot be found, and what is described must be there."""
    told = ask.get("/api/openapi.json").json()
    assert told == json.loads(json.dumps(description())) and told["openapi"] == "3.1.0"
    served = {route.path for route in ask.app.routes if route.path.startswith("/api/measures")}  # type: ignore[attr-defined]
    assert set(told["paths"]) == served
    for path, known in ((f"{NAME}/series", SERIES), (f"{NAME}/explain", EXPLAIN)):
        listed = told["paths"]["/api/measures/{id}" + path.removeprefix(NAME)]["get"]["parameters"]
        assert [one["name"] for one in listed if one["in"] == "query"] == [one.name for one in known]
        for one in known:
            answer = ask.get(f"/api/measures/{path}", params={one.name: one.example})
            assert "no such parameter" not in answer.text
    assert all(reference in told["components"]["schemas"] for reference in _references(told))


def _references(told: Any) -> set[str]:
    """The schemas that a description refers to."""
    return {part.partition('"')[0] for part in json.dumps(told).split("#/components/schemas/")[1:]}
