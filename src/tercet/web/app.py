"""The application: editions, form and API under one set of safe headers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ExceptionHandler

from tercet.web import pages
from tercet.web.api import Api
from tercet.web.login import Login
from tercet.web.problem import SEE, Problem, respond
from tercet.web.reading import Reading
from tercet.web.safety import HEADERS, Safety
from tercet.web.sending import whole
from tercet.web.shelf import Shelf
from tercet.web.tokens import NOBODY, Tokens
from tercet.workspace import Workspace

WORDS = {404: "not_here", 500: "failed", 503: "later"}
WHAT = {404: "there is nothing at this address", 405: "only GET and HEAD are answered"}


def app(editions: Path, workspace: Workspace | None = None, tokens: Tokens = NOBODY, every: float = 1.0) -> Starlette:
    """The application for a folder of editions and, for the API, a workspace.

    `every` says how many seconds may pass before a new edition is seen.
    """
    handlers: dict[type[Exception], ExceptionHandler] = {
        Problem: _problem,
        HTTPException: _http,
        Exception: _failed,
    }
    routes = [
        *Reading(Shelf(editions, every), tokens).routes(),
        *Login(tokens).routes(),
        *Api(workspace, tokens).routes(),
    ]
    made = Starlette(routes=routes, exception_handlers=handlers)
    made.router.redirect_slashes = False
    made.add_middleware(Safety)
    return made


async def _problem(request: Request, error: Exception) -> Response:
    """A problem: details for a program, a page for a reader."""
    if not isinstance(error, Problem):
        raise error
    if _is_api(request):
        return respond(error, request.url.path)
    return _page(request, error.status, error.headers)


async def _http(request: Request, error: Exception) -> Response:
    """An error that has no more to say than its number."""
    if not isinstance(error, HTTPException):
        raise error
    headers = error.headers or {}
    if _is_api(request):
        what = WHAT.get(error.status_code, error.detail)
        return respond(Problem(error.status_code, request.url.path, what, SEE, headers), request.url.path)
    return _page(request, error.status_code, headers)


async def _failed(request: Request, _error: Exception) -> Response:
    """A fault of our own: the log has it, the reader is told no more than that. It is answered outside Safety."""
    if _is_api(request):
        problem = Problem(
            500, request.url.path, "the server failed", "The fault is on our side; the log has it.", HEADERS
        )
        return respond(problem, request.url.path)
    return _page(request, 500, HEADERS)


def _page(request: Request, status: int, headers: Mapping[str, str]) -> Response:
    data = pages.page("error", request, kind=WORDS.get(status, "not_so"))
    return whole(request, data, pages.PAGE, {**headers, "Cache-Control": "no-store"}, status)


def _is_api(request: Request) -> bool:
    return str(request.scope["path"]).startswith("/api/")
