"""From a content and the headers of a request to a response: what is new, which part, and in which form (RFC 9110)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from tercet.web.contents import OTHER, Content, packed

RANGE = re.compile(r"bytes=(?P<start>[0-9]{0,18})-(?P<end>[0-9]{0,18})")
TAG = re.compile(r'(?:W/)?("[\x21\x23-\x7e\x80-\xff]*")')


def send(request: Request, content: Content, cache: str, vary: str = "Accept-Encoding") -> Response:
    """A content as a response: 200, 206 for a part, 304 where the reader has it already, 416 for no such part."""
    part = request.headers.get("range") if request.method == "GET" else None
    small = content.packed is not None and part is None and takes_gzip(request.headers.get("accept-encoding", ""))
    tag = f'"{content.sha256}-gzip"' if small else f'"{content.sha256}"'
    headers = {"ETag": tag, "Cache-Control": cache, "Vary": vary}
    if has_it(request.headers.get("if-none-match"), tag):
        return Response(status_code=304, headers=headers)
    headers["Accept-Ranges"] = "bytes"
    if content.type == OTHER:
        headers["Content-Disposition"] = "attachment"
    if small and content.packed is not None:
        return whole(request, content.packed, content.type, {**headers, "Content-Encoding": "gzip"})
    if part is not None and request.headers.get("if-range", tag) == tag:
        return _part(request, content, part, headers)
    return _from_to(request, content, 0, content.size, 200, headers)


def send_bytes(request: Request, data: bytes, kind: str, cache: str, vary: str = "Accept-Encoding") -> Response:
    """Bytes that were just made, as a response with the same care."""
    return send(request, packed(data, sha256(data).hexdigest(), kind), cache, vary)


def whole(request: Request, data: bytes, kind: str, headers: Mapping[str, str], status: int = 200) -> Response:
    """All bytes at once, or only what would be said about them."""
    head = {**headers, "Content-Type": kind, "Content-Length": str(len(data))}
    return Response(b"" if request.method == "HEAD" else data, status, head)


def takes_gzip(accepted: str) -> bool:
    """Whether an Accept-Encoding allows gzip.

    >>> [takes_gzip(text) for text in ("gzip, br", "gzip;q=0", "*", "*, gzip;q=0", "br", "GZIP; q=0.5", "gzip;q=x")]
    [True, False, True, False, False, True, False]
    """
    allowed: dict[str, bool] = {}
    for item in accepted.lower().split(","):
        name, _, weight = (text.strip() for text in item.partition(";"))
        allowed[name] = not weight or re.fullmatch(r"q=(1(\.0*)?|0\.0*[1-9][0-9]*)", weight) is not None
    return allowed.get("gzip", allowed.get("x-gzip", allowed.get("*", False)))


def has_it(tags: str | None, tag: str) -> bool:
    """Whether If-None-Match names a tag.

    >>> has_it('W/"a", "b"', '"b"'), has_it("*", '"b"'), has_it('"c"', '"b"'), has_it(None, '"b"')
    (True, True, False, False)
    """
    return tags is not None and (tags.strip() == "*" or tag in TAG.findall(tags))


def span(asked: str, size: int) -> tuple[int, int] | None:
    """First byte and the one after the last that a Range asks for; an empty span for no such part, None for no sense.

    >>> span("bytes=0-4", 10), span("bytes=5-", 10), span("bytes=-3", 10), span("bytes=0-99", 10)
    ((0, 5), (5, 10), (7, 10), (0, 10))
    >>> span("bytes=10-", 10), span("bytes=-0", 10), span("bytes=4-2", 10), span("bytes=-", 10), span("lines=1-2", 10)
    ((0, 0), (0, 0), None, None, None)
    """
    found = RANGE.fullmatch(asked)
    if found is None or found["start"] == found["end"] == "":
        return None
    if found["start"] == "":
        last = min(int(found["end"]), size)
        return (size - last, size) if last else (0, 0)
    start, end = int(found["start"]), int(found["end"] or size)
    if end < start and found["end"]:
        return None
    return (start, min(end + 1, size)) if start < size else (0, 0)


def _part(request: Request, content: Content, asked: str, headers: Mapping[str, str]) -> Response:
    wanted = span(asked, content.size)
    if wanted is None:  # several parts, or no sense: the whole is an answer too
        return _from_to(request, content, 0, content.size, 200, headers)
    start, end = wanted
    if start == end:
        return Response(status_code=416, headers={**headers, "Content-Range": f"bytes */{content.size}"})
    said = {**headers, "Content-Range": f"bytes {start}-{end - 1}/{content.size}"}
    return _from_to(request, content, start, end, 206, said)


def _from_to(
    request: Request, content: Content, start: int, end: int, status: int, headers: Mapping[str, str]
) -> Response:
    if content.data is not None:
        return whole(request, content.data[start:end], content.type, headers, status)
    said = {**headers, "Content-Type": content.type, "Content-Length": str(end - start)}
    if request.method == "HEAD":
        return Response(status_code=status, headers=said)
    return StreamingResponse(content.chunks(start, end), status, said)
