"""The words of the report: those of the page, and those that only the report has."""

from __future__ import annotations

from dataclasses import replace

from tercet.edition.words import Words, texts
from tercet.errors import CatalogError


def with_report(words: Words) -> Words:
    """The words of a language, with those of the report."""
    own = texts("report", words.lang)
    if twice := sorted(own.keys() & words.texts.keys()):
        raise CatalogError(f"report_{words.lang}.yml: {twice} are texts of the page as well; a text has one place.")
    return replace(words, texts={**words.texts, **own})
