"""On background: outside the house, the agreed words stand wherever the name of such a source would."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from tercet.catalog.descriptor import Source
from tercet.catalog.models import Names
from tercet.edition.content import Content
from tercet.ledger.view import View

TOLD = ("headlines", "files", "put_aside")  # what of an edition names sources in words
JUDGED = ("commitments", "claims")  # these quote people, who may name whom they like; reasons name ids and files


def on_background(content: Content, view: View) -> Content:
    """The content without the names of sources whose terms grant them that."""
    agreed = dict(_agreed(view))
    if not agreed or view.catalog.terms.audiences[view.audience].inside:
        return content
    ids = {source: words.en for source, words in agreed.items()}
    # A name of a file may name who sent it.
    ids |= {batch.file: batch.sha256[:12] for batch in view.batches if batch.source in agreed}
    names = {name: words.en for source, words in agreed.items() for name in _names(view.catalog.source(source))}
    told: dict[str, Any] = {name: _swapped(getattr(content, name), agreed, _longest(ids | names)) for name in TOLD}
    judged: dict[str, Any] = {name: _swapped(getattr(content, name), agreed, _longest(ids)) for name in JUDGED}
    return replace(content, **told, **judged)


def _longest(swaps: Mapping[str, str]) -> dict[str, str]:
    """Long names first, so that no part of one is left over."""
    return dict(sorted(swaps.items(), key=lambda pair: (-len(pair[0]), pair[0])))


def _agreed(view: View) -> Iterator[tuple[str, Names]]:
    """The sources of which any record is on background, with the agreed words."""
    terms = view.catalog.terms.terms
    for batch in view.batches:
        for name in sorted({view.catalog.source(batch.source).terms, *view.terms_of(batch)}):
            if name in terms and (words := terms[name].attribution) is not None:
                yield batch.source, words


def _names(source: Source) -> frozenset[str]:
    """Whatever a reader could tell a source by."""
    names = (source.publisher, source.names)
    return frozenset(text for one in names for text in (one.en, one.es, one.fr) if text)


def _swapped(value: Any, agreed: Mapping[str, Names], swaps: Mapping[str, str]) -> Any:
    """A value with every name in it exchanged, however deep."""
    if isinstance(value, str):
        for name, words in swaps.items():
            value = value.replace(name, words)
        return value
    if isinstance(value, Source):
        return _anonymous(value, agreed[value.id]) if value.id in agreed else value
    if isinstance(value, (tuple, list)):
        return type(value)(_swapped(one, agreed, swaps) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: _swapped(getattr(value, one.name), agreed, swaps) for one in fields(value)})
    return value


def _anonymous(source: Source, words: Names) -> Source:
    """A source by the agreed words alone."""
    unsaid = dict.fromkeys(("url", "licence", "note"))
    return source.model_copy(update={"id": "on_background", "publisher": words, "names": words, **unsaid})
