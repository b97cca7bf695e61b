"""The editions over the network: the list, the files, and the way to the newest."""

from __future__ import annotations

import logging
from itertools import groupby
from urllib.parse import quote

import anyio
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tercet.web.contents import Content, Contents, NotAsListed
from tercet.web.pages import VARY, Pages, style
from tercet.web.sending import send, send_bytes
from tercet.web.shelf import Edition, Listed, Shelf
from tercet.web.tokens import PUBLIC, Tokens, cache_for, caller

LOG = logging.getLogger("tercet.web")
ANYTHING = "/{path:path}"


class Reading:
    """What a reader can open."""

    def __init__(self, shelf: Shelf, tokens: Tokens, pages: Pages) -> None:
        self.shelf = shelf
        self.tokens = tokens
        self.pages = pages
        self.contents = Contents()

    def routes(self) -> list[Route]:
        """The addresses."""
        return [
            Route("/", self.list),
            Route("/editions/{name}", self.folder),
            Route("/editions/{name}" + ANYTHING, self.file),
            Route("/latest/{audience}", self.latest),
            Route("/latest/{audience}" + ANYTHING, self.latest),
            Route("/style.css", self.style),
        ]

    async def list(self, request: Request) -> Response:
        """The editions that the caller may see, by audience, the newest first."""
        audience = caller(request, self.tokens)
        seen = sorted(self.shelf.seen_by(audience), key=lambda one: (one.audience != audience, one.audience))
        groups = [(name, list(some)) for name, some in groupby(seen, key=lambda one: one.audience)]
        data = self.pages.page("list", request, groups=groups, audience=audience)
        return send_bytes(request, data, "html", "private, no-cache", VARY)

    async def folder(self, request: Request) -> Response:
        """An edition without the slash: its pages name each other as seen from inside the folder."""
        found = self._edition(request)
        return _to(f"/editions/{quote(found.name, safe='')}/")

    async def file(self, request: Request) -> Response:
        """One file of an edition."""
        edition = self._edition(request)
        listed = edition.file(request.path_params["path"])
        if listed is None:
            raise HTTPException(404)
        content = self.contents.kept(listed) or await self._from_disk(edition, listed)
        vary = "Accept-Encoding" if edition.audience == PUBLIC else "Accept-Encoding, Authorization, Cookie"
        return send(request, content, cache_for(edition.audience), vary)

    async def latest(self, request: Request) -> Response:
        """The way to the newest edition for an audience, and to the same file in it."""
        seen = self.shelf.seen_by(caller(request, self.tokens))
        path = request.path_params.get("path", "")
        found = next((one for one in seen if one.audience == request.path_params["audience"]), None)
        if found is None or found.file(path) is None:
            raise HTTPException(404)
        return _to(f"/editions/{quote(found.name, safe='')}/{quote(path)}")

    async def style(self, request: Request) -> Response:
        """The style sheet of the server's own pages."""
        return send_bytes(request, style(), "css", cache_for(PUBLIC))

    async def _from_disk(self, edition: Edition, listed: Listed) -> Content:
        try:
            return await anyio.to_thread.run_sync(self.contents.read, edition, listed)
        except NotAsListed as error:
            LOG.error("not served: %s. Build the edition again.", error)
            raise HTTPException(503, headers={"Retry-After": "5"}) from None

    def _edition(self, request: Request) -> Edition:
        found = self.shelf.edition(request.path_params["name"], caller(request, self.tokens))
        if found is None:
            raise HTTPException(404)
        return found


def _to(address: str) -> Response:
    return Response(status_code=307, headers={"Location": address, "Cache-Control": "no-store"})
