"""Questions over the network, one at a time: the engine is not made for two, and a crowd must not fill the memory."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import anyio

from tercet.answers import plain
from tercet.errors import LedgerError, TercetError
from tercet.web.problem import Problem, from_error
from tercet.workspace import Workspace

EXACT = "\ue000"  # a character of private use, around numbers that a float would round
FRESH = 200  # questions after which the engine is opened anew: it keeps a small table for every View


class Desk:
    """Where questions wait for their turn. The workspace is opened when the first one comes."""

    def __init__(self, workspace: Workspace, most: int = 8) -> None:
        self.workspace = workspace
        self._most = most
        self._here = 0
        self._answered = 0
        self._turn: anyio.CapacityLimiter | None = None

    async def ask(self, where: str, question: Callable[[Workspace], Any]) -> bytes:
        """The answer as JSON. More than `most` at once are sent away, to come again."""
        if self._here >= self._most:
            raise Problem(503, where, "too many questions at once", "Ask again in two seconds.", {"Retry-After": "2"})
        self._turn = self._turn or anyio.CapacityLimiter(1)
        self._here += 1
        try:
            return await anyio.to_thread.run_sync(self._answer, where, question, limiter=self._turn)
        finally:
            self._here -= 1

    def _answer(self, where: str, question: Callable[[Workspace], Any]) -> bytes:
        self._refresh()
        try:
            return to_json(question(self.workspace))
        except TercetError as error:
            if isinstance(error, LedgerError):
                self._answered = FRESH  # whatever happened to the engine, the next question gets a new one
            raise from_error(error, where) from error

    def _refresh(self) -> None:
        if self._answered >= FRESH:
            self.workspace.ledger.engine.close()
            self.workspace = Workspace(self.workspace.settings)
            self._answered = 0
        self._answered += 1


def to_json(records: Any) -> bytes:
    """JSON as the command line prints it: numbers to their last digit, days as YYYY-MM-DD."""
    text = json.dumps(records, ensure_ascii=False, indent=2, default=_plain)
    return (re.sub(f'"{EXACT}([-0-9.]+){EXACT}"', r"\1", text) + "\n").encode("utf-8")


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{EXACT}{plain(value)}{EXACT}"
    return value.isoformat() if isinstance(value, date) else str(value)
