"""The signatures on figures that an audience may know of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tercet.catalog.load import Catalog
from tercet.catalog.signatures import Signature, in_force
from tercet.ledger.view import View


def signatures(view: View, catalog: Catalog, sample: bool) -> Iterator[Signature]:
    """The signatures in force; the words of a dissent go to the audience that they were written for, and to own staff.

    A dissent that is not told has replaced the partner's sign-off all the same.
    """
    inside = catalog.terms.audiences[view.audience].inside
    for one in in_force(catalog.signatures.values(), view.as_of or date.max, sample):
        if inside or one.kind == "signed" or one.audience == view.audience:
            yield one
