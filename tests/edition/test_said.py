"""Whatever the catalog says in English on a page or in the report is said in every other language as well."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.edition.made import APART, CATALOG, content, headline
from tests.edition.reading import FRONT
from tests.edition.report.told import shown

from tercet.analysis.commitments.rules import NOTHING_STATED
from tercet.analysis.commitments.verdict import sentence
from tercet.analysis.measures.compare import NO_FREQUENCY, NO_NEED, NO_PERIOD, NOT_SAID
from tercet.analysis.measures.question import feeding
from tercet.catalog.load import PACKAGED, Catalog
from tercet.catalog.models import Measure
from tercet.catalog.yaml import read_model
from tercet.edition.content import Absence, Content
from tercet.edition.figures import figures
from tercet.edition.sayings import GAP
from tercet.edition.site import site
from tercet.edition.words import SPACE, TEXTS, Said, Translations, translations, words
from tercet.errors import CatalogError

PACKAGE = Catalog.open()
OTHERS = ("es", "fr")
FIXED = (NO_FREQUENCY, NO_NEED, NO_PERIOD, NOT_SAID, f"{NOTHING_STATED}.")
GAPS = ("opioid_deaths", "chapter-deaths", "missing", "area-MX")  # pages that say why there is no series
REFUSAL = "MX: there is no series of opioid_deaths. There is one for US (12 months). Ask with --areas US."


def plain(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def declared(measure: Measure) -> Iterator[str]:
    """Everything that the sources of a measure declare; a list has codes, which have names elsewhere."""
    able = [name for name, source in CATALOG.sources.items() if source.record == measure.from_]
    for source in feeding(measure, CATALOG, able):
        for said in (source.declares, *(special.declares for special in source.declares_for)):
            yield from (text for text in said.values() if isinstance(text, str))


def wanted() -> set[str]:
    """Every English text that an edition of the packaged definitions may show in another language."""
    measures = [CATALOG.measure(one.measure) for one in FRONT.headlines]
    told = [text for one in measures for text in (one.definition, one.caveat, *declared(one))]
    told += [gap.note for one in measures for gap in one.coverage.values()]
    told += [one.unchecked for one in CATALOG.claims.values() if one.unchecked]
    return {plain(text) for text in (*told, *FIXED)}


def page(place: str, lang: str, told: Content) -> str:
    """One page of an edition, with plain spaces."""
    return pages(lang, told)[f"{place}.html"].replace(SPACE, " ")


def pages(lang: str, told: Content) -> dict[str, str]:
    """Every page of an edition in one language."""
    spoken = words(lang, CATALOG)
    return site(told, FRONT, [spoken], {lang: figures(told, FRONT, spoken)})


def without(reason: str, gap: str | None = None) -> Content:
    """The small edition with another reason for what is missing in it."""
    told = content(APART)
    return replace(told, headlines=(replace(told.headlines[0], absent=(Absence("MX", gap, reason),)),))


def compared(reasons: str, verdict: str = "not comparable") -> Content:
    """The small edition with other reasons between two areas."""
    told, one = content(APART), headline(APART)
    rows = [tuple({**row, **_changed(row, reasons, verdict)}.values()) for row in one.comparison.records()]
    return replace(told, headlines=(replace(one, comparison=replace(one.comparison, rows=rows)),))


def _changed(row: dict[str, Any], reasons: str, verdict: str) -> dict[str, str]:
    return {"reasons": reasons, "verdict": verdict} if (row["a"], row["b"]) == ("CA", "US") else {}


def promised() -> Iterator[str]:
    """Every English text of the commitments and their meetings that is said as it stands; cited words are not."""
    for one in PACKAGE.commitments.values():
        yield from (one.commitment, one.owners, one.obstacle or "")
        yield from (one.shown_by.what,) if one.shown_by and not one.shown_by.predicate else ()
        yield from (each.says or "" for each in one.statements)
        yield from (each.text for each in one.evidence)
        yield from (each.count.what for each in one.evidence if each.count)
    for meeting in PACKAGE.meetings.values():
        yield from (meeting.title, meeting.place or "")


def remarks() -> Iterator[str]:
    """The notes on commitments and claims, in which each sentence is said for itself."""
    for one in PACKAGE.commitments.values():
        yield from (one.note or "", one.needed or "", (one.due.note if one.due else None) or "")
    yield from (one.note or "" for one in PACKAGE.claims.values())


def in_the_definitions() -> str:
    """All that the packaged definitions say in English, on one line."""
    return plain(" ".join(path.read_text("utf-8") for path in sorted(PACKAGED.rglob("*.yml")) if path.parent != TEXTS))


@pytest.mark.parametrize("lang", OTHERS)
def test_every_text_of_the_catalog_has_a_translation_and_every_translation_a_text(lang: str) -> None:
    """A definition that changes in English and not in Spanish would be two definitions."""
    assert read_model(TEXTS / f"said_{lang}.yml", Translations).root.keys() <= wanted()
    assert wanted() <= translations(lang, CATALOG).keys()


def test_every_language_says_the_same() -> None:
    """What is translated into one language is translated into the other."""
    assert translations("es", CATALOG).keys() == translations("fr", CATALOG).keys()


@pytest.mark.parametrize("lang", OTHERS)
def test_every_promise_is_told_in_every_language(lang: str) -> None:
    """Who signed in Spanish or French can read what was promised."""
    spoken = words(lang, PACKAGE)
    assert {text for text in promised() if text and spoken.said(text).lang != lang} == set()


@pytest.mark.parametrize("lang", OTHERS)
def test_every_remark_is_told_in_every_language(lang: str) -> None:
    """A reservation that is left out in one language is a claim in it."""
    spoken = words(lang, PACKAGE)
    assert {text for text in remarks() if text and spoken.said(sentence(text)).lang != lang} == set()


def test_no_translation_is_left_of_a_text_that_is_gone() -> None:
    """What nobody says any more nobody keeps up."""
    known = in_the_definitions()
    told = read_model(TEXTS / "said_promises_es.yml", Translations).root
    assert {text for text in told if not GAP.search(text) and text.rstrip(".") not in known} == set()


@pytest.mark.parametrize("lang", OTHERS)
def test_a_translation_has_the_numbers_and_codes_of_the_english_text(lang: str) -> None:
    """A code of a cause of death that is lost or mistyped would define another measure."""
    for english, other in translations(lang, CATALOG).items():
        for pattern in (r"\d+", r"--\w+ \w+", r"\w+_\w+", r"`\w+`"):
            ours, theirs = (sorted(re.findall(pattern, text)) for text in (english, other))
            assert ours == theirs, (english, other)


def test_french_marks_stand_with_their_words() -> None:
    """A line never begins with a colon; and Canadian French has no space before a semicolon."""
    for text in translations("fr", CATALOG).values():
        assert not re.search(r" [:%»]|« | ;|\S:(?!\w)", text.replace(f"{SPACE}:", "")), text


def test_a_text_is_the_same_however_its_lines_are_broken() -> None:
    """Definitions are wrapped in their files, and a new wrapping is no new text."""
    spanish = words("es", CATALOG)
    assert spanish.said(" drug\n  seizure ") == Said("aseguramiento de drogas", "es")


def test_what_nobody_has_translated_stays_english_and_is_marked_so() -> None:
    """A workspace's own definition is shown as it is, and a voice reads it as English."""
    assert words("fr", CATALOG).said("A text of one's own.") == Said("A text of one's own.", "en")


def test_a_workspace_translates_what_it_defines_itself(tmp_path: Path) -> None:
    """A partner's own measure speaks every language of an edition, and may say a packaged text in other words."""
    (tmp_path / "catalog" / "texts").mkdir(parents=True)
    own = "A thing of our own.: Una cosa propia.\ndrug seizure: decomiso de drogas\n"
    (tmp_path / "catalog" / "texts" / "said_es.yml").write_text(own, "utf-8")
    spanish = words("es", Catalog.open(tmp_path))
    assert spanish.said("A thing of our own.") == Said("Una cosa propia.", "es")
    assert spanish.said("drug seizure").text == "decomiso de drogas"
    assert spanish.said("gross weight").text == "peso bruto"


def test_a_file_of_translations_is_known_by_its_language_and_not_by_its_last_letters(tmp_path: Path) -> None:
    """Promises do not end in Spanish."""
    (tmp_path / "catalog" / "texts").mkdir(parents=True)
    for name, told in (("said_promises.yml", "otra cosa"), ("said_own_es.yml", "una cosa")):
        (tmp_path / "catalog" / "texts" / name).write_text(f"A thing of our own.: {told}\n", "utf-8")
    assert words("es", Catalog.open(tmp_path)).said("A thing of our own.").text == "una cosa"


@pytest.mark.parametrize("wrong", ["- a list\n", "", "drug seizure: [a, b]\n"])
def test_a_file_of_translations_that_is_none_is_refused_by_name(tmp_path: Path, wrong: str) -> None:
    """A mistake in a partner's file is told with the place where it is."""
    (tmp_path / "catalog" / "texts").mkdir(parents=True)
    (tmp_path / "catalog" / "texts" / "said_es.yml").write_text(wrong, "utf-8")
    with pytest.raises(CatalogError, match=r"said_es\.yml"):
        words("es", Catalog.open(tmp_path))


@pytest.mark.parametrize(("lang", "said"), [("es", "Muertes por opioides tal como"), ("fr", "Décès par opioïdes tels")])
def test_the_definition_on_a_page_is_in_the_language_of_the_page(lang: str, said: str) -> None:
    """Who does not read English can read what is counted."""
    text = page("opioid_deaths", lang, content(APART))
    assert f'class="definition" lang="{lang}">{said}' in text
    assert f'class="caveat" lang="{lang}">' in text
    assert "Deaths by opioids" not in text


def test_a_coverage_note_is_translated_wherever_a_gap_is_told() -> None:
    """Why there is no series is said to whoever meets the gap."""
    note = CATALOG.measure("opioid_deaths").coverage["MX"].note
    found = pages("fr", without(note, "not_published"))
    for place in GAPS:
        assert 'lang="fr">Aucune série nationale mexicaine de décès par surdose' in found[f"{place}.html"]
    assert not any(note in text for text in found.values())


def test_no_page_shows_a_refusal_of_the_command_line() -> None:
    """A hint to type another command helps nobody who reads a page."""
    found = pages("es", without(REFUSAL))
    for place in GAPS:
        assert 'lang="es">Los archivos recibidos no dan cifras que se puedan mostrar aquí.' in found[f"{place}.html"]
    assert not any("There is one for US" in text or "Ask with" in text for text in found.values())


def test_declarations_are_translated_and_agencies_have_their_names() -> None:
    """Reasons that nobody can read are no reasons."""
    told = compared("basis of the amount: CA gross weight; US does not say; agencies included: CA RCMP; US OFO, USBP")
    text = page("comparability", "es", told)
    assert '<strong>Estados Unidos</strong> <span lang="es">no lo dice</span>; ' in text
    assert '<strong>Canadá</strong> <span lang="es">peso bruto</span>' in text
    assert '<span lang="es">Oficina de Operaciones de Campo, Patrulla Fronteriza de Estados Unidos</span>' in text


def test_what_two_areas_have_in_common_is_translated() -> None:
    """Agreement is a reason too."""
    text = page("comparability", "fr", compared("what is counted: both drug seizure", "comparable"))
    assert '✓ ce qui est compté : <span lang="fr">saisie de drogues</span>' in text


def test_the_gaps_of_a_pair_are_translated_with_their_notes() -> None:
    """A pair without data says for each area what is missing, and in one language."""
    (note,) = {gap.note.strip() for area, gap in CATALOG.measure("opioid_deaths").coverage.items() if area == "MX"}
    told = compared(
        f"CA: no data (there is no series in the ledger); US: not published ({note.rstrip('.')})", "no data"
    )
    text = page("comparability", "es", told)
    assert "sin datos: <strong>Canadá</strong> " in text
    assert "no publicado: <strong>Estados Unidos</strong> " in text
    assert '<span lang="es">No se encontró en textos públicos ninguna serie nacional mexicana' in text
    assert "in the ledger" not in text and "was found in public text" not in text


def test_a_missing_common_period_is_told_in_the_language_of_the_page() -> None:
    """Not every reason is a declaration."""
    text = page("comparability", "fr", compared(f"what is counted: CA death; US drug seizure; {NO_PERIOD}"))
    assert '<span lang="fr">aucune période complète n\'est commune aux deux</span>' in text.replace("&#39;", "'")


def test_the_common_ground_has_no_english_word() -> None:
    """From one period to another is a dash in every language."""
    text = page("comparability", "es", content(APART))
    assert "2022-01 – 2023-02" in text and "2022-01 to" not in text


@pytest.mark.parametrize("lang", OTHERS)
def test_the_report_says_it_in_the_same_words_as_the_pages(lang: str) -> None:
    """Two parts of one edition do not speak two languages."""
    note = CATALOG.measure("opioid_deaths").coverage["MX"].note
    found = shown(without(note, "not_published"), lang)
    (one,) = found["measures"]
    reasons = [one["definition"], one["caveat"], found["gaps"][0]["rows"][0]["reason"]]
    reasons += [panel["reason"] for panel in one["panels"] if panel["gap"]]
    assert {said["lang"] for said in reasons} == {lang}
    refused = shown(without(REFUSAL), lang)["gaps"][0]["rows"][0]["reason"]
    assert refused == {"text": words(lang, CATALOG)("no_figures"), "lang": lang}


def test_reasons_of_verdicts_that_are_always_the_same_are_translated() -> None:
    """The most frequent reasons of all say why nothing can be said."""
    text = page("commitments", "es", content(APART))
    assert 'lang="es">No se fijó plazo ni se dijo nada que demostraría que se hizo.</p>' in text
