"""The edition as a site of HTML pages: no network, no script, the same bytes for the same content.

All pages lie in one folder, the first language without its name in the file, so that an edition opens from disk and
the switch of language keeps the place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import jinja2
from markupsafe import Markup

from tercet.answers import Answer
from tercet.edition import search, tables, verdicts
from tercet.edition.content import Content
from tercet.edition.figures import Figure
from tercet.edition.front import TEMPLATES, Front
from tercet.edition.words import Words

INDEX, STYLE, SEARCH, SCRIPT = "index", "style", "search", "script.js"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of one language: its place (the same in all languages), its template and what it is filled with."""

    place: str
    template: str
    heading: str
    values: Mapping[str, Any]


def site(
    content: Content, front: Front, spoken: Sequence[Words], drawn: Mapping[str, Sequence[Figure]]
) -> dict[str, str]:
    """Every page and style sheet, by file name; the front pages come first. `drawn` are the figures by language."""
    environment = _environment()
    first = spoken[0].lang
    found: dict[str, str] = {SCRIPT: (TEMPLATES / SCRIPT).read_text("utf-8")}
    for words in spoken:
        pages = list(_pages(content, front, words, first, drawn[words.lang]))
        found[file_name(STYLE, words.lang, first, "css")] = style(front, words, content.sample)
        named = {page.place: (file_name(page.place, words.lang, first), _chapter_name(page, words)) for page in pages}
        found[file_name(SEARCH, words.lang, first, "js")] = search.script(content, words, named)
        for one in pages:
            others = [(w.lang, w("language"), file_name(one.place, w.lang, first)) for w in spoken if w is not words]
            found[file_name(one.place, words.lang, first)] = environment.get_template(one.template).render(
                t=words,
                lang=words.lang,
                style=file_name(STYLE, words.lang, first, "css"),
                scripts=(file_name(SEARCH, words.lang, first, "js"), SCRIPT),
                home=file_name(INDEX, words.lang, first),
                heading=one.heading,
                chapters=[_chapter(page, one, words, first) for page in pages],
                content=content,
                as_of=words.day(content.as_of),
                others=others,
                **one.values,
            )
    fronts = [file_name(INDEX, words.lang, first) for words in spoken]
    return {name: found[name] for name in (*fronts, *(name for name in found if name not in fronts))}


def file_name(place: str, lang: str, first: str, kind: str = "html") -> str:
    """The file of a page in a language; the first language is the one that opens.

    >>> file_name("index", "en", "en"), file_name("claims", "fr", "en")
    ('index.html', 'claims.fr.html')
    """
    return f"{place}.{kind}" if lang == first else f"{place}.{lang}.{kind}"


def _pages(content: Content, front: Front, words: Words, first: str, drawn: Sequence[Figure]) -> Iterator[Page]:
    """The pages of one language, in their order."""

    def linked(rows: Sequence[tables.Row]) -> list[tuple[tables.Row, str]]:
        return [(row, file_name(row.id, words.lang, first)) for row in rows]

    yield Page(
        INDEX,
        "index.html",
        words("heading"),
        {
            "glance": linked(tables.at_a_glance(content, front, words)),
            "areas": [words.area(area) for area in front.areas],
            "counted": [
                {"id": name, "file": file_name(name, words.lang, first), "counts": verdicts.counts(answer, words)}
                for name, answer in (("commitments", content.commitments), ("claims", content.claims))
                if len(answer)
            ],
        },
    )
    for one in drawn:
        yield Page(one.id, "measure.html", one.title, {"one": one})
    compared = linked(tables.comparability(content, front, words))
    yield Page(
        "comparability",
        "comparability.html",
        words("comparability"),
        {"pairs": tables.pairs(front, words), "comparability": compared},
    )
    yield _judged("commitments", verdicts.commitments(content.commitments, words), content.commitments, words)
    yield _judged("claims", verdicts.claims(content.claims, words), content.claims, words)
    yield Page(
        "sources",
        "sources.html",
        words("method"),
        {"asides": tables.asides(content.put_aside, words), "origins": tables.origins(content.files, words)},
    )


def _judged(place: str, rows: Sequence[verdicts.Judged], answer: Answer, words: Words) -> Page:
    """A page of verdicts."""
    values = {"place": place, "rows": rows, "counts": verdicts.counts(answer, words), "notes": answer.notes}
    return Page(place, "verdicts.html", words(place), values)


def _chapter(page: Page, here: Page, words: Words, first: str) -> dict[str, object]:
    """A page in the list of pages."""
    return {"title": _chapter_name(page, words), "file": file_name(page.place, words.lang, first), "here": page is here}


def _chapter_name(page: Page, words: Words) -> str:
    """What a page is called in a list of pages."""
    return words("front") if page.place == INDEX else page.heading


def _environment() -> jinja2.Environment:
    found = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.filters["svg"] = Markup  # made by charts.py from numbers and our own words, escaped there
    return found


def style(front: Front, words: Words, sample: bool) -> str:
    """The style sheet, with the colours of the areas for day and night."""
    css = (TEMPLATES / "style.css").read_text("utf-8")
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
