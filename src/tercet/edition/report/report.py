"""The report as a PDF: the data go to Typst as one JSON text, so that no text of a publisher is read as markup."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, time
from pathlib import Path

from tercet.edition.content import Content
from tercet.edition.figures import Figure
from tercet.edition.front import Front
from tercet.edition.report.data import data
from tercet.edition.report.fonts import FONTS
from tercet.edition.report.texts import with_report
from tercet.edition.words import Words
from tercet.errors import TercetError

LAYOUT = Path(__file__).parent / "report.typ"


def report(
    content: Content, front: Front, words: Words, drawn: Sequence[Figure], others: Sequence[Words] = ()
) -> bytes:
    """One PDF/UA-1 in one language, with its figures; `others` are the languages that the edition is in besides.

    Fonts come from packages and never from the machine, and the time of making is the day of the content: the same
    content gives the same bytes.
    """
    import typst

    try:
        return typst.compile(
            LAYOUT,
            ignore_system_fonts=True,
            font_paths=[FONTS],
            sys_inputs=inputs(content, front, words, drawn, others),
            pdf_standards="ua-1",
            timestamp=datetime.combine(content.as_of, time(), UTC),
        )
    except typst.TypstError as error:
        raise TercetError(f"{LAYOUT.name} ({words.lang}): the report could not be set. {error.diagnostic}") from error


def inputs(
    content: Content, front: Front, words: Words, drawn: Sequence[Figure], others: Sequence[Words] = ()
) -> dict[str, str]:
    """What the layout reads: one JSON text."""
    told = data(content, front, with_report(words), drawn, others)
    return {"data": json.dumps(told, ensure_ascii=False, sort_keys=True)}
