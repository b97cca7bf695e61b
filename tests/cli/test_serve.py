"""`tercet serve` from the outside: what it says, how it begins and ends, and what it refuses."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from tests.cli.shell import made, many_rows, start
from tests.web.site import FOR_MX, FOR_US, edition, shelf

from tercet.cli.app import run
from tercet.web.tokens import fingerprint

Said = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Editions, a workspace with seizures, and tokens for two partners."""
    here = tmp_path_factory.mktemp("serve")
    shelf(here / "editions")
    edition(here / "editions" / "ca-2024-02", "CA", "2024-02-29")
    (here / "ws").mkdir()
    made(here / "ws", constants={"action": "seized"}).ingest(many_rows(here / "small.csv", rows=40))
    tokens = here / "tokens.toml"
    tokens.write_text("".join(f'[{name}]\nsha256 = ["{fingerprint(one)}"]\n' for name, one in TOKENS.items()), "utf-8")
    tokens.chmod(0o600)
    return here


TOKENS: Mapping[str, str] = {"US": FOR_US, "MX": FOR_MX}


@contextmanager
def serving(*options: object, cwd: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A server at a free port, and its address as it says it."""
    with start("serve", "--port", 0, *options, cwd=cwd) as process:
        assert process.stderr is not None
        line = process.stderr.readline()
        try:
            yield line.split(": ")[-1].strip(), process
        finally:
            process.kill()


def got(address: str, token: str = "") -> tuple[int, str]:
    """Status and text of an answer."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    try:
        with urlopen(Request(address, headers=headers), timeout=20) as answer:  # noqa: S310 (our own server)
            return answer.status, answer.read().decode("utf-8")
    except HTTPError as error:
        return error.code, error.read().decode("utf-8")


def test_editions_and_measures_are_served_by_audience_until_it_is_interrupted(folder: Path) -> None:
    """A token for Mexico opens no edition for Canada; Ctrl-C is how a server is meant to end."""
    options = ("--editions", "editions", "--tokens", "tokens.toml", "-w", "ws")
    with serving(*options, cwd=folder) as (address, process):
        assert got(f"{address}editions/2024-02/")[0] == 200
        statuses = [got(f"{address}editions/{name}-2024-02/", FOR_MX)[0] for name in ("mx", "ca", "us")]
        assert statuses == [200, 404, 404]
        status, text = got(f"{address}api/measures/seized_mass/series?freq=A&area=US&where=substance:cocaine", FOR_MX)
        assert status == 200 and json.loads(text)[0]["unit"] == "kg"
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
        said = process.stderr.read() if process.stderr else ""
        assert "holders of tokens in tokens.toml" in said and "Traceback" not in said


def test_without_a_workspace_only_editions_are_served(folder: Path) -> None:
    """A server at the edge holds nothing but what is published, and says so."""
    with serving("--editions", ".", cwd=folder / "editions") as (address, process):
        assert got(address)[0] == 200
        status, text = got(f"{address}api/measures")
        assert status == 404 and "no workspace" in json.loads(text)["what"]
        process.terminate()
        assert process.stderr is not None and "not answered: no workspace here" in process.stderr.read()


@pytest.mark.parametrize(
    ("options", "code", "parts"),
    [
        ("", 2, ["--editions"]),
        ("--editions {0}/none", 1, ["none: no such folder", "tercet build -o"]),
        ("--editions {0}/small.csv", 1, ["small.csv: no such folder"]),
        ("--editions {0}/editions --port 70000", 2, ["65535"]),
        ("--editions {0}/editions --port x", 2, ["--port"]),
        ("--editions {0}/editions --tokens {0}/none.toml", 1, ["none.toml: cannot be read", "Name a file"]),
        ("--editions {0}/editions --tokens {0}/small.csv", 1, ["small.csv", "chmod 600"]),
        ("--editions {0}/editions --host no.such.host.invalid", 1, ["no.such.host.invalid:8000", "--host"]),
        ("--editions {0}/editions -w {0}", 1, ["is not a workspace", "tercet init"]),
        ("--editions {0}/editions extra", 2, ["extra"]),
    ],
)
def test_what_cannot_be_served_is_refused_with_a_reason(
    folder: Path, options: str, code: int, parts: list[str], capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that starts with half of what it was told would show the wrong people the wrong things."""
    monkeypatch.chdir(folder)
    assert run(["serve", *options.format(folder).split()]) == code
    said = capsys.readouterr().err
    assert [part for part in parts if part not in said] == [], said
    assert "Traceback" not in said and "A fault of Tercet" not in said


def test_a_port_in_use_is_named_with_what_to_do(folder: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two servers cannot have one port; which one is in the way is for its owner to say."""
    monkeypatch.chdir(folder)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert run(["serve", "--editions", "editions", "--port", str(port)]) == 1
    said = capsys.readouterr().err
    assert f"127.0.0.1:{port}: cannot listen here: Address already in use" in said and "--port" in said


def test_a_workspace_that_is_broken_is_not_passed_over(tmp_path: Path, folder: Path, capsys: Said) -> None:
    """No workspace is a choice; one with a mistake in its settings is a mistake."""
    (tmp_path / "tercet.toml").write_text("audience = ", "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        assert run(["serve", "--editions", str(folder / "editions")]) == 1
    assert "not valid TOML" in capsys.readouterr().err
