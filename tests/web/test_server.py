"""The server as it runs: one process, real sockets, and clients that mean no good."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection

import pytest
from benchmarks.serve.hostile import ask, requests, send
from tests.web.site import PAGE, edition, shelf

from tercet.web.safety import HEADERS

RUN = """
import sys
from pathlib import Path
from tercet.catalog.load import Catalog
from tercet.web import app, server
server.HEAD, server.STUCK, server.CONNECTIONS = 2.0, 2.0, 100
server.serve(app.app(Path(sys.argv[1]), Catalog.open()), "127.0.0.1", int(sys.argv[2]), print)
"""


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a server that runs by itself, with short patience."""
    folder = shelf(tmp_path_factory.mktemp("editions"))
    edition(folder / "big", "public", "2020-01-31", {"data.bin": b"\0" * 40_000_000})
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = int(free.getsockname()[1])
    with subprocess.Popen([sys.executable, "-c", RUN, str(folder), str(number)], stderr=subprocess.PIPE) as process:
        _until_it_answers(number)
        yield number
        process.terminate()
        assert process.stderr is not None
        said = process.stderr.read().decode("utf-8")
    assert "Traceback" not in said and "ERROR" not in said, said


def _until_it_answers(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("the server does not answer")


def page(port: int) -> bytes:
    """A page, as a browser gets it."""
    line = HTTPConnection("127.0.0.1", port, timeout=5)
    line.request("GET", "/editions/2024-02/")
    answer = line.getresponse()
    assert answer.status == 200 and answer.getheader("Server") is None
    found = answer.read()
    line.close()
    return found


@pytest.mark.slow
def test_ten_thousand_hostile_requests_leave_it_running(port: int) -> None:
    """Malformed, climbing, oversized, random: each is refused or dropped, and the next is served."""
    found = send(requests(10_000), port)
    assert sum(found.values()) == 10_000
    assert all(status == "closed" or 200 <= int(status) < 500 for status in found), found
    assert page(port) == PAGE


def test_what_is_no_http_is_refused_under_the_safe_headers(port: int) -> None:
    """Even an answer to nonsense says nothing about the server and can do no harm in a browser."""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
        line.sendall(b"NONSENSE\r\n\r\n")
        said = line.makefile("rb").read().decode("latin-1")
    assert said.startswith("HTTP/1.1 400 ") and "server:" not in said.lower()
    assert all(f"{name}: {value}".lower() in said.lower() for name, value in HEADERS.items())


def test_a_body_does_not_become_the_next_request(port: int) -> None:
    """A request hidden in the body of another must not be answered to somebody else."""
    hidden = b"GET /editions/2024-02/ HTTP/1.1\r\nHost: x\r\n\r\n"
    for length in (f"Content-Length: {len(hidden)}", "Transfer-Encoding: chunked", "Content-Length: 9999999"):
        with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
            line.sendall(f"GET /none HTTP/1.1\r\nHost: x\r\n{length}\r\n\r\n".encode() + hidden)
            said = line.makefile("rb").read()
        assert said.count(b"HTTP/1.1") == 1 and b"repeats" not in said


def test_slow_clients_are_let_go_and_hold_nobody_up(port: int) -> None:
    """Who sends a request letter by letter, or asks for a large file and never takes it, is not waited for."""
    slow = [socket.create_connection(("127.0.0.1", port), timeout=8) for _ in range(50)]
    for line in slow:
        line.sendall(b"GET / HTTP/1.1\r\nHost: ")
    greedy = socket.create_connection(("127.0.0.1", port), timeout=8)
    greedy.sendall(b"GET /editions/big/data.bin HTTP/1.1\r\nHost: x\r\n\r\n")
    started = time.monotonic()
    assert page(port) == PAGE and time.monotonic() - started < 2
    time.sleep(1)
    for line in slow:
        line.sendall(b"x")
    assert all(_ended(line) for line in slow)
    time.sleep(1.5)
    taken = 0
    try:
        while piece := greedy.recv(1 << 20):
            taken += len(piece)
    except ConnectionError:
        pass
    assert taken < 40_000_000
    greedy.close()
    assert ask(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", port) == "200"


def test_more_slow_clients_than_there_is_room_for_shut_nobody_out(port: int) -> None:
    """A server full of clients that ask for nothing yet still answers one that does: the longest waiting makes room."""
    slow = [socket.create_connection(("127.0.0.1", port), timeout=8) for _ in range(250)]
    for line in slow:
        line.sendall(b"GET / HTTP/1.1\r\n")
    started = time.monotonic()
    assert page(port) == PAGE and time.monotonic() - started < 1.9  # before the first of them is too late
    assert _ended(slow[0])
    for line in slow:
        line.close()


def test_an_answer_is_not_held_back_for_the_reader_to_take_its_head(port: int) -> None:
    """Head and body are two packets; the second must not wait 40 ms for a receipt of the first."""
    line, took = HTTPConnection("127.0.0.1", port, timeout=5), []
    for _ in range(20):
        started = time.monotonic()
        line.request("GET", "/editions/2024-02/")
        assert line.getresponse().read() == PAGE
        took.append(time.monotonic() - started)
    line.close()
    assert sorted(took)[5] < 0.03


def _ended(line: socket.socket) -> bool:
    """Whether the server closes a connection."""
    try:
        return line.recv(1) == b""
    except ConnectionError:
        return True
    finally:
        line.close()


def test_a_body_that_is_no_http_ends_the_answer_without_a_fault(port: int) -> None:
    """The head may be well formed and the body not: there is one answer or none, and nothing in the log."""
    for body in (b"ZZZ\r\n", b"-1\r\n\r\n", b"5\r\nabc\r\n0\r\n\r\n"):
        request = b"POST /login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + body
        with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
            line.sendall(request)
            assert line.makefile("rb").read().count(b"HTTP/1.1") <= 1
