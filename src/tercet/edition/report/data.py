"""What the layout is given: an edition's content in the words of one language, as plain values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from tercet.edition import tables, verdicts
from tercet.edition.content import Content, Headline
from tercet.edition.figures import Figure, title
from tercet.edition.front import Front
from tercet.edition.panels import Panel
from tercet.edition.report.digest import digest
from tercet.edition.words import Words

UNCHECKED = "not checkable"


def data(
    content: Content, front: Front, words: Words, drawn: Sequence[Figure], others: Sequence[Words]
) -> dict[str, Any]:
    """Everything that the layout shows; `drawn` are the figures in the same language."""
    origins = tables.origins(content.files, words)
    return {
        "lang": words.lang,
        "region": words("report_region"),
        "sample": content.sample,
        "date": [content.as_of.year, content.as_of.month, content.as_of.day],
        "texts": _filled(content, words),
        "front": _front(content, words, others),
        "measures": [_measure(one, shown) for one, shown in zip(content.headlines, drawn, strict=True)],
        "areas": [words.area(area) for area in front.areas],
        "glance": [asdict(row) for row in tables.at_a_glance(content, front, words)],
        "pairs": tables.pairs(front, words),
        "comparability": [asdict(row) for row in tables.comparability(content, front, words)],
        "gaps": [row for one in content.headlines for row in _gaps(one, words)],
        **_judged(content, words),
        "asides": [asdict(one) for one in tables.asides(content.put_aside, words)],
        "refused": [asdict(one) for one in content.refused],
        "origins": [asdict(one) for one in origins],
        "sources": [
            {"publisher": publisher, "title": name}
            for publisher, name in dict.fromkeys((one.publisher, one.title) for one in origins)
        ],
    }


def _front(content: Content, words: Words, others: Sequence[Words]) -> list[tuple[str, str]]:
    """The lines of the title page."""
    audiences = words.catalog.terms.audiences
    audience = words.name(audiences[content.audience].names) if content.audience in audiences else content.audience
    available = ", ".join(one("language") for one in others if one.lang != words.lang)
    lines = [
        (words("report_as_of"), words.day(content.as_of)),
        (words("report_audience"), audience),
        (words("report_in"), words("language")),
        (words("report_languages"), available),
        (words("report_program"), f"Tercet {content.version}"),
        (words("report_data"), digest(content)),
    ]
    return [(name, text) for name, text in lines if text]


def _filled(content: Content, words: Words) -> Mapping[str, str]:
    """The texts of the layout; those with gaps that stand for the whole edition are filled."""
    day = words.day(content.as_of)
    unchecked = sum(row["verdict"] == UNCHECKED for row in content.claims.records())
    gaps = {
        "report_short": {"day": day},
        "report_unchecked_lede": {"count": words.number(unchecked)},
        "report_files_lede": {"count": words.number(len(content.files))},
        "report_rejected_lede": {"rows": words.number(sum(one.rows for one in content.put_aside))},
        "report_apart": {"chapter": words("comparability")},
        "sources_lede": {"day": day},
        "footer": {"version": content.version},
    }
    return {**words.texts, **{key: words(key, **values) for key, values in gaps.items()}, **_annexes(words)}


def _annexes(words: Words) -> dict[str, str]:
    """The headings of the annexes, by letter."""
    names = ("definitions", "full_comparability", "reading", "files", "rejected")
    return {
        f"annex_{letter}": words("report_annex", letter=letter, name=words(f"report_{name}"))
        for letter, name in zip("ABCDE", names, strict=True)
    }


def _measure(headline: Headline, shown: Figure) -> dict[str, Any]:
    """One measure; the data that a page carries inside itself stays there."""
    found = {**asdict(shown), "data": []}
    found["panels"] = [{**asdict(panel), "alt": _alt(shown, panel), "chart": None} for panel in shown.panels]
    found["source_ids"] = sorted({name for one in headline.series for name in one.behind.files})
    return found


def _alt(shown: Figure, panel: Panel) -> str:
    """What a figure shows, for those who do not see it: its measure, its findings, where its series are going."""
    return " ".join([f"{shown.title}.", panel.alt, *(one.sentence for one in panel.trends)])


def _gaps(headline: Headline, words: Words) -> list[dict[str, str]]:
    """The areas without a series of one measure, with the kind of gap and the reason."""
    return [
        {
            "measure": title(headline, words),
            "area": words.area(one.area),
            "gap": words.code("gap", one.gap) if one.gap else words("missing"),
            "reason": one.reason,
        }
        for one in headline.absent
    ]


def _judged(content: Content, words: Words) -> dict[str, Any]:
    """Commitments, the claims that could be checked, and the others by reason, the most frequent first."""
    checked = {row["id"] for row in content.claims.records() if row["verdict"] != UNCHECKED}
    reasons = Counter(row["reason"] for row in content.claims.records() if row["verdict"] == UNCHECKED)
    return {
        "commitments": [asdict(one) for one in verdicts.commitments(content.commitments, words)],
        "claims": [asdict(one) for one in verdicts.claims(content.claims, words) if one.id in checked],
        "unchecked": [
            (reason, words.number(count)) for reason, count in sorted(reasons.items(), key=lambda r: (-r[1], r[0]))
        ],
        "counts": {
            name: [(asdict(chip), number) for chip, number in verdicts.counts(answer, words)]
            for name, answer in (("commitments", content.commitments), ("claims", content.claims))
        },
        "notes": {"commitments": content.commitments.notes, "claims": content.claims.notes},
    }
