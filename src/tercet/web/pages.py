"""The few pages of the server's own: the list of editions, the form for a token, and errors. In three languages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request

from tercet.catalog.load import Catalog
from tercet.edition.words import Words, texts, words

LANGS = ("en", "es", "fr")
PAGE = "text/html; charset=utf-8"
VARY = "Accept-Encoding, Accept-Language, Authorization, Cookie"


class Pages:
    """Pages with the names that the definitions have for audiences and months."""

    def __init__(self, catalog: Catalog) -> None:
        self._words = {lang: words(lang, catalog) for lang in LANGS}
        self._texts = {lang: texts("serve", lang) for lang in LANGS}
        self._names = {lang: one("language") for lang, one in self._words.items()}
        self._audiences = catalog.terms.audiences

    def page(self, name: str, request: Request, **more: object) -> bytes:
        """A page in the language that the reader's browser asks for."""
        lang = language(request.headers.get("accept-language", ""))
        told = {"t": self._texts[lang], "lang": lang, "day": self._words[lang].day, "langs": self._names}
        text = _environment().get_template(f"{name}.html").render(**told, names=self.names(lang), **more)
        return text.encode("utf-8")

    def names(self, lang: str) -> Mapping[str, str]:
        """Audience -> its name in a language."""
        spoken: Words = self._words[lang]
        return {name: spoken.name(one.names) for name, one in self._audiences.items()}


def language(accepted: str) -> str:
    """The first of our languages in an Accept-Language; browsers list them in the order of preference.

    >>> language("fr-CA,fr;q=0.9,en;q=0.8"), language("de, ES;q=0.5"), language("")
    ('fr', 'es', 'en')
    """
    asked = (item.partition(";")[0].strip().lower().partition("-")[0] for item in accepted.split(","))
    return next((lang for lang in asked if lang in LANGS), LANGS[0])


@cache
def style() -> bytes:
    """The style sheet of these pages."""
    return (files("tercet.web") / "templates" / "serve.css").read_bytes()


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("tercet.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
