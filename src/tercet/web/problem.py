"""What a program is told when it gets no answer: problem details (RFC 9457), with where, what, and what to do."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from starlette.responses import Response

from tercet.errors import QuestionError, Refused, TercetError, TermsError, Withheld

KIND = "application/problem+json"
SEE = "/api/openapi.json describes what can be asked."
# The first kind that fits decides: status, and what to do beyond what the message says.
ANSWERS: tuple[tuple[type[TercetError], int, str], ...] = (
    (Refused, 422, "Ask for what the reason leaves open; /api/measures/{id} has the definition."),
    (Withheld, 422, "Read the edition that was made for you; / lists the editions."),
    (QuestionError, 400, SEE),
    (TermsError, 403, "Ask with a token of an audience that the terms allow."),
)


@dataclass
class Problem(Exception):
    """Raised when a request gets no answer; the handler of the application turns it into a response."""

    status: int
    where: str
    what: str
    todo: str
    headers: Mapping[str, str] = field(default_factory=dict)


def from_error(error: TercetError, where: str) -> Problem:
    """The problem that an error of ours is to somebody who asks over the network.

    Errors of the house's own files and definitions are for its log: their messages name paths.
    """
    for kind, status, todo in ANSWERS:
        if isinstance(error, kind):
            return Problem(status, where, str(error), todo)
    todo = "Ask again later; whoever runs the server finds the cause in its log."
    return Problem(503, where, "the question could not be answered", todo)


def respond(problem: Problem, path: str) -> Response:
    """A problem as a response."""
    title = HTTPStatus(problem.status).phrase
    body = {
        "type": "about:blank",
        "title": title,
        "status": problem.status,
        "detail": f"{problem.where}: {problem.what.removesuffix('.')}. {problem.todo}",
        "instance": path,
        "where": problem.where,
        "what": problem.what,
        "what_to_do": problem.todo,
    }
    text = json.dumps(body, ensure_ascii=True, indent=2) + "\n"
    return Response(text, problem.status, {**problem.headers, "Cache-Control": "no-store"}, KIND)
