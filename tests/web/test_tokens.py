"""Who is asking: tokens in a file, in a header, and in a cookie."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.site import FOR_MX, FOR_US, client, shelf

from tercet.errors import TermsError
from tercet.web.tokens import fingerprint, read_tokens

AUDIENCES = ("internal", "public", "US", "MX")
HERE = {"Origin": "http://testserver"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The editions that these tests read."""
    return shelf(tmp_path_factory.mktemp("editions"))


def written(folder: Path, text: str, mode: int = 0o600) -> Path:
    """A file of tokens."""
    path = folder / "tokens.toml"
    path.write_text(text, "utf-8")
    path.chmod(mode)
    return path


def test_a_file_names_the_audience_of_each_token(tmp_path: Path) -> None:
    """The file holds fingerprints: who reads it learns no token."""
    text = f'[US]\nsha256 = ["{fingerprint(FOR_US)}", "{"0" * 64}"]\n[MX]\nsha256 = ["{fingerprint(FOR_MX)}"]\n'
    found = read_tokens(written(tmp_path, text), AUDIENCES)
    assert [found.audience(token) for token in (FOR_US, FOR_MX, FOR_US[:-1], "", "0" * 64)] == [
        "US",
        "MX",
        None,
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[UX]\nsha256 = []\n[U]\nsha256 = ["' + "0" * 64 + '"]', "no audience 'U'"),
        ('[public]\nsha256 = ["' + "0" * 64 + '"]', "needs no token"),
        ('[US]\nsha256 = ["' + FOR_US + '"]', "not the token"),
        ('[US]\ntoken = "' + FOR_US + '"', "Write:"),
        ('US = "' + FOR_US + '"', "Write:"),
        ('[US]\nsha256 = ["' + "0" * 64 + '"]\n[MX]\nsha256 = ["' + "0" * 64 + '"]', "the same token"),
        ("[US", "not valid TOML"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(tmp_path: Path, text: str, says: str) -> None:
    """A mistake in a file of tokens either shuts somebody out or lets somebody in: it is not passed over."""
    with pytest.raises(TermsError, match="tokens.toml") as caught:
        read_tokens(written(tmp_path, text), AUDIENCES)
    assert says in str(caught.value) and FOR_US not in str(caught.value)


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o620, 0o602])
def test_a_file_that_others_may_read_or_change_is_refused(tmp_path: Path, mode: int) -> None:
    """Who can write the file can let himself in."""
    with pytest.raises(TermsError, match="chmod 600"):
        read_tokens(written(tmp_path, "", mode), AUDIENCES)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A server with no tokens by mistake would shut every partner out."""
    with pytest.raises(TermsError, match="none.toml"):
        read_tokens(tmp_path / "none.toml", AUDIENCES)


@pytest.mark.parametrize(
    "header", ["Bearer wrong-token-of-some-length", "Bearer", "Basic dTpw", "", "Bearer " + "x" * 999]
)
def test_a_wrong_token_is_refused_and_not_taken_for_the_public(folder: Path, header: str) -> None:
    """A script whose token has run out must notice."""
    answer = client(folder).get("/api/measures", headers={"Authorization": header})
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert client(folder).get("/", headers={"Authorization": header}).status_code == 401


def logged_in(folder: Path, token: str = FOR_US) -> TestClient:
    """A browser after the form."""
    browser = client(folder)
    answer = browser.post("/login", data={"token": f" {token} "}, headers=HERE)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    return browser


def test_a_browser_logs_in_by_a_form_and_out_again(folder: Path) -> None:
    """The cookie is for this server only, and no script can read it."""
    browser = client(folder)
    assert '<form method="post" action="/login">' in browser.get("/login").text
    set_ = browser.post("/login", data={"token": FOR_US}, headers=HERE).headers["set-cookie"].lower()
    assert all(part in set_ for part in ("httponly", "samesite=strict", "path=/", "max-age="))
    assert browser.get("/editions/us-2024-02/").status_code == 200
    assert browser.get("/editions/mx-2024-02/").status_code == 404
    browser.post("/logout", headers=HERE)
    assert browser.get("/editions/us-2024-02/").status_code == 404


def test_the_cookie_travels_only_over_https_where_there_is_https(folder: Path) -> None:
    """Behind a proxy with a certificate the token never crosses the network in the open."""
    browser = client(folder)
    browser.base_url = "https://testserver"
    answer = browser.post("/login", data={"token": FOR_US}, headers={"Sec-Fetch-Site": "same-origin"})
    assert "secure" in answer.headers["set-cookie"].lower()


def test_a_wrong_token_in_the_form_sets_no_cookie(folder: Path) -> None:
    """The form says that the token is wrong, and repeats nothing of it."""
    answer = client(folder).post("/login", data={"token": "<b>wrong</b>"}, headers=HERE)
    assert answer.status_code == 403 and "set-cookie" not in answer.headers and "wrong</b>" not in answer.text
    stale = client(folder).get("/", headers={"Cookie": "tercet_token=out-of-date-since-long"})
    assert stale.status_code == 200 and "us-2024-02" not in stale.text


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}]
)
def test_another_site_cannot_log_a_reader_in_or_out(folder: Path, headers: dict[str, str]) -> None:
    """Who could log a reader in as somebody else could choose what the reader sees."""
    assert client(folder).post("/login", data={"token": FOR_US}, headers=headers).status_code == 403
    assert logged_in(folder).post("/logout", headers=headers).status_code == 403


def test_a_form_that_is_too_large_or_of_another_kind_is_refused(folder: Path) -> None:
    """Of what is sent to the server, a small form is all that is ever read."""
    browser = client(folder)
    assert browser.post("/login", data={"token": "x" * 5000}, headers=HERE).status_code == 413
    assert browser.post("/login", json={"token": FOR_US}, headers=HERE).status_code == 415
    many = {f"a{at}": "1" for at in range(50)}
    assert browser.post("/login", data=many, headers=HERE).status_code == 400


def test_the_pages_speak_the_readers_language(folder: Path) -> None:
    """English, Spanish or French, as the browser asks."""
    for asked, word in (("fr-CA", "Éditions"), ("es-MX,en;q=0.5", "Ediciones"), ("de", "Editions")):
        assert f"<h1>{word}</h1>" in client(folder).get("/", headers={"Accept-Language": asked}).text
