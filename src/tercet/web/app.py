"""The application: editions, form and API under one set of safe headers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ExceptionHandler

from tercet.catalog.load import Catalog
from tercet.web.api import Api
from tercet.web.login import Login
from tercet.web.pages import PAGE, Pages
from tercet.web.problem import SEE, Problem, respond
from tercet.web.reading import Reading
from tercet.web.safety import HEADERS, Safety
from tercet.web.sending import whole
from tercet.web.shelf import Shelf
from tercet.web.tokens import NOBODY, Tokens
from tercet.workspace import Workspace

WORDS = {401: "no_token", 404: "not_here", 500: "failed", 503: "later"}
WHAT = {404: "there is nothing at this address", 405: "only GET and HEAD are answered"}


def app(
    editions: Path,
    catalog: Catalog,
    workspace: Workspace | None = None,
    tokens: Tokens = NOBODY,
    every: float = 1.0,
) -> Starlette:
    """The application for a folder of editions and, for the API, a workspace.

    `every` says how many seconds may pass before a new edition is seen.
    """
    pages = Pages(catalog)
    faults = Faults(pages)
    handlers: dict[type[Exception], ExceptionHandler] = {
        Problem: faults.problem,
        HTTPException: faults.http,
        Exception: faults.failed,
    }
    routes = [
        *Reading(Shelf(editions, every), tokens, pages).routes(),
        *Login(tokens, pages).routes(),
        *Api(workspace, tokens).routes(),
    ]
    made = Starlette(routes=routes, exception_handlers=handlers)
    made.router.redirect_slashes = False
    made.add_middleware(Safety)
    return made


class Faults:
    """What is said where there is no answer: problem details to a program, a page to a reader."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages

    async def problem(self, request: Request, error: Exception) -> Response:
        """A problem with its reason."""
        if not isinstance(error, Problem):
            raise error
        if _is_api(request):
            return respond(error, request.url.path)
        return self._page(request, error.status, error.headers)

    async def http(self, request: Request, error: Exception) -> Response:
        """An error that has no more to say than its number."""
        if not isinstance(error, HTTPException):
            raise error
        headers = error.headers or {}
        if _is_api(request):
            what = WHAT.get(error.status_code, error.detail)
            return respond(Problem(error.status_code, request.url.path, what, SEE, headers), request.url.path)
        return self._page(request, error.status_code, headers)

    async def failed(self, request: Request, _error: Exception) -> Response:
        """A fault of our own: the log has it, the reader is told no more. It is answered outside Safety."""
        path = request.url.path
        if _is_api(request):
            told = Problem(500, path, "the server failed", "The fault is on our side; the log has it.", HEADERS)
            return respond(told, path)
        return self._page(request, 500, HEADERS)

    def _page(self, request: Request, status: int, headers: Mapping[str, str]) -> Response:
        data = self.pages.page("error", request, kind=WORDS.get(status, "not_so"))
        return whole(request, data, PAGE, {**headers, "Cache-Control": "no-store"}, status)


def _is_api(request: Request) -> bool:
    return str(request.scope["path"]).startswith("/api/")
