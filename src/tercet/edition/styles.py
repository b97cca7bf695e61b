"""The style sheet of the site: the one of the package, with the colours of the areas and the mark of a sample."""

from __future__ import annotations

from tercet.edition.front import TEMPLATES, Front
from tercet.edition.words import Words


def style(front: Front, words: Words, sample: bool) -> str:
    """The style sheet, with the colours of the areas for day and night."""
    css = "\n".join((TEMPLATES / name).read_text("utf-8") for name in ("style.css", "script.css"))
    day, night = colours(front, 0), colours(front, 1)
    areas = "\n".join(f".area-{area} {{ --area: var(--area-{area}) }}" for area in front.colours)
    swaps = "\n".join(f'  .figure svg [stroke="{a}"] {{ stroke: {b} }}' for a, b in front.colours.values())
    fills = "\n".join(f'  .figure svg [fill="{a}"] {{ fill: {b} }}' for a, b in front.colours.values())
    dark = f"@media screen and (prefers-color-scheme: dark) {{\n  :root {{ {night} }}\n{swaps}\n{fills}\n}}\n"
    return f"{css}\n:root {{ {day} }}\n{areas}\n{dark}{printed(words, sample)}"


def printed(words: Words, sample: bool) -> str:
    """The head of every printed page: a page of a sample edition that gets lost on a desk still says what it is."""
    if not sample:
        return ""
    text = words("sample_ribbon").replace('"', "'")
    return f'@page {{ @top-center {{ content: "{text}"; font: bold 8pt sans-serif }} }}\n'


def colours(front: Front, theme: int) -> str:
    """The colours of the areas as variables of the style sheet."""
    return " ".join(f"--area-{area}: {pair[theme]};" for area, pair in front.colours.items())
