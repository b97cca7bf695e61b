"""The server: the application behind uvicorn, with limits on what a client may cost."""

from __future__ import annotations

import logging
from collections.abc import Collection
from pathlib import Path

import uvicorn

from tercet.web.app import app
from tercet.web.connection import Connection
from tercet.web.tokens import NOBODY, read_tokens
from tercet.workspace import Workspace

CONNECTIONS = 512
LARGEST_HEAD = 16 * 1024  # bytes of a request before its body


def serve(
    editions: Path,
    workspace: Workspace | None,
    audiences: Collection[str],
    tokens: Path | None = None,
    host: str = "127.0.0.1",
    port: int = 8000,
) -> None:
    """Serve a folder of editions, and the measures of a workspace, until told to stop."""
    known = read_tokens(tokens, audiences) if tokens is not None else NOBODY
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    uvicorn.Server(configured(app(editions, workspace, known), host, port)).run()


def configured(application: object, host: str, port: int) -> uvicorn.Config:
    """How uvicorn runs the application: no banner, no log of who read what, nothing kept open for long."""
    return uvicorn.Config(
        application,  # type: ignore[arg-type]
        host=host,
        port=port,
        http=Connection,
        ws="none",
        lifespan="off",
        server_header=False,
        access_log=False,
        log_level="error",  # a malformed request is not worth a line; a fault of ours is
        limit_concurrency=CONNECTIONS,
        h11_max_incomplete_event_size=LARGEST_HEAD,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=5,
    )
