"""A connection that does not wait for ever: uvicorn limits neither the time for a request's head nor a slow reader."""

from __future__ import annotations

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from tercet.web.safety import HEADERS

HEAD = 10.0  # seconds from the first byte, or from the last answer, until a request must be complete
STUCK = 30.0  # seconds for which a reader may take nothing of what is waiting for it


class Connection(H11Protocol):
    """One connection, with a deadline for the other side whenever we wait for it."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._head: asyncio.TimerHandle | None = None
        self._stuck: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin; the first request must come soon."""
        super().connection_made(transport)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """End; nothing is waited for any more."""
        super().connection_lost(exc)
        self._head = _stopped(self._head)
        self._stuck = _stopped(self._stuck)

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
