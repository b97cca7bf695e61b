"""The form for a token. It needs no script; the token then travels in a cookie that no script can read."""

from __future__ import annotations

import asyncio
from urllib.parse import parse_qs, urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tercet.web.pages import PAGE, VARY, Pages
from tercet.web.sending import send_bytes, whole
from tercet.web.tokens import COOKIE, Tokens

LARGEST = 2048  # bytes of a form
PATIENCE = 10.0  # seconds for a form to come in
KEPT = 12 * 60 * 60  # seconds until the browser forgets the token


class Login:
    """Coming and going."""

    def __init__(self, tokens: Tokens, pages: Pages) -> None:
        self.tokens = tokens
        self.pages = pages

    def routes(self) -> list[Route]:
        """The addresses."""
        return [
            Route("/login", self.form),
            Route("/login", self.enter, methods=["POST"]),
            Route("/logout", self.leave, methods=["POST"]),
        ]

    async def form(self, request: Request) -> Response:
        """The form."""
        return send_bytes(request, self.pages.page("login", request, wrong=False), "html", "private, no-cache", VARY)

    async def enter(self, request: Request) -> Response:
        """Take a token from the form."""
        _from_here(request)
        token = (await _form(request)).get("token", "").strip()
        if self.tokens.audience(token) is None:
            page = self.pages.page("login", request, wrong=True)
            return whole(request, page, PAGE, {"Cache-Control": "no-store"}, 403)
        return _home(request, token, KEPT)

    async def leave(self, request: Request) -> Response:
        """Forget the token."""
        _from_here(request)
        return _home(request, "", 0)


def _home(request: Request, token: str, age: int) -> Response:
    found = Response(status_code=303, headers={"Location": "/", "Cache-Control": "no-store"})
    secure = request.url.scheme == "https"
    found.set_cookie(COOKIE, token, max_age=age, path="/", secure=secure, httponly=True, samesite="strict")
    return found


def _from_here(request: Request) -> None:
    """Refuse a form that another site sends in the reader's name."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None and site not in ("same-origin", "none"):
        raise HTTPException(403)
    if origin is not None and not _is_host(origin, request.headers.get("host", "")) and site is None:
        raise HTTPException(403)


def _is_host(origin: str, host: str) -> bool:
    try:
        return urlsplit(origin).netloc == host
    except ValueError:
        return False


async def _form(request: Request) -> dict[str, str]:
    """The fields of a small form, each once."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/x-www-form-urlencoded":
        raise HTTPException(415)
    data = b""
    try:
        async with asyncio.timeout(PATIENCE):
            async for piece in request.stream():
                data += piece
                if len(data) > LARGEST:
                    raise HTTPException(413)
    except TimeoutError:
        raise HTTPException(408) from None
    try:
        return {name: values[0] for name, values in parse_qs(data.decode("latin-1"), max_num_fields=10).items()}
    except ValueError:
        raise HTTPException(400) from None
