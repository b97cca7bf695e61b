"""The few pages of the server's own: the list of editions, the form for a token, and errors. In three languages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request

LANGS = ("en", "es", "fr")
PAGE = "text/html; charset=utf-8"
VARY = "Accept-Encoding, Accept-Language, Authorization, Cookie"


def page(name: str, request: Request, **more: object) -> bytes:
    """A page in the language that the reader's browser asks for."""
    lang = language(request.headers.get("accept-language", ""))
    text = _environment().get_template(f"{name}.html").render(t=texts()[lang], lang=lang, **more)
    return text.encode("utf-8")


def language(accepted: str) -> str:
    """The first of our languages in an Accept-Language; browsers list them in the order of preference.

    >>> language("fr-CA,fr;q=0.9,en;q=0.8"), language("de, ES;q=0.5"), language("")
    ('fr', 'es', 'en')
    """
    asked = (item.partition(";")[0].strip().lower().partition("-")[0] for item in accepted.split(","))
    return next((lang for lang in asked if lang in LANGS), LANGS[0])


@cache
def texts() -> Mapping[str, Mapping[str, str]]:
    """Language -> name -> text."""
    told = yaml.safe_load((files("tercet.web") / "texts.yml").read_text("utf-8"))
    return {lang: {name: by_lang[lang] for name, by_lang in told.items()} for lang in LANGS}


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
