"""Malformed and hostile requests over raw sockets: makes them from a seed, sends them, and counts the answers.

    python -m benchmarks.serve.hostile EDITIONS WORKSPACE [--count 20000]

starts `tercet serve`, sends that many requests from eight senders at once, then holds two thousand slow connections
while somebody reads, and says what became of everything.
"""

from __future__ import annotations

import argparse
import random
import re
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

PATHS = ("/", "/editions/", "/latest/public/", "/login", "/api/measures", "/api/measures/x/series", "*", "")
CLIMBS = ("../", "..%2f", "%2e%2e/", "%252e%252e%252f", "..\\", "%5c..%5c", "%00", "%c0%ae%c0%ae/", "//", "/./", ";/")
METHODS = ("GET", "HEAD", "POST", "PUT", "TRACE", "CONNECT", "get", "G ET", "", "PRI", "\x16\x03\x01")
VERSIONS = ("HTTP/1.1", "HTTP/1.0", "HTTP/2.0", "HTTP/9.9", "HTTP/1.1 x", "http/1.1", "", "ICY")
NAMES = ("Host", "Range", "If-Range", "If-None-Match", "Accept-Encoding", "Cookie", "Authorization", "Connection")
ODD = (
    "X-Forwarded-Proto",
    "X-Forwarded-For",
    "Content-Length",
    "Transfer-Encoding",
    "Expect",
    "Upgrade",
    "Bad Name",
    "",
)
VALUES = (
    "bytes=0-", "bytes=-1", "bytes=99999999999999999999-", "bytes=0-0,1-1", "*", '"x"', "gzip;q=0", "gzip", "-1",
    "99999999999", "0x10", "chunked", "chunked, identity", "100-continue", "websocket", "close", "Bearer x",
    "\0", "\r", "a\x7f",
)  # fmt: skip


PLAIN = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
MEASURES = ("fentanyl_seized_mass", "overdose_deaths", "seizure_events", "no_such_measure", "%2e%2e", "'")
ASKED = ("area", "freq", "from", "to", "as_of", "by", "where", "factors", "unit", "period", "audience", "")
QUERIES = (
    "US", "CA-QC", "ZZ", "M", "FY", "2024-01", "FY2024", "9999-99", "0000", "-1", "agency", "terms", "source", "place",
    "substance:fentanyl", "terms:internal_only", "';DROP TABLE x;--", "%00", "%ff%fe", "%F0%9F%92%A9", "kg", "lb",
    "2024-02-30", "99999-01-01", "{}", "[]", "../../etc/passwd", "%7B%7B7*7%7D%7D", "a" * 500,
)  # fmt: skip


def requests(count: int, seed: int = 1) -> Iterator[bytes]:
    """That many requests, the same ones for the same seed."""
    dice = random.Random(seed)  # noqa: S311 (it makes test data)
    kinds = (_climbing, _with_odd_headers, _broken, _huge, _noise, _asking)
    for _ in range(count):
        yield dice.choices(kinds, weights=(38, 38, 14, 1, 5, 4))[0](dice)


def send(requests: Iterator[bytes], port: int, most: float = 5.0) -> Counter[str]:
    """Send each over a connection of its own; count the answers by status, `closed` where there was none."""
    found: Counter[str] = Counter()
    for request in requests:
        found[ask(request, port, most)] += 1
    return found


def ask(request: bytes, port: int, most: float = 5.0) -> str:
    """The status that one request gets; it says that it has ended, so that the server need not wait."""
    with socket.create_connection(("127.0.0.1", port), timeout=most) as line:
        try:
            line.sendall(request)
            line.shutdown(socket.SHUT_WR)
            first = line.recv(4096)
        except TimeoutError:
            return "no answer in time"
        except OSError:
            return "closed"
        return first[9:12].decode("latin-1") if first.startswith(b"HTTP/1.1 ") else "closed"


def _climbing(dice: random.Random) -> bytes:
    path = dice.choice(PATHS) + "".join(dice.choice(CLIMBS) for _ in range(dice.randint(1, 6))) + "etc/passwd"
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode("latin-1")


def _with_odd_headers(dice: random.Random) -> bytes:
    pool = NAMES if dice.random() < 0.6 else ODD
    lines = [f"{dice.choice(pool)}: {dice.choice(VALUES)}" for _ in range(dice.randint(0, 6))]
    head = "\r\n".join([f"{dice.choice(METHODS[:5])} {dice.choice(PATHS)} HTTP/1.1", "Host: localhost", *lines])
    return (head + "\r\n\r\n" + ("0\r\n\r\n" if dice.random() < 0.2 else "")).encode("latin-1")


def _broken(dice: random.Random) -> bytes:
    line = f"{dice.choice(METHODS)} {dice.choice(PATHS)} {dice.choice(VERSIONS)}"
    ends = dice.choice(
        ("\r\n\r\n", "\n\n", "\r\r", "", "\r\n", "\r\n :\r\n\r\n", "\r\nHost\r\n\r\n", "\r\n folded\r\n\r\n")
    )
    return (line + ends).encode("latin-1")


def _huge(dice: random.Random) -> bytes:
    size = dice.choice((5_000, 20_000, 200_000))
    where = dice.choice(
        ("GET /{} HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nX: {}\r\n\r\n", "GET /?{} HTTP/1.1\r\nHost: x\r\n\r\n")
    )
    return where.format("a" * size).encode("latin-1")


def _noise(dice: random.Random) -> bytes:
    return dice.randbytes(dice.randint(1, 300))


def _asking(dice: random.Random) -> bytes:
    query = "&".join(f"{dice.choice(ASKED)}={dice.choice(QUERIES)}" for _ in range(dice.randint(0, 4)))
    path = f"/api/measures/{dice.choice(MEASURES)}/{dice.choice(('series', 'explain'))}?{query}".replace(" ", "+")
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode("latin-1")


def slowly(port: int, lines: int, seconds: float) -> Counter[str]:
    """Open many connections that ask letter by letter; count what somebody gets who asks for a page meanwhile."""
    slow: list[socket.socket] = []
    found: Counter[str] = Counter()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for _ in range(max(0, min(100, lines - len(slow)))):
            slow.append(socket.create_connection(("127.0.0.1", port), timeout=5))
            found["slow lines opened"] += 1
        slow = [line for line in slow if _dripped(line)]
        found[f"page: {ask(PLAIN, port)}"] += 1
    for line in slow:
        line.close()
    return found


def _dripped(line: socket.socket) -> bool:
    """One more letter on a slow connection; whether it is still open."""
    try:
        line.sendall(b"G")
    except OSError:
        line.close()
        return False
    return True


def main() -> None:
    """Start a server, be hostile to it, say what it answered and whether it still does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("editions", type=Path)
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--senders", type=int, default=8)
    told = parser.parse_args()
    options = ["--editions", str(told.editions), "-w", str(told.workspace), "--port", "0"]
    command = [sys.executable, "-m", "tercet", "serve", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:  # noqa: S603 (our own command)
        said = [server.stderr.readline() if server.stderr else "" for _ in range(4)]
        port = int(said[0].rstrip("/\n").rpartition(":")[2])
        try:
            _attack(port, told.count, told.senders)
            print("memory:", re.findall(r"VmHWM:\s+(.*)", Path(f"/proc/{server.pid}/status").read_text())[0])
        finally:
            server.terminate()
            print("log:", (server.stderr.read() if server.stderr else "") or "nothing")


def _attack(port: int, count: int, senders: int) -> None:
    """Everything at once, then slowly."""
    start = time.monotonic()
    shares = [list(requests(count // senders, seed)) for seed in range(1, senders + 1)]
    with ThreadPoolExecutor(senders) as pool:
        found = sum(pool.map(lambda share: send(iter(share), port, 60), shares), Counter[str]())
    print(f"{found.total()} requests in {time.monotonic() - start:.0f} s:", dict(sorted(found.items())))
    print("slow lines:", dict(slowly(port, 2000, 20)))
    print("then:", ask(PLAIN, port))


if __name__ == "__main__":
    main()
