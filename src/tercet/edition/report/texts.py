"""The words of the report: those of the page, and those that only the report has."""

from __future__ import annotations

from dataclasses import replace

from tercet.catalog.load import PACKAGED
from tercet.catalog.yaml import read_yaml
from tercet.edition.words import Words, _unbroken
from tercet.errors import CatalogError


def with_report(words: Words) -> Words:
    """The words of a language, with those of the report."""
    path = PACKAGED / "texts" / f"report_{words.lang}.yml"
    if not path.is_file():
        raise CatalogError(f"There is no {path.name}: write the report's texts in that language, or build without it.")
    own = {key: _unbroken(str(text)) for key, text in read_yaml(path).items()}
    if twice := sorted(own.keys() & words.texts.keys()):
        raise CatalogError(f"{path.name}: {twice} are texts of the page as well; a text has one place.")
    return replace(words, texts={**words.texts, **own})
