"""The edition as a site of HTML pages: no network, no script, the same bytes for the same content.

All pages lie in one folder, the first language without its name in the file, so that an edition opens from disk and
the switch of language keeps the place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import jinja2
from markupsafe import Markup

from tercet.answers import Answer
from tercet.edition import area, chapters, promises, search, tables, verdicts, walk
from tercet.edition.content import Content
from tercet.edition.figures import Figure
from tercet.edition.front import TEMPLATES, Front
from tercet.edition.gaps import by_kind, gaps
from tercet.edition.page import AREA, CHAPTER, INDEX, Page, file_name, menu, trail
from tercet.edition.revisions import revisions
from tercet.edition.styles import style
from tercet.edition.timeline import dated, nearest, timeline
from tercet.edition.words import Words

STYLE, SEARCH, SCRIPT = "style", "search", "script.js"
CLAIMS = 3  # how many claims stand on the front page


def site(
    content: Content, front: Front, spoken: Sequence[Words], drawn: Mapping[str, Sequence[Figure]]
) -> dict[str, str]:
    """Every page and style sheet, by file name; the front pages come first. `drawn` are the figures by language."""
    environment = _environment()
    first = spoken[0].lang
    found: dict[str, str] = {SCRIPT: (TEMPLATES / SCRIPT).read_text("utf-8")}
    for words in spoken:
        pages = list(_pages(content, front, words, drawn[words.lang]))
        found[file_name(STYLE, words.lang, first, "css")] = style(front, words, content.sample)
        listed = {page.place: (file_name(page.place, words.lang, first), page.title) for page in pages}
        found[file_name(SEARCH, words.lang, first, "js")] = search.script(content, words, listed)
        for one in pages:
            template = environment.get_template(one.template)
            found[file_name(one.place, words.lang, first)] = template.render(
                _frame(one, pages, content, words, spoken), **one.values
            )
    fronts = [file_name(INDEX, words.lang, first) for words in spoken]
    return {name: found[name] for name in (*fronts, *(name for name in found if name not in fronts))}


def _frame(
    here: Page, pages: Sequence[Page], content: Content, words: Words, spoken: Sequence[Words]
) -> dict[str, object]:
    """What every page has: the bar, the menu, the way back, and the same page in the other languages."""
    first = spoken[0].lang
    return {
        "t": words,
        "lang": words.lang,
        "style": file_name(STYLE, words.lang, first, "css"),
        "scripts": (file_name(SEARCH, words.lang, first, "js"), SCRIPT),
        "again": partial(walk.judged, content),
        "link": lambda place: file_name(place, words.lang, first),
        "place": here.place,
        "heading": here.heading,
        "here_title": here.title,
        "trail": trail(here, pages),
        "chapters": menu(CHAPTER, here, pages),
        "areas": menu(AREA, here, pages),
        "content": content,
        "as_of": words.day(content.as_of),
        "others": [(w.lang, w("language"), file_name(here.place, w.lang, first)) for w in spoken if w is not words],
    }


def _pages(content: Content, front: Front, words: Words, drawn: Sequence[Figure]) -> Iterator[Page]:
    """The pages of one language, in their order."""
    yield _front_page(content, front, words)
    yield Page(
        "comparability",
        "comparability.html",
        words("comparability"),
        {"pairs": tables.pairs(front, words), "comparability": tables.comparability(content, front, words)},
        menu=CHAPTER,
    )
    yield from chapters.pages(content, front, words, drawn)
    yield _commitments(content, words)
    yield from promises.pages(content, front, words)
    yield _claims(content, words)
    yield _sources(content, words)
    yield _missing(content, front, words)
    yield from area.pages(content, front, words)


def _front_page(content: Content, front: Front, words: Words) -> Page:
    """What we know now: six cards, what may be compared, promises, claims, and what changed."""
    found = nearest(dated(content, words), content.as_of, front.timeline)
    values = {
        "cards": [one for one in tables.at_a_glance(content, front, words) if one.id in front.cards],
        "pairs": tables.pairs(front, words),
        "comparability": tables.comparability(content, front, words),
        "promised": verdicts.counts(content.commitments, words),
        "picture": timeline(found, content.as_of, words),
        "claimed": verdicts.counts(content.claims, words),
        "claims": verdicts.newest(content.claims, front.claims, CLAIMS, words),
        **_revised(content, words),
    }
    return Page(INDEX, "index.html", words("heading"), values, menu=CHAPTER, name=words("front"))


def _commitments(content: Content, words: Words) -> Page:
    """Every commitment in time, and with its verdict."""
    values = {
        **_judged(verdicts.commitments(content.commitments, words), content.commitments, words),
        "picture": timeline(dated(content, words), content.as_of, words),
    }
    return Page("commitments", "commitments.html", words("commitments"), values, menu=CHAPTER)


def _claims(content: Content, words: Words) -> Page:
    """Every claim with its verdict."""
    values = _judged(verdicts.claims(content.claims, words), content.claims, words)
    return Page("claims", "claims.html", words("claims"), values, menu=CHAPTER)


def _judged(rows: Sequence[verdicts.Judged], answer: Answer, words: Words) -> dict[str, object]:
    """What stands on a page of verdicts."""
    return {"rows": rows, "counts": verdicts.counts(answer, words), "notes": words.notes(answer)}


def _sources(content: Content, words: Words) -> Page:
    """How it was made, from which files, and what publishers revised since the edition before."""
    values = {"origins": tables.origins(content.files, words), **_revised(content, words)}
    return Page("sources", "sources.html", words("method"), values, menu=CHAPTER)


def _revised(content: Content, words: Words) -> dict[str, object]:
    """What changed since the edition before, and its day; no day where there was none."""
    since = words.day(content.since) if content.since else ""
    return {"since": since, "revised_series": revisions(content, words) if since else []}


def _missing(content: Content, front: Front, words: Words) -> Page:
    """What is missing by kind of gap, and which rows and files were put aside."""
    values = {
        "kinds": by_kind(gaps(content, front.areas, words)),
        "asides": tables.asides(content.put_aside, words),
        "refused": [(one.file, words.said(one.message)) for one in content.refused],
    }
    return Page("missing", "missing.html", words("missing_page"), values, menu=CHAPTER)


def _environment() -> jinja2.Environment:
    """Templates in which every text is escaped, and a name that nobody gave stops the build."""
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
