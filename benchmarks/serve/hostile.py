"""Malformed and hostile requests over raw sockets: makes them from a seed, sends them, and counts the answers."""

from __future__ import annotations

import random
import socket
from collections import Counter
from collections.abc import Iterator

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


def requests(count: int, seed: int = 1) -> Iterator[bytes]:
    """That many requests, the same ones for the same seed."""
    dice = random.Random(seed)  # noqa: S311 (it makes test data)
    kinds = (_climbing, _with_odd_headers, _broken, _huge, _noise)
    for _ in range(count):
        yield dice.choices(kinds, weights=(40, 40, 14, 1, 5))[0](dice)


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
