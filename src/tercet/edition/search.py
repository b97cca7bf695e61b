"""The index behind the search box: pages, measures, areas, promises and claims, by their names in every language.

It is a script that sets one value, because a page that was opened from disk may not fetch a file of data.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from textwrap import shorten

from tercet.catalog.models import Area, Names
from tercet.edition.content import Content
from tercet.edition.figures import title
from tercet.edition.verdicts import CLAIM
from tercet.edition.words import Words

LONGEST = 100  # letters of a promise or a quoted figure in a list of results
KINDS = ("measure", "area", "commitment", "claim", "page")
TEXTS = (
    *("probe", "probe_hint", "no_period", "choose", "walk", "walk_how"),
    *("close", "copy", "copied", "marked", "search", "results", "found"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found: its kind, its name, what else is said of it, its address, and the words it has."""

    kind: str
    title: str
    about: str
    file: str
    keys: str


def script(content: Content, words: Words, files: Mapping[str, tuple[str, str]]) -> str:
    """The script with the index and the texts of one language; `files` are file and heading of each page by place."""
    texts: dict[str, object] = {name: words(f"live_{name}") for name in TEXTS}
    texts["kinds"] = {kind: words(f"live_{kind}") for kind in KINDS}
    texts["earlier"] = "" if content.since is None else words("as_of", day=words.day(content.since))
    mark = {"sample": words("sample_ribbon")} if content.sample else {}
    found = {**mark, "texts": texts, "index": [astuple(entry) for entry in entries(content, words, files)]}
    return f"window.TERCET = {json.dumps(found, separators=(',', ':'))};\n"


def entries(content: Content, words: Words, files: Mapping[str, tuple[str, str]]) -> list[Entry]:
    """Everything that can be found; nothing leads to a page that the edition does not have."""
    named = [*_measures(content, words, files), *_areas(content, words, files)]
    judged = [
        *_judged("commitment", "commitments", content, words, files),
        *_judged("claim", "claims", content, words, files),
    ]
    known = {entry.file for entry in (*named, *judged)}
    pages = [Entry("page", name, "", file, folded(name)) for file, name in files.values() if file not in known]
    return [*named, *pages, *judged]


def _measures(content: Content, words: Words, files: Mapping[str, tuple[str, str]]) -> Iterator[Entry]:
    """Measures by their names in every language."""
    for one in content.headlines:
        if one.measure.id in files:
            narrowed = [names for code in one.where.values() if (names := _names(words, code)) is not None]
            keys = _keys(
                one.measure.id, *_all(one.measure.names), *(text for names in narrowed for text in _all(names))
            )
            yield Entry("measure", title(one, words), "", files[one.measure.id][0], keys)


def _names(words: Words, substance: str) -> Names | None:
    """The names of a substance that a measure was narrowed to."""
    found = words.catalog.substances.get(substance)
    return None if found is None else found.names


def _areas(content: Content, words: Words, files: Mapping[str, tuple[str, str]]) -> Iterator[Entry]:
    """Areas that have a page; parts of a country by the measures that have figures of them."""
    areas = words.catalog.areas
    for id_ in sorted(areas):
        if (place := f"area-{id_}") in files:
            yield Entry("area", words.area(id_), "", files[place][0], _area_keys(id_, areas[id_]))
    for one in content.headlines:
        found = {
            str(row["area"]) for places in one.places for row in places.answer.records() if row["value"] is not None
        }
        for id_ in sorted(found & areas.keys()):
            if f"area-{id_}" not in files and one.measure.id in files:
                file = files[one.measure.id][0]
                yield Entry("area", words.area(id_), title(one, words), file, _area_keys(id_, areas[id_]))


def _area_keys(id_: str, area: Area) -> str:
    return _keys(id_, *_all(area.names), *area.spellings)


def _judged(
    kind: str, place: str, content: Content, words: Words, files: Mapping[str, tuple[str, str]]
) -> Iterator[Entry]:
    """Promises or claims, by their number and their words; each on its own page where it has one."""
    answer = content.commitments if place == "commitments" else content.claims
    said, more = ("commitment", ("owners", "parties")) if place == "commitments" else ("said", ("by", CLAIM[0]))
    for row in answer.records():
        own = files.get(f"{kind}-{row['id']}")
        file = own[0] if own else f"{files[place][0]}#{row['id']}" if place in files else ""
        if file:
            text = str(row[said])
            keys = _keys(str(row["id"]), text, *(str(row[name] or "") for name in more))
            yield Entry(kind, shorten(f"{row['id']}: {text}", LONGEST, placeholder=" \u2026"), "", file, keys)


def _all(names: Names) -> Sequence[str]:
    """A name in every language that it has."""
    return [text for text in (names.en, names.es, names.fr) if text]


def _keys(*texts: str) -> str:
    """The words of texts, each once."""
    return " ".join(dict.fromkeys(word for text in texts for word in folded(text).split()))


def folded(text: str) -> str:
    """Words in small letters without accents and marks.

    >>> folded("Opioïdes: Nuevo León")
    'opioides nuevo leon'
    """
    letters = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(letter for letter in letters if unicodedata.category(letter) != "Mn")
    return " ".join(re.findall(r"[^\W_]+", bare))
