"""Sources as a reader can follow them: a link where the address is one of the web, plain text where it is not."""

from __future__ import annotations

from dataclasses import dataclass

BETWEEN = " ; "


@dataclass(frozen=True, slots=True)
class Address:
    """A source as it was written, and where it leads; empty where a browser has nothing to open."""

    text: str
    href: str = ""


def addresses(*texts: str) -> tuple[Address, ...]:
    """Each source once. Only addresses that are encrypted on the way are links; what follows one is a remark.

    >>> addresses("https://example.org/a (page 3) ; a speech")[0].href
    'https://example.org/a'
    """
    found = dict.fromkeys(one.strip() for text in texts for one in text.split(BETWEEN) if one.strip())
    return tuple(Address(one, one.split()[0] if one.startswith("https://") else "") for one in found)
