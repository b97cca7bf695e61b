"""The server: the application behind uvicorn, with limits on what a client may cost.

uvicorn limits neither the time for a request's head nor a reader that takes nothing, so a connection here does.
"""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import h11
import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from tercet.errors import ServerError
from tercet.web.safety import HEADERS

CONNECTIONS = 512
LARGEST_HEAD = 16 * 1024  # bytes of a request before its body
HEAD = 10.0  # seconds from the first byte, or from the last answer, until a request must be complete
STUCK = 30.0  # seconds for which a reader may take nothing of what is waiting for it


def serve(application: ASGIApp, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve an application until told to stop; `ready` is called with its address once it can be asked."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    with listening(host, port) as line, suppress(KeyboardInterrupt):  # which is how it is told to stop
        name, number = line.getsockname()[:2]
        ready(f"http://{f'[{name}]' if ':' in name else name}:{number}/")
        uvicorn.Server(configured(application)).run([line])


def listening(host: str, port: int) -> socket.socket:
    """A socket at an address; whoever connects waits there until the server runs."""
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        line = socket.create_server(address[:2], family=family, backlog=1024)
        # Else the body of an answer waits 40 ms for the reader to have taken its head: asyncio sets this itself only
        # on sockets that it made. What is accepted here inherits it.
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return line
    except (OSError, UnicodeError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise ServerError(f"{host}:{port}: cannot listen here: {why}. Choose another --host or --port.") from None


def configured(application: ASGIApp) -> uvicorn.Config:
    """How uvicorn runs the application: no banner, no log of who read what, nothing kept open for long."""
    return uvicorn.Config(
        application,
        http=Connection,
        loop="asyncio",
        ws="none",
        lifespan="off",
        server_header=False,
        access_log=False,
        log_level="error",  # a malformed request is not worth a line; a fault of ours is
        h11_max_incomplete_event_size=LARGEST_HEAD,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=5,
    )


class Connection(H11Protocol):
    """One connection, with a deadline for the other side whenever we wait for it."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._head: asyncio.TimerHandle | None = None
        self._stuck: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin; the first request must come soon. Where there are too many, who has waited longest makes room."""
        super().connection_made(transport)
        self._watch()
        if len(self.connections) > CONNECTIONS:
            self._make_room()

    def connection_lost(self, exc: Exception | None) -> None:
        """End; nothing is waited for any more."""
        super().connection_lost(exc)
        self._head = _stopped(self._head)
        self._stuck = _stopped(self._stuck)

    @property
    def deadline(self) -> float | None:
        """When this connection ends unless the other side does something; None while we are the ones to act."""
        timer = self._head or self._stuck
        return timer.when() if timer is not None else None

    def data_received(self, data: bytes) -> None:
        """Take some bytes; they may make a request complete, or not."""
        super().data_received(data)
        self._watch()

    def on_response_complete(self) -> None:
        """Wait for the next request; if the connection closes, what is left to send must be taken in time."""
        super().on_response_complete()
        self._watch()
        if self.transport.is_closing():
            self._must_move()

    def timeout_keep_alive_handler(self) -> None:
        """Close a connection that is not used; what is left to send must be taken in time."""
        super().timeout_keep_alive_handler()
        self._must_move()

    def pause_writing(self) -> None:
        """Much is waiting to be sent."""
        super().pause_writing()
        self._must_move()

    def resume_writing(self) -> None:
        """The reader goes on."""
        super().resume_writing()
        self._stuck = _stopped(self._stuck)

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no HTTP, with the safe headers too; if an answer is on its way, end it."""
        if self.cycle is not None:  # it may be the body of a request that is no HTTP, and its answer is not sent yet
            self.cycle.disconnected = True
        if self.conn.our_state not in (h11.IDLE, h11.SEND_RESPONSE):
            self.transport.close()
            self._must_move()
            return
        head = [("content-type", "text/plain; charset=utf-8"), ("connection", "close"), *HEADERS.items()]
        answer = [
            h11.Response(status_code=400, headers=head, reason=b"Bad Request"),
            h11.Data(data=f"{msg}\n".encode("ascii")),
            h11.EndOfMessage(),
        ]
        for event in answer:
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()
        self._must_move()

    def _watch(self) -> None:
        """The deadline for a request's head runs while no request is being answered."""
        answered = getattr(self.cycle, "response_complete", True)  # before the first request there is no cycle
        if not answered:
            self._head = _stopped(self._head)
        elif self._head is None:
            self._head = self.loop.call_later(HEAD, self._too_late)

    def _make_room(self) -> None:
        """End the connection whose deadline is next: it has asked for nothing yet, or takes nothing of its answer."""
        waiting = [one for one in self.connections if isinstance(one, Connection) and one.deadline is not None]
        min(waiting, key=lambda one: one.deadline or 0.0, default=self).transport.abort()

    def _too_late(self) -> None:
        self._head = None
        self.transport.abort()

    def _must_move(self) -> None:
        if self._stuck is None:
            self._stuck = self.loop.call_later(STUCK, self.transport.abort)


def _stopped(timer: asyncio.TimerHandle | None) -> asyncio.TimerHandle | None:
    """What is left of a timer, which may run, when it is stopped: none."""
    if timer is not None:
        timer.cancel()
    return None
