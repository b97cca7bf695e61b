"""Hatching for gaps. Vega-Lite cannot hatch: an area is filled with a colour that nothing else has, and the drawing is
changed afterwards, so that the colour becomes a pattern. A pattern carries its figure's name: pages hold many figures.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from tercet.edition.maps.groups import Gap

GROUND, STROKE = "#f2f2f2", "#767676"  # what the style sheet exchanges in the dark

FILL: Mapping[Gap, str] = {gap: f"#fe01{number:02x}" for number, gap in enumerate(Gap, start=1)}

_TILE: Mapping[Gap, tuple[int, str]] = {  # the side of a tile in pixels, and what is drawn on it
    Gap.MISSING: (6, "M-1,1L1,-1M0,6L6,0M5,7L7,5"),
    Gap.SUPPRESSED: (6, "M0,0L6,6M6,0L0,6"),
    Gap.NOT_PUBLISHED: (5, "M1.5,2.5H3.5M2.5,1.5V3.5"),
    Gap.NOT_YET_REPORTED: (6, "M-1,5L1,7M0,0L6,6M5,-1L7,1"),
    Gap.NOT_MAPPED: (5, "M0,2.5H5"),
    Gap.WITHHELD: (5, "M2.5,0V5"),
    Gap.NOT_APPLICABLE: (8, "M1,5L4,2L7,5"),
    Gap.UNKNOWN: (7, "M3.5,1L6,3.5L3.5,6L1,3.5Z"),
}


def hatched(svg: str, name: str) -> str:
    """The drawing with patterns where gaps are; only those kinds are defined that it has."""
    found = [gap for gap in Gap if f'"{FILL[gap]}"' in svg]
    for gap in found:
        svg = svg.replace(f'fill="{FILL[gap]}"', f'fill="url(#{name}-{gap})"')
    patterns = "".join(_pattern(gap, name) for gap in found)
    return re.sub(r"(<svg [^>]*>)", rf"\1<defs>{patterns}</defs>", svg, count=1) if found else svg


def _pattern(gap: Gap, name: str) -> str:
    """One pattern, with a ground of its own so that it shows on any page."""
    side, path = _TILE[gap]
    return (
        f'<pattern id="{name}-{gap}" patternUnits="userSpaceOnUse" width="{side}" height="{side}">'
        f'<rect width="{side}" height="{side}" fill="{GROUND}"/>'
        f'<path d="{path}" fill="none" stroke="{STROKE}" stroke-width="1"/></pattern>'
    )
