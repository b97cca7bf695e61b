"""What the layout is given: an edition's content in the words of one language, as plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from tercet.edition import gaps, tables, verdicts
from tercet.edition.content import Content, Headline
from tercet.edition.figures import Figure
from tercet.edition.front import Front
from tercet.edition.geography import Mapped
from tercet.edition.panels import Panel
from tercet.edition.report import cited, missing, promises
from tercet.edition.report.digest import digest
from tercet.edition.report.fonts import own_sans
from tercet.edition.report.pictured import pictured
from tercet.edition.revisions import Revised, revisions
from tercet.edition.timeline import dated
from tercet.edition.verdicts import UNCHECKED
from tercet.edition.words import Words

MOST = 24  # changes of one series that are printed
ANNEXES = ("definitions", "full_comparability", "reading", "documents", "files", "revised", "rejected", "signed")
LETTERS = dict(zip(ANNEXES, "ABCDEFGH", strict=True))


def data(
    content: Content, front: Front, words: Words, drawn: Sequence[Figure], others: Sequence[Words]
) -> dict[str, Any]:
    """Everything that the layout shows; `drawn` are the figures in the same language."""
    return {
        "lang": words.lang,
        "region": words("report_region"),
        "sample": content.sample,
        "date": [content.as_of.year, content.as_of.month, content.as_of.day],
        "texts": _filled(content, words),
        "front": _front(content, words, others),
        "footing": words("audience", audience=_audience(content, words)),
        "measures": [_measure(one, shown) for one, shown in zip(content.headlines, drawn, strict=True)],
        "chapters": _chapters(content, front, words),
        "areas": [words.area(area) for area in front.areas],
        "glance": [asdict(row) for row in tables.at_a_glance(content, front, words)],
        "pairs": tables.pairs(front, words),
        "comparability": [asdict(row) for row in tables.comparability(content, front, words)],
        **_judged(content, words),
        **_missing(content, front, words),
        **_origins(content, words),
        "revised": [_revised(one, words) for one in revisions(content, words) if one.rows],
    }


def _front(content: Content, words: Words, others: Sequence[Words]) -> list[tuple[str, str]]:
    """The lines of the title page."""
    available = ", ".join(one("language") for one in others if one.lang != words.lang)
    lines = [
        (words("report_edition"), f"{content.as_of}, {content.audience}"),
        (words("report_as_of"), words.day(content.as_of)),
        (words("report_before"), words("report_before_none") if content.since is None else words.day(content.since)),
        (words("report_audience"), _audience(content, words)),
        (words("report_in"), words("language")),
        (words("report_languages"), available),
        (words("report_program"), f"Tercet {content.version}"),
        (words("report_data"), digest(content)),
    ]
    return [(name, text) for name, text in lines if text]


def _audience(content: Content, words: Words) -> str:
    """The name of the audience; one that the terms do not know by its own."""
    audiences = words.catalog.terms.audiences
    return words.name(audiences[content.audience].names) if content.audience in audiences else content.audience


def _filled(content: Content, words: Words) -> Mapping[str, str]:
    """The texts of the layout; those with gaps that stand for the whole edition are filled."""
    day = words.day(content.as_of)
    unchecked = sum(row["verdict"] == UNCHECKED for row in content.claims.records())
    rows = sum(one.rows for one in content.put_aside)
    gaps = {
        "report_short": {"day": day},
        "report_unchecked_lede": {"count": words.number(unchecked)},
        "report_files_lede": {"count": words.number(len(content.files)), "annex": LETTERS["files"]},
        "report_rejected_lede": {"rows": words.number(rows), "annex": LETTERS["rejected"]},
        "report_reasons_lede": {"annex": LETTERS["full_comparability"]},
        "report_method_trend": {"annex": LETTERS["reading"]},
        "report_refs": {"annex": LETTERS["documents"]},
        "report_revised_method": {"revised": LETTERS["revised"], "signed": LETTERS["signed"]},
        "report_revised_none": {"day": words.day(content.since or content.as_of)},
        "report_apart": {"chapter": words("comparability")},
        "report_revised_lede": {"day": words.day(content.since or content.as_of)},
        "sources_lede": {"day": day},
        "footer": {"version": content.version},
    }
    return {**words.texts, **{key: words(key, **values) for key, values in gaps.items()}, **_annexes(words)}


def _annexes(words: Words) -> dict[str, str]:
    """The headings of the annexes, by name; their letters follow their order."""
    return {
        f"annex_{name}": words("report_annex", letter=letter, name=words(f"report_{name}"))
        for name, letter in LETTERS.items()
    }


def _chapters(content: Content, front: Front, words: Words) -> list[dict[str, Any]]:
    """The chapters that have a measure, with the places of their measures."""
    at = {one.measure.id: place for place, one in enumerate(content.headlines)}
    found = {name: [at[one] for one in front.measures(name) if one in at] for name in front.chapters}
    return [
        {"title": words(f"chapter_{name}"), "lede": words(f"report_{name}_lede"), "places": places}
        for name, places in found.items()
        if places
    ]


def _measure(headline: Headline, shown: Figure) -> dict[str, Any]:
    """One measure; the data that a page carries inside itself stays there."""
    found = {**asdict(shown), "data": []}
    found["panels"] = [_panel(shown, panel) for panel in shown.panels]
    found["maps"] = [_map(shown, one) for one in shown.maps]
    found["source_ids"] = sorted({name for one in headline.series for name in one.behind.files})
    return found


def _panel(shown: Figure, panel: Panel) -> dict[str, Any]:
    """One axis; its drawings are in the report's own sans serif, where a page takes that of its reader."""
    narrow, wide = own_sans(panel.narrow), own_sans(panel.wide)
    return {**asdict(panel), "narrow": narrow, "wide": wide, "alt": _alt(shown, panel), "chart": None}


def _map(shown: Figure, one: Mapped) -> dict[str, Any]:
    """A map with its findings and notes; the table of every place is on the site and in the open data."""
    return {
        "heading": one.heading,
        "names": one.names,
        "wide": own_sans(one.wide),
        "alt": f"{shown.title}. {one.alt}",
        "findings": [said.text for said in one.findings],
        "notes": [said.text for said in one.notes],
    }


def _alt(shown: Figure, panel: Panel) -> str:
    """What a figure shows, for those who do not see it: its measure, its findings, where its series are going."""
    return " ".join([f"{shown.title}.", panel.alt, *(one.sentence for one in panel.trends)])


def _judged(content: Content, words: Words) -> dict[str, Any]:
    """Commitments, the claims that could be checked, the others by reason, and the documents of all of them."""
    found = dated(content, words)
    known = cited.numbered(found, content.claims)
    answers = {"commitments": content.commitments, "claims": content.claims}
    return {
        "commitments": [asdict(one) for one in promises.promises(found, content.commitments, known, words)],
        "timeline": pictured(found, content, words),
        "claims": promises.checked(content.claims, known, words),
        "unchecked": [(asdict(reason), *rest) for reason, *rest in promises.unchecked(content.claims, words)],
        "documents": [asdict(one) for one in cited.documents(known)],
        "counts": {
            name: [(asdict(chip), number) for chip, number in verdicts.counts(answer, words)]
            for name, answer in answers.items()
        },
        "notes": {name: [asdict(note) for note in words.notes(answer)] for name, answer in answers.items()},
    }


def _missing(content: Content, front: Front, words: Words) -> dict[str, Any]:
    """What was put aside or refused, and what is missing by kind of gap."""
    return {
        "asides": [asdict(one) for one in tables.asides(content.put_aside, words)],
        "refused": [(one.file, asdict(words.said(one.message))) for one in content.refused],
        "gaps": [asdict(one) for one in missing.kinds(content, words)],
        "marked": [asdict(one) for one in gaps.gaps(content, front.areas, words) if one.mark],
    }


def _revised(one: Revised, words: Words) -> dict[str, Any]:
    """A revised series; of many changes the newest are printed, and the others counted."""
    beyond = len(one.rows) - MOST
    return {
        "caption": words("revised_caption", measure=one.title, area=one.area),
        "rows": [asdict(row) for row in one.rows[:MOST]],
        "more": words("report_revised_more", count=words.number(beyond)) if beyond > 0 else "",
    }


def _origins(content: Content, words: Words) -> dict[str, Any]:
    """The files in force, and the publications that they are of, each once."""
    origins = tables.origins(content.files, words)
    titles = dict.fromkeys((one.publisher, one.title) for one in origins)
    return {
        "origins": [asdict(one) for one in origins],
        "sources": [{"publisher": publisher, "title": name} for publisher, name in titles],
        "since": content.since is not None,
    }
