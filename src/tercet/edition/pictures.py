"""Figures as files of their own: SVG that says by itself what it shows, as of when, and that it is a sample."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from xml.sax.saxutils import escape

from tercet.edition.charts import FAINT, INK, LETTER, SMALL_LETTER
from tercet.edition.content import Content
from tercet.edition.figures import Figure
from tercet.edition.geography import Mapped
from tercet.edition.panels import Panel
from tercet.edition.words import Words

PAPER = "#ffffff"
LINE, SMALL_LINE, EDGE = 18, 13, 12  # pixels: a line of the title, a line below the figure, the margin


def svg_files(content: Content, drawn: Mapping[str, Sequence[Figure]], spoken: Sequence[Words]) -> dict[str, bytes]:
    """Every drawn panel and map of every figure in every language, by its name in the edition."""
    return {
        one.file: picture(one, figure, content, words).encode("utf-8")
        for words in spoken
        for figure in drawn[words.lang]
        for one in _drawn(figure)
    }


def _drawn(figure: Figure) -> Iterator[Panel | Mapped]:
    """What a figure has drawings of."""
    yield from (panel for panel in figure.panels if panel.narrow)
    yield from figure.maps


def picture(panel: Panel | Mapped, one: Figure, content: Content, words: Words) -> str:
    """A panel or a map as a file of its own: title above, sources and day below, on paper of its own."""
    svg = panel.wide or panel.narrow
    wide, high = (float(part) for part in re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)[0])
    names = ", ".join(panel.names)
    heading = [*_broken(f"{one.title} ({one.unit})", wide, LETTER), *_broken(names, wide, LETTER)]
    below = _broken(_origin(panel, content, words), wide, SMALL_LETTER)
    top = EDGE + LINE * len(heading)
    full = (wide + 2 * EDGE, top + high + SMALL_LINE * len(below) + EDGE)
    size = f'width="{full[0]:g}" height="{full[1]:g}" viewBox="0 0 {full[0]:g} {full[1]:g}"'
    ids = re.sub(r"\W", "-", panel.file)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" lang="{words.lang}" '
        f'aria-labelledby="{ids}-title {ids}-desc" font-family="sans-serif">\n'
        f'<title id="{ids}-title">{escape(_titled(f"{one.title}: {names}", content, words))}</title>\n'
        f'<desc id="{ids}-desc">{escape(panel.alt)}</desc>\n'
        f'<rect width="100%" height="100%" fill="{PAPER}"/>\n'
        f"{_lines(heading, EDGE + 12, LINE, 13, INK)}"
        f'<g transform="translate({EDGE},{top})">{_inner(svg)}</g>\n'
        f"{_lines(below, top + high + SMALL_LINE, SMALL_LINE, 10, FAINT)}</svg>\n"
    )


def _titled(title: str, content: Content, words: Words) -> str:
    return f"{words('sample_mark')}. {title}" if content.sample else title


def _origin(panel: Panel | Mapped, content: Content, words: Words) -> str:
    """Who published the numbers, as of which day; that they are made up, where they are."""
    used = [one for one in content.files if one.name in panel.sources]
    publishers = "; ".join(dict.fromkeys(words.name(one.source.publisher) for one in used))
    said = [publishers, f"Tercet, {words('as_of', day=words.day(content.as_of))}"]
    if content.sample:
        said.append(words("sample_ribbon"))
    return " \u00b7 ".join(text for text in said if text)


def _broken(text: str, wide: float, letter: float) -> list[str]:
    """A text in lines that are no wider than the figure."""
    return wrap(text, max(10, int(wide / letter)))


def _lines(texts: Sequence[str], first: float, step: int, size: int, colour: str) -> str:
    """Lines of text under one another; the first of them is a heading if it is in ink."""
    weight = ' font-weight="600"' if colour == INK else ""
    return "".join(
        f'<text x="{EDGE}" y="{first + step * at:g}" font-size="{size}" fill="{colour}"{weight}>{escape(text)}</text>\n'
        for at, text in enumerate(texts)
    )


def _inner(svg: str) -> str:
    """What stands within the outermost tag of a drawing."""
    return svg[svg.index(">") + 1 : svg.rindex("</svg>")]
