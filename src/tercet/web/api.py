"""The read-only API for measures. Its answers are those of `tercet measures`, `measure` and `explain` as JSON."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tercet.web.asking import Desk, to_json
from tercet.web.callers import cache_for, caller
from tercet.web.openapi import description
from tercet.web.parameters import EXPLAIN, SERIES, Parameter, complete, conditions, day, read
from tercet.web.problem import Problem
from tercet.web.sending import send_bytes
from tercet.web.tokens import Tokens
from tercet.workspace import Workspace

VARY = "Accept-Encoding, Authorization, Cookie"


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
        return send_bytes(request, to_json(description()), "json", cache_for("public"), "Accept-Encoding")

    async def measures(self, request: Request) -> Response:
        """Every measure, with name, unit and definition."""
        audience = caller(request, self.tokens)
        _given(request, ())
        return await self._answer(request, audience, lambda ws: ws.measures().records())

    async def measure(self, request: Request) -> Response:
        """The whole definition of a measure."""
        audience, name = caller(request, self.tokens), request.path_params["id"]
        _given(request, ())
        return await self._answer(request, audience, lambda ws: ws.measures(_known(ws, name)).records())

    async def series(self, request: Request) -> Response:
        """The series of a measure."""
        audience, name, found = caller(request, self.tokens), request.path_params["id"], _given(request, SERIES)
        options = {key: found.get(key) for key in ("freq", "to", "factors", "unit")}
        as_of, where = day(found.get("as_of")), conditions(found.get("where", ()))

        def question(ws: Workspace) -> Any:
            areas, by, start = found.get("area", ()), found.get("by", ()), found.get("from")
            told = ws.measure(
                _known(ws, name), areas, by=by, where=where, from_=start, as_of=as_of, audience=audience, **options
            )
            return told.records()

        return await self._answer(request, audience, question)

    async def explain(self, request: Request) -> Response:
        """One number walked back to its definition, files and rows."""
        audience, name, found = caller(request, self.tokens), request.path_params["id"], _given(request, EXPLAIN)
        complete(found, EXPLAIN)
        options = {key: found.get(key) for key in ("freq", "factors")}
        as_of, where = day(found.get("as_of")), conditions(found.get("where", ()))

        def question(ws: Workspace) -> Any:
            area, period = found["area"], found["period"]
            told = ws.explain(_known(ws, name), area, period, where=where, as_of=as_of, audience=audience, **options)
            return told.records()

        return await self._answer(request, audience, question)

    async def _answer(self, request: Request, audience: str, question: Callable[[Workspace], Any]) -> Response:
        if self.desk is None:
            raise Problem(404, request.url.path, "there is no workspace behind this server", "Read the editions at /.")
        data = await self.desk.ask(request.url.path, question)
        return send_bytes(request, data, "json", cache_for(audience), VARY)


def _given(request: Request, known: Sequence[Parameter]) -> dict[str, Any]:
    query = request.scope["query_string"].decode("latin-1")
    return read(parse_qsl(query, keep_blank_values=True), known)


def _known(workspace: Workspace, name: str) -> str:
    """The name of a measure that exists."""
    if name not in workspace.catalog.measures:
        todo = "/api/measures lists the measures."
        raise Problem(404, f"/api/measures/{name[:80]}", "there is no such measure", todo)
    return name
