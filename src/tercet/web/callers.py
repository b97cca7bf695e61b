"""For whom a request is answered: the audience of its token, else the public. Nothing else decides that."""

from __future__ import annotations

from starlette.requests import Request

from tercet.web.problem import Problem
from tercet.web.tokens import PUBLIC, Tokens

COOKIE = "tercet_token"


def caller(request: Request, tokens: Tokens) -> str:
    """The audience of a request. A wrong token in the header is refused; an old cookie counts as none."""
    given = request.headers.getlist("authorization")
    if not given:
        return tokens.audience(request.cookies.get(COOKIE, "")) or PUBLIC
    kind, _, token = given[0].partition(" ")
    found = tokens.audience(token.strip()) if len(given) == 1 and kind.lower() == "bearer" else None
    if found is None:
        todo = "Send 'Authorization: Bearer' with a token that was given to you, or none at all to ask as the public."
        raise Problem(401, "header Authorization", "no such token", todo, {"WWW-Authenticate": "Bearer"})
    return found


def cache_for(audience: str) -> str:
    """What others on the way may keep: a public thing, to be asked about again; of the rest, only the reader's own."""
    return "public, no-cache" if audience == PUBLIC else "private, no-cache"
