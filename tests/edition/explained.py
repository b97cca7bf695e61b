"""Which numbers of a page stand in or under an element that says how they are walked back."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from tests.edition.reading import VOID

# What is no measured number: days and periods, names of things, and addresses.
MONTH = r"[A-Za-z\u00c0-\u017f]{3,12}"
BARE = re.compile(
    rf"\b\d{{1,2}}(?:er)? (?:de )?{MONTH}(?: de)? (?:19|20)\d\d\b"  # a day: 8 February 2024, 8 de febrero de 2024
    r"|\b(?:FY)?(?:19|20)\d\d(?:-(?:\d\d(?:-\d\d)?|Q[1-4]|S[12]))?\b"  # a year, a period, a day of a machine
    r"|\b[A-Z]+-?\d+(?:\.\d+)?(?:-\w+)?\b"  # Q62, T40.4, R12
    r"|\bsha256\b|https?://\S+"
)
QUOTED = frozenset({"definition", "caveat", "quoted"})  # classes of texts that define, or that others wrote


@dataclass
class Element:
    """An open element: its name, its command if it has one, and what makes its texts exempt."""

    tag: str
    command: str
    exempt: bool


@dataclass
class Explained(HTMLParser):
    """Reads a page: `texts` by command, and the numbers that have none."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    unexplained: list[str] = field(default_factory=list)
    stack: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        """The parser begins with nothing."""
        HTMLParser.__init__(self)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element opens."""
        found = dict(attrs)
        classes = set((found.get("class") or "").split())
        exempt = tag in {"script", "code", "title"} or bool(classes & QUOTED)
        if tag not in VOID:
            self.stack.append(Element(tag, found.get("data-explain") or "", exempt))

    def handle_endtag(self, tag: str) -> None:
        """An element closes."""
        self.stack.pop()

    def handle_data(self, data: str) -> None:
        """A text: it belongs to the innermost command around it."""
        if not any(one.tag == "main" for one in self.stack) or any(one.exempt for one in self.stack):
            return
        command = next((one.command for one in reversed(self.stack) if one.command), "")
        if command:
            self.texts.setdefault(command, []).append(data)
        elif re.search(r"\d", BARE.sub("", data)):
            self.unexplained.append(" ".join(data.split()))


def explained(page: str) -> Explained:
    """A page, read."""
    found = Explained()
    found.feed(page)
    return found
