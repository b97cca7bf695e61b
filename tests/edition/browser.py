"""A real browser that opens an edition from disk, and the accessibility check (axe) in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = shutil.which("chromium")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SEEN = ["color-contrast", "target-size", "scrollable-region-focusable", "link-in-text-block"]  # depend on how it looks
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on the PATH")


@dataclass
class Opened:
    """A page in the browser, and whatever the browser complained of."""

    page: Page
    folder: Path
    complaints: list[str] = field(default_factory=list)

    def go(self, name: str) -> Page:
        """Open a file of the edition."""
        self.page.goto((self.folder / name).as_uri())
        return self.page

    def look(self, width: int, scheme: Any) -> None:
        """A window of some width, by day (light) or by night (dark)."""
        self.page.set_viewport_size({"width": width, "height": 800})
        self.page.emulate_media(color_scheme=scheme)

    def violations(self, *rules: str) -> list[str]:
        """What axe finds: all rules of WCAG 2.2 AA and good practice, or some."""
        chosen = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": TAGS}
        found = Axe().run(self.page, options={"runOnly": chosen, "resultTypes": ["violations"], "preload": False})
        return [
            f"{one['id']} {node['target']} {node['html'][:160]}"
            for one in found.response["violations"]
            for node in one["nodes"]
        ]

    def too_wide(self) -> int:
        """By how many pixels the page is wider than the window."""
        found: int = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        return found


@contextmanager
def browser() -> Iterator[Browser]:
    """Debian's Chromium; none is fetched."""
    with sync_playwright() as engine:
        found = engine.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@contextmanager
def opened(found: Browser, folder: Path, **settings: Any) -> Iterator[Opened]:
    """A window on the files of a folder."""
    page = found.new_page(**settings)
    shown = Opened(page, folder)
    page.on("console", lambda message: shown.complaints.append(message.text))
    page.on("pageerror", lambda error: shown.complaints.append(str(error)))
    page.on("requestfailed", lambda request: shown.complaints.append(request.url))
    yield shown
    page.close()
