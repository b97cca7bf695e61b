"""Requests that nobody means well with: whatever comes, the answer is an honest one, under safe headers."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient
from tests.web.site import FOR_US, client, shelf

from tercet.web.safety import HEADERS

SEEDS = ["/", "/editions/", "/editions/2024-02/", "/latest/", "/login", "/api/measures/", "/api/measures/x/series?"]
NAMES = ["Range", "If-Range", "If-None-Match", "Accept-Encoding", "Accept-Language", "Authorization", "Cookie", "Host"]
SAFE = st.characters(min_codepoint=32, max_codepoint=126)
PATHS = st.builds(lambda seed, rest: seed + rest, st.sampled_from(SEEDS), st.text(max_size=60))
VALUES = st.one_of(
    st.text(SAFE, max_size=60),
    st.from_regex(r"bytes=[0-9]{0,30}-[0-9]{0,30}(, ?[0-9]{0,3}-)?", fullmatch=True),
    st.from_regex(r"(gzip|\*|br)(;q=[0-9.]{0,6})?(, (gzip|identity)(;q=[0-9.]{0,6})?)?", fullmatch=True),
    st.from_regex(r"Bearer [ -~]{0,80}|tercet_token=[ -~]{0,40}", fullmatch=True),
)


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A client of a server with four editions."""
    return client(shelf(tmp_path_factory.mktemp("editions")))


@settings(max_examples=400)
@given(path=PATHS, headers=st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=4))
def test_no_address_and_no_header_makes_the_server_fail(ask: TestClient, path: str, headers: dict[str, str]) -> None:
    """A fault of the server would be a place to push."""
    encoded = "".join(one if 32 < ord(one) < 127 and one != "#" else f"%{ord(one) % 256:02X}" for one in path)
    answer = ask.get("http://testserver" + encoded, headers=headers)
    assert answer.status_code < 500
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


@pytest.mark.parametrize(
    "path", ["/", "/none", "/editions/2024-02/", "/editions/2024-02", "/login", "/api/x", "/style.css"]
)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT"])
def test_every_answer_carries_the_safe_headers_and_no_banner(ask: TestClient, path: str, method: str) -> None:
    """A page may load nothing from elsewhere, run nothing that stands in it, and be framed by nobody."""
    headers = ask.request(method, path).headers
    assert {name: headers[name] for name in HEADERS} == HEADERS
    assert "unsafe" not in headers["content-security-policy"]
    assert "server" not in headers and "x-powered-by" not in headers


def test_a_fault_of_our_own_shows_nothing_of_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The trace of a fault is for the log; the reader is told that it is not the reader's fault."""
    asked = client(shelf(tmp_path))

    def fails(*_arguments: object) -> None:
        raise RuntimeError("SECRET")

    monkeypatch.setattr("tercet.web.shelf.Shelf.edition", fails)
    answer = asked.get("/editions/2024-02/")
    assert answer.status_code == 500 and "SECRET" not in answer.text and "Traceback" not in answer.text
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_an_address_of_any_length_is_cut_short(ask: TestClient) -> None:
    """Nobody needs so long an address."""
    assert ask.get("/editions/" + "a" * 2000).status_code == 414
    assert ask.get("/api/measures?" + "a" * 5000).status_code == 414


def test_a_body_is_not_read_and_ends_the_connection(ask: TestClient) -> None:
    """What somebody sends along with a question is never taken in."""
    for path in ("/", "/editions/2024-02/", "/api/openapi.json"):
        answer = ask.request("GET", path, content=b"x" * 100_000)
        assert answer.headers["connection"] == "close"
    assert ask.post("/api/measures", content=b"x" * 100_000).status_code == 405


def test_a_token_never_comes_back(ask: TestClient) -> None:
    """An answer is shown, stored and passed on; the token in the question is not for that."""
    for path in ("/", "/none", f"/editions/{FOR_US}/", "/api/none"):
        answer = ask.get(path, headers={"Authorization": f"Bearer {FOR_US}"})
        assert path.endswith(f"{FOR_US}/") or FOR_US not in answer.text
