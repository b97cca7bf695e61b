"""Small editions as `tercet build` writes them, tokens, and a client that asks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from starlette.testclient import TestClient
from tests.world import packaged

from tercet.web.app import app
from tercet.web.tokens import Tokens, fingerprint
from tercet.workspace import Workspace

FOR_US = "token-for-the-united-states"
FOR_MX = "token-for-mexico-and-nobody-else"
TOKENS = Tokens({fingerprint(FOR_US): "US", fingerprint(FOR_MX): "MX"})
PAGE = ("<!DOCTYPE html>\n<title>Edition</title>\n" + "<p>A line that repeats.</p>\n" * 100).encode("utf-8")
FILES: Mapping[str, bytes] = {
    "index.html": PAGE,
    "fr/index.html": b"<!DOCTYPE html><title>FR</title>",
    "report.pdf": b"%PDF-1.7 " + bytes(range(256)) * 8,
    "data/sp ace.csv": b"a,b\n1,2\n",
}


def edition(folder: Path, audience: str, as_of: str, files: Mapping[str, bytes] = FILES) -> Path:
    """Write an edition with its manifest."""
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    listed = [
        {"path": name, "bytes": len(data), "sha256": sha256(data).hexdigest()} for name, data in sorted(files.items())
    ]
    manifest = {
        "title": f"Tercet edition as of {as_of}",
        "sample": True,
        "as_of": as_of,
        "audience": audience,
        "languages": ["en", "fr"],
        "tercet": "0",
        "inputs": [],
        "refused": [],
        "outputs": listed,
    }
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    return folder


def shelf(folder: Path) -> Path:
    """Two editions for the public, one for each of two partners, and things beside them that are nobody's business."""
    edition(folder / "2024-01", "public", "2024-01-31")
    edition(folder / "2024-02", "public", "2024-02-29")
    edition(folder / "us-2024-02", "US", "2024-02-29")
    edition(folder / "mx-2024-02", "MX", "2024-02-29")
    (folder / "secret.txt").write_text("SECRET", "utf-8")
    (folder / "2024-02" / "draft.html").write_text("SECRET", "utf-8")
    return folder


def client(folder: Path, workspace: Workspace | None = None, token: str = "", tokens: Tokens = TOKENS) -> TestClient:
    """A client that follows no redirect, with a token if one is given."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    made = app(folder, packaged() if workspace is None else workspace.catalog, workspace, tokens, every=0)
    return TestClient(made, headers=headers, follow_redirects=False, raise_server_exceptions=False)
