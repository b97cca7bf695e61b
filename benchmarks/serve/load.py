"""A steady load on the server: so many requests a second, whether the ones before were answered or not.

    python -m benchmarks.serve.load EDITIONS NAME [--rate 500] [--seconds 20] [--times 3]

starts `tercet serve` on one core and asks from another core for pages of the edition NAME, in turn: HTML of each kind,
style sheet and script, compressed and not, and some that the client has already. The time of an answer counts from
the moment at which the request was due, not at which it could be sent, so that a server that stalls is not spared.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import quote

Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]
LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)
TAG = re.compile(rb"etag: (\S+)", re.IGNORECASE)
PAGES = 40  # different pages


class Load:
    """Requests to one server over connections that are kept, as many as it takes."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.free: list[Line] = []
        self.opened = 0
        self.took: list[float] = []
        self.found: Counter[str] = Counter()

    async def ask(self, request: bytes, due: float) -> bytes:
        """Send one request and take its whole answer; again, as a browser does, if an idle line was just ended."""
        reader, writer = await self._line()
        try:
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
        except (asyncio.IncompleteReadError, ConnectionError):
            self.found["sent again"] += 1
            return await self.ask(request, due)
        if size := LENGTH.search(head):
            await reader.readexactly(int(size[1]))
        self.took.append(time.perf_counter() - due)
        self.found[head[9:12].decode("ascii")] += 1
        self.free.append((reader, writer))
        return head

    async def steadily(self, requests: list[bytes], rate: int, seconds: int) -> None:
        """Send at a steady rate, and wait for the last answer."""
        asked = []
        start = time.perf_counter()
        for at, request in enumerate(islice(cycle(requests), rate * seconds)):
            due = start + at / rate
            if (early := due - time.perf_counter()) > 0:
                await asyncio.sleep(early)
            asked.append(asyncio.create_task(self.ask(request, due)))
        await asyncio.gather(*asked)

    async def _line(self) -> Line:
        """The connection that was used last, unless the server has ended it for being idle; else a new one."""
        while self.free:
            reader, writer = self.free.pop()
            if not reader.at_eof():
                return reader, writer
            writer.close()
        self.opened += 1
        return await asyncio.open_connection("127.0.0.1", self.port)


def addresses(folder: Path, name: str) -> list[str]:
    """Pages of an edition: every so many of those that its manifest lists, and whatever they load."""
    listed = [one["path"] for one in json.loads((folder / name / "manifest.json").read_text("utf-8"))["outputs"]]
    html = [path for path in listed if path.endswith(".html")]
    loaded = [path for path in listed if path.endswith((".css", ".js"))]
    chosen = [*html[:: max(1, len(html) // PAGES)], *loaded]
    return ["/", *(f"/editions/{name}/{quote(path)}" for path in chosen)]


def request(path: str, *headers: str) -> bytes:
    """A request as a browser sends it, more or less."""
    return "\r\n".join([f"GET {path} HTTP/1.1", "Host: localhost", *headers, "", ""]).encode("ascii")


async def measure(server: int, port: int, paths: list[str], rate: int, seconds: int, times: int) -> None:
    """Ask for every page once, then measure, and print a line each time."""
    warm = Load(port)
    requests = []
    for path in paths:
        head = await warm.ask(request(path, "Accept-Encoding: gzip"), time.perf_counter())
        if head[9:12] != b"200":
            raise SystemExit(f"{path}: answered {head[9:12].decode()}, not 200. Measure an edition for the public.")
        tag = TAG.search(head)
        known = tag[1].decode("ascii") if tag else '"none"'
        requests += [
            request(path, "Accept-Encoding: gzip"),
            request(path),
            request(path, "Accept-Encoding: gzip", f"If-None-Match: {known}"),
        ]
    print(f"{len(paths)} pages, {len(requests)} requests in turn, {rate} a second for {seconds} s")
    for _ in range(times):
        load, busy = Load(port), processor(server)
        await load.steadily(requests, rate, seconds)
        took, busy = sorted(load.took), processor(server) - busy
        parts = ", ".join(f"p{at:g} {took[int(len(took) * at / 100)] * 1000:.1f} ms" for at in (50, 90, 99, 99.9))
        print(f"{parts}, most {took[-1] * 1000:.1f} ms; {dict(load.found)}; {load.opened} connections; "
            f"server busy {busy / seconds:.0%}; "
              f"load average {os.getloadavg()[0]:.1f}")  # fmt: skip


def processor(process: int) -> float:
    """The processor time of a process so far, in seconds."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Start the server, measure, stop it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("editions", type=Path)
    parser.add_argument("name")
    for option, usual in (("--rate", 500), ("--seconds", 20), ("--times", 3)):
        parser.add_argument(option, type=int, default=usual)
    told = parser.parse_args()
    one, *others = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {one})  # for the server, which takes it over from us
    command = [sys.executable, "-m", "tercet", "serve", "--editions", str(told.editions), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:  # noqa: S603 (our own command)
        os.sched_setaffinity(0, others or {one})
        said = server.stderr.readline() if server.stderr else ""
        port = int(said.rstrip("/\n").rpartition(":")[2])
        try:
            paths = addresses(told.editions, told.name)
            asyncio.run(measure(server.pid, port, paths, told.rate, told.seconds, told.times))
            print(re.findall(r"VmHWM:\s+(.*)", Path(f"/proc/{server.pid}/status").read_text())[0], "of memory at most")
        finally:
            server.terminate()


if __name__ == "__main__":
    main()
