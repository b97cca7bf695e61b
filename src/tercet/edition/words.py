"""The words of one language: texts with gaps to fill, numbers, dates and percentages in the language's own form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from pydantic import RootModel

from tercet.answers import Answer
from tercet.catalog.load import PACKAGED, Catalog
from tercet.catalog.models import Names
from tercet.catalog.yaml import read_model, read_yaml
from tercet.edition.sayings import Sayings
from tercet.errors import CatalogError, unknown

TEXTS = PACKAGED / "texts"
_BEFORE = re.compile(r" (?=[:;%»])")  # the space before a mark
SPACE = "\u00a0"  # between a number and what belongs to it, so that a line never ends between them
ENGLISH = "en"  # the language that the catalog defines things in


@dataclass(frozen=True, slots=True)
class Said:
    """A text of the catalog, with the language that it is in."""

    text: str
    lang: str


class Translations(RootModel[dict[str, str]]):
    """One file of translations: the English text, whole or with gaps (edition.sayings), and what is said for it."""


@dataclass(frozen=True)
class Words:
    """The texts of a language, the names that the catalog has in it, and translations of what it says in English."""

    lang: str
    texts: Mapping[str, str]
    terms: Mapping[str, str]
    catalog: Catalog
    sayings: Sayings | None = None

    def __call__(self, key: str, **values: object) -> str:
        """A text with its gaps filled."""
        if key not in self.texts:
            raise CatalogError(f"page_{self.lang}.yml: {unknown('text', key, self.texts)}")
        return self.texts[key].format(**values)

    def term(self, key: str) -> str:
        """An official term in this language: a verdict, say."""
        if key not in self.terms:
            raise CatalogError(f"{self.lang}.yml: {unknown('term', key, self.terms)}")
        return self.terms[key]

    def said(self, text: str) -> Said:
        """What Tercet says in English, in this language; in English where nobody has translated it."""
        plain = " ".join(text.split())
        found = self.sayings(plain) if self.sayings and plain else None
        return Said(plain, ENGLISH) if found is None else Said(found, self.lang)

    def own(self, key: str, **values: object) -> Said:
        """A text of this language itself, where a text of the catalog might stand too."""
        return Said(self(key, **values), self.lang)

    def notes(self, answer: Answer) -> list[Said]:
        """The notes of an answer, in this language."""
        return [self.said(note) for note in answer.notes]

    def name(self, names: Names) -> str:
        """A name in this language, in English where it has none."""
        return str(getattr(names, self.lang) or names.en)

    def area(self, area: str) -> str:
        """The name of an area."""
        return self.name(self.catalog.areas[area].names)

    def unit(self, unit: str) -> str:
        """The name of a unit."""
        return self.name(self.catalog.units[unit].names)

    def code(self, codelist: str, code: str) -> str:
        """The name of a code, or the code itself where the list does not have it."""
        codes = self.catalog.codelists[codelist].codes if codelist in self.catalog.codelists else {}
        return self.name(codes[code].names) if code in codes else code.replace("_", " ")

    def value(self, field: str, code: str) -> str:
        """The name of a value of a dimension."""
        if field == "substance" and code in self.catalog.substances:
            return self.name(self.catalog.substances[code].names)
        return self.code(field, code)

    def number(self, value: Decimal | int) -> str:
        """A number for reading: whole from 100 on, three digits below."""
        size = abs(Decimal(value))
        places = 0 if size >= 100 or size == size.to_integral_value() else 1 if size >= 10 else 2
        return self.marked(f"{Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN):,f}")

    def marked(self, number: str) -> str:
        """A number in English digits, to all its digits, with the marks of this language."""
        marks = {",": self("thousands_mark"), ".": self("decimal_mark"), "-": "\u2212"}
        return "".join(marks.get(letter, letter) for letter in number)

    def amount(self, value: Decimal | int, unit: str) -> str:
        """A number with the name of its unit."""
        return f"{self.number(value)}{SPACE}{self.unit(unit)}"

    def percent(self, part: Decimal) -> str:
        """A percentage without decimals."""
        return self("percent", number=self.number(part.quantize(Decimal(1), ROUND_HALF_EVEN)))

    def signed(self, part: Decimal) -> str:
        """A percentage without decimals, with its sign."""
        whole = part.quantize(Decimal(1), ROUND_HALF_EVEN)
        sign = "+" if whole > 0 else "\u2212" if whole < 0 else ""
        return f"{sign}{self.percent(abs(whole))}"

    def day(self, day: date) -> str:
        """A day; some languages write the first of a month in a way of its own."""
        return self(
            "day_first" if day.day == 1 else "day", day=day.day, month=self.code("month", str(day.month)), year=day.year
        )

    def month(self, day: date) -> str:
        """A month of a year."""
        return self("month", month=self.code("month", str(day.month)), year=day.year)

    def dated(self, text: str) -> str:
        """A day or a month of an English text, such as 2024-02-08 or 2024-02."""
        return (
            self.day(date.fromisoformat(text)) if text.count("-") > 1 else self.month(date.fromisoformat(f"{text}-01"))
        )

    def locale(self) -> dict[str, Any]:
        """How charts write numbers."""
        marks = {"thousands": self("thousands_mark"), "decimal": self("decimal_mark")}
        return {**marks, "grouping": [3], "currency": ["", ""]}


def words(lang: str, catalog: Catalog) -> Words:
    """The words of a language that has a file of texts."""
    told = texts("page", lang)
    terms = {key: str(term["text"]) for key, term in read_yaml(TEXTS / f"{lang}.yml").items()}
    found = Words(lang, told, terms, catalog)
    told = {**_named(lang, catalog), **translations(lang, catalog)}
    return replace(found, sayings=Sayings(told, {"number": found.marked, "day": found.dated}))


def _named(lang: str, catalog: Catalog) -> dict[str, str]:
    """Measures, units and kinds of gap, which reasons call by their English names."""
    names = [*(one.names for one in catalog.measures.values()), *(one.names for one in catalog.units.values())]
    names += [one.names for one in catalog.codelists["gap"].codes.values()] if "gap" in catalog.codelists else []
    return {one.en: str(getattr(one, lang)) for one in names if getattr(one, lang)}


def texts(part: str, lang: str) -> dict[str, str]:
    """The texts of one part of an edition (page, report) in a language."""
    path = TEXTS / f"{part}_{lang}.yml"
    if not path.is_file():
        known = [file.stem.removeprefix(f"{part}_") for file in TEXTS.glob(f"{part}_*.yml")]
        raise CatalogError(f"There is no {path.name}: {unknown('language', lang, known)}")
    return {key: _unbroken(str(text)) for key, text in read_yaml(path).items()}


def translations(lang: str, catalog: Catalog) -> dict[str, str]:
    """What Tercet says in English, and how that is said in a language (said_*.yml); a workspace adds its own."""
    paths = [path for folder in catalog.folders for path in sorted((folder / TEXTS.name).glob(f"said*_{lang}.yml"))]
    found = [read_model(path, Translations).root for path in paths]
    return {" ".join(key.split()): _unbroken(text) for one in found for key, text in one.items()}


def _unbroken(text: str) -> str:
    """A text in which no line begins with a mark, or ends with one, that a space sets apart from its word.

    >>> _unbroken("« un » : 5 % ; deux").count(SPACE)
    5
    """
    return _BEFORE.sub(SPACE, text).replace("« ", f"«{SPACE}")
