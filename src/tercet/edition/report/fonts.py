"""The fonts of the report: they come from packages, so that every machine sets the same pages."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

FONTS = Path(
    str(files("fontpkg_source_sans_3") / "files")
)  # the sans serif; the serif and the monospaced one are Typst's own
SANS = "'Source Sans 3'"  # in quotes, since a name that ends in a number is none without them
NORMAL = "400"
_TEXT = re.compile(r"<text\b[^>]*>")
_WEIGHT = re.compile(r'font-weight="(\d+)"')


def own_sans(svg: str) -> str:
    """A drawing in the sans serif of the report.

    Its file holds all weights in one, the thinnest first, and Typst takes that for a text in a drawing that has no
    weight of its own; so each says which.
    """
    return _TEXT.sub(lambda found: _weighted(found[0]), svg)


def _weighted(text: str) -> str:
    """The opening mark of a text with the font and its weight.

    >>> print(_weighted('<text font-family="sans-serif" font-weight="600">'))
    <text font-family="'Source Sans 3'" style="font-variation-settings: 'wght' 600" font-weight="600">
    """
    weight = found[1] if (found := _WEIGHT.search(text)) else NORMAL
    font = f"""font-family="{SANS}" style="font-variation-settings: 'wght' {weight}\""""
    return text.replace('font-family="sans-serif"', font)
