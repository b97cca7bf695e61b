"""Gather: everything that an edition says, from a view of the ledger, in no language yet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tercet.catalog.load import Catalog
from tercet.edition.content import Content, Wanted
from tercet.edition.front import front
from tercet.errors import LedgerError
from tercet.gather.background import on_background
from tercet.gather.files import files, put_aside
from tercet.gather.headlines import Views, headline
from tercet.gather.signatures import signatures
from tercet.judge import claims, commitments, is_sample
from tercet.ledger.ledger import Ledger
from tercet.ledger.view import View
from tercet.version import __version__


def seen(wanted: Wanted, ledger: Ledger, catalog: Catalog) -> View:
    """What the audience of an edition may see. An edition without a day of its own is as of its newest file."""
    view = ledger.view(catalog, wanted.audience, wanted.as_of)
    if not view.batches:
        raise LedgerError("There is nothing to make an edition of: no file has come in. Next: tercet ingest FILE...")
    # No clock: the verdicts are those of the day of the newest file, too.
    return replace(view, as_of=wanted.as_of or max(batch.received for batch in view.batches))


def gather(wanted: Wanted, ledger: Ledger, catalog: Catalog) -> Content:
    """Everything that the edition says: answers, comparisons, files, and rows put aside."""
    view, shown = seen(wanted, ledger, catalog), front()
    since = _since(wanted, view)
    views = Views(view, ledger.view(catalog, wanted.audience, since) if since else None)
    content = Content(
        as_of=view.as_of or date.min,
        audience=wanted.audience,
        sample=is_sample(view),
        version=__version__,
        headlines=tuple(headline(views, one, shown.areas, catalog) for one in shown.headlines),
        commitments=commitments(view, catalog, None),
        claims=claims(view, catalog, None),
        files=tuple(files(view, catalog)),
        put_aside=tuple(put_aside(view, ledger)),
        refused=wanted.refused if catalog.terms.audiences[wanted.audience].inside else (),
        since=since,
        signatures=tuple(signatures(view, catalog, is_sample(view))),
    )
    return on_background(content, view)


def _since(wanted: Wanted, view: View) -> date | None:
    """The day of the edition before: the one that was named, else the last on which files came before the newest."""
    days = sorted({batch.received for batch in view.batches})
    return wanted.since or (days[-2] if len(days) > 1 else None)
