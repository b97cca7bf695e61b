"""The edition as one HTML page: no network, no script, the same bytes for the same content."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import jinja2
from markupsafe import Markup

from tercet.edition import tables
from tercet.edition.content import Content
from tercet.edition.figures import figure
from tercet.edition.front import TEMPLATES, Front
from tercet.edition.words import Words


def page(content: Content, front: Front, words: Words, others: Mapping[str, str]) -> str:
    """The whole page in one language; `others` are the file names of the other languages."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["svg"] = Markup  # made by charts.py from numbers and our own words, escaped there
    return environment.get_template("page.html").render(
        t=words,
        lang=words.lang,
        style=Markup(style(front, words, content.sample)),  # noqa: S704 (our own file and our own colours)
        content=content,
        as_of=words.day(content.as_of),
        others=others,
        front=front,
        figures=[figure(one, front, words, content.sample) for one in content.headlines],
        glance=tables.at_a_glance(content, front, words),
        areas=[words.area(area) for area in front.areas],
        pairs=tables.pairs(front, words),
        comparability=tables.comparability(content, front, words),
        asides=tables.asides(content.put_aside, words),
        origins=tables.origins(content.files, words),
    )


def style(front: Front, words: Words, sample: bool) -> str:
    """The style sheet, with the colours of the areas for day and night."""
    css = (TEMPLATES / "page.css").read_text("utf-8")
    day, night = colours(front, 0), colours(front, 1)
    swaps = "\n".join(f'  .figure svg [stroke="{a}"] {{ stroke: {b} }}' for a, b in front.colours.values())
    fills = "\n".join(f'  .figure svg [fill="{a}"] {{ fill: {b} }}' for a, b in front.colours.values())
    dark = f"@media screen and (prefers-color-scheme: dark) {{\n  :root {{ {night} }}\n{swaps}\n{fills}\n}}\n"
    return f"{css}\n:root {{ {day} }}\n{dark}{printed(words, sample)}"


def printed(words: Words, sample: bool) -> str:
    """The head of every printed page: a page of a sample edition that gets lost on a desk still says what it is."""
    if not sample:
        return ""
    text = words("sample_ribbon").replace('"', "'")
    return f'@page {{ @top-center {{ content: "{text}"; font: bold 8pt sans-serif }} }}\n'


def colours(front: Front, theme: int) -> str:
    """The colours of the areas as variables of the style sheet."""
    return " ".join(f"--area-{area}: {pair[theme]};" for area, pair in front.colours.items())


def file_names(langs: Sequence[str]) -> dict[str, str]:
    """The file of each language: the first is the one that opens."""
    return {lang: "index.html" if at == 0 else f"index.{lang}.html" for at, lang in enumerate(langs)}
