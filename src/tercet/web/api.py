"""The read-only API for measures. Its answers are those of `tercet measures`, `measure` and `explain` as JSON.

Questions are answered one at a time: the engine is not made for two, and a crowd must not fill the memory.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import parse_qsl

import anyio
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tercet import ask
from tercet.answers import to_json
from tercet.catalog.load import Catalog
from tercet.errors import TercetError
from tercet.question import Question
from tercet.web.problem import Problem, from_error
from tercet.web.questions import EXPLAIN, SERIES, Parameter, complete, conditions, day, description, read
from tercet.web.sending import send_bytes
from tercet.web.tokens import Tokens, cache_for, caller
from tercet.workspace import Workspace

LOG = logging.getLogger("tercet.web")
VARY = "Accept-Encoding, Authorization, Cookie"
FRESH = 200  # questions after which the engine is opened anew: it keeps a small table for every View
Ask = Callable[[Workspace], Any]


class Desk:
    """Where questions wait for their turn. The workspace is opened when the first one comes."""

    def __init__(self, workspace: Workspace, most: int = 8) -> None:
        self.workspace = workspace
        self._most = most
        self._here = 0
        self._answered = 0
        self._turn: anyio.CapacityLimiter | None = None

    async def answer(self, where: str, question: Ask, gone: Callable[[], Awaitable[bool]]) -> bytes:
        """The answer as JSON. More than `most` at once are sent away, to come again; who has gone is not answered."""
        if self._here >= self._most:
            raise Problem(429, where, "too many questions at once", "Ask again in two seconds.", {"Retry-After": "2"})
        self._turn = self._turn or anyio.CapacityLimiter(1)
        self._here += 1
        try:
            async with self._turn:
                if await gone():
                    raise Problem(408, where, "whoever asked has gone", "Ask again, and wait for the answer.")
                return await anyio.to_thread.run_sync(self._in_turn, where, question)
        finally:
            self._here -= 1

    def _in_turn(self, where: str, question: Ask) -> bytes:
        try:
            self._refresh()
            return to_json(question(self.workspace)).encode("utf-8")
        except TercetError as error:
            told = from_error(error, where)
            if told.status >= 500:
                LOG.error("%s: %s", where, error)
                self._answered = FRESH  # whatever happened to the engine, the next question gets a new one
            raise told from error

    def _refresh(self) -> None:
        if self._answered >= FRESH:
            self.workspace.ledger.engine.close()
            self.workspace = Workspace(self.workspace.settings)
            self._answered = 0
        self._answered += 1


class Api:
    """The questions that can be asked of one workspace."""

    def __init__(self, workspace: Workspace | None, tokens: Tokens) -> None:
        self.desk = Desk(workspace) if workspace is not None else None
        self.tokens = tokens

    def routes(self) -> list[Route]:
        """The addresses."""
        return [
            Route("/api/openapi.json", self.openapi),
            Route("/api/measures", self.measures),
            Route("/api/measures/{id}", self.measure),
            Route("/api/measures/{id}/series", self.series),
            Route("/api/measures/{id}/explain", self.explain),
        ]

    async def openapi(self, request: Request) -> Response:
        """What can be asked, in OpenAPI 3.1."""
        _given(request, ())
        return send_bytes(request, to_json(description()).encode("utf-8"), "json", cache_for("public"))

    async def measures(self, request: Request) -> Response:
        """Every measure, with name, unit and definition."""
        _given(request, ())
        return await self._answer(request, caller(request, self.tokens), lambda ws: ws.measures())

    async def measure(self, request: Request) -> Response:
        """The whole definition of a measure."""
        audience, name = caller(request, self.tokens), request.path_params["id"]
        _given(request, ())
        return await self._answer(request, audience, lambda ws: ws.measures(_known(ws.catalog, name)))

    async def series(self, request: Request) -> Response:
        """The series of a measure."""
        audience, found = caller(request, self.tokens), _given(request, SERIES)
        question = Question(
            measure=request.path_params["id"],
            areas=tuple(found.get("area", ())),
            by=tuple(found.get("by", ())),
            where=conditions(found.get("where", ())),
            freq=found.get("freq"),
            from_=found.get("from"),
            to=found.get("to"),
            factors=found.get("factors"),
            unit=found.get("unit"),
        )
        return await self._answer(request, audience, _put(ask.measure, question, audience, found))

    async def explain(self, request: Request) -> Response:
        """One number walked back to its definition, files and rows."""
        audience, found = caller(request, self.tokens), _given(request, EXPLAIN)
        complete(found, EXPLAIN)
        question = Question(
            measure=request.path_params["id"],
            areas=(found["area"],),
            where=conditions(found.get("where", ())),
            from_=found["period"],
            to=found["period"],
            freq=found.get("freq"),
            factors=found.get("factors"),
        )
        return await self._answer(request, audience, _put(ask.explain, question, audience, found))

    async def _answer(self, request: Request, audience: str, question: Ask) -> Response:
        if self.desk is None:
            raise Problem(404, request.url.path, "there is no workspace behind this server", "Read the editions at /.")
        path, gone = request.url.path, request.is_disconnected
        data = await self.desk.answer(path, lambda ws: question(ws).records(), gone)
        return send_bytes(request, data, "json", cache_for(audience), VARY)


def _put(verb: Callable[..., Any], question: Question, audience: str, found: Mapping[str, Any]) -> Ask:
    """A question put to a workspace in the name of an audience, as of the day that was asked for."""
    return partial(_asked, verb, question, audience, day(found.get("as_of")))


def _asked(verb: Callable[..., Any], question: Question, audience: str, as_of: date | None, ws: Workspace) -> Any:
    _known(ws.catalog, question.measure)
    return verb(question, ask.Standpoint(audience, as_of, use_for(audience, ws.catalog)), ws.ledger, ws.catalog)


def use_for(audience: str, catalog: Catalog) -> str:
    """Outside the house only records that may be shown count: no answer here has passed disclosure control."""
    known = catalog.terms.audiences.get(audience)
    return "statistics" if known is not None and known.inside else "records"


def _given(request: Request, known: Sequence[Parameter]) -> dict[str, Any]:
    query = request.scope["query_string"].decode("latin-1")
    return read(parse_qsl(query, keep_blank_values=True), known)


def _known(catalog: Catalog, name: str) -> str:
    """The name of a measure that exists."""
    if name not in catalog.measures:
        todo = "/api/measures lists the measures."
        raise Problem(404, f"/api/measures/{name[:80]}", "there is no such measure", todo)
    return name
