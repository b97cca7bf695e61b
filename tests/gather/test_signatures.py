"""Signatures at the door: words go to whom they were written for, and no fingerprint gives a suppressed figure away."""

from __future__ import annotations

import json

import pytest
from tests.catalog.test_signatures import said
from tests.partner import rows, workspace

from tercet.build import edition
from tercet.catalog.load import Catalog
from tercet.catalog.signatures import Signature
from tercet.disclose import hold
from tercet.edition.content import Wanted
from tercet.edition.fingerprint import fingerprint
from tercet.edition.manifest import MANIFEST
from tercet.gather import gather, seen
from tercet.gather.signatures import signatures
from tercet.workspace import Workspace

DAY, LATER = "2024-01-05", "2024-01-15"
SMALL = {"2022": {"CA-ON": 40}, "2023": {"CA-AB": 2}}


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A partner's records may be counted and not be shown; in one year there are two of them."""
    return workspace(tmp_path_factory.mktemp("door"), rows(SMALL))


def told(ws: Workspace, audience: str, *signed: dict[str, object]) -> list[str]:
    """The partner, kind and audience of each signature that an audience is told."""
    catalog = Catalog(ws.catalog.folders)
    vars(catalog)["signatures"] = {one.id: one for one in map(_read, signed)}
    view = seen(Wanted(audience), ws.ledger, ws.catalog)
    return [f"{one.partner} {one.kind} {one.audience}" for one in signatures(view, catalog, sample=False)]


def _read(one: dict[str, object]) -> Signature:
    """A signature as the loader would read it."""
    return Signature.model_validate(one)


def test_words_go_to_those_they_were_written_for(ws: Workspace) -> None:
    """A dissent written for own staff is not published because the figure is the same; a sign-off has no words."""
    inside, public = said("MX", DAY, words={"es": "No."}), said("CA", DAY, "public", words={"fr": "Non."})
    yes = said("US", DAY)
    assert told(ws, "public", inside, public, yes) == ["CA dissent public", "US signed internal"]
    assert told(ws, "internal", inside, public, yes) == [
        "CA dissent public",
        "MX dissent internal",
        "US signed internal",
    ]


def test_a_dissent_that_is_not_told_has_replaced_the_sign_off_all_the_same(ws: Workspace) -> None:
    """The public is not told that a partner agrees which has withdrawn that since."""
    before, since = said("MX", DAY), said("MX", LATER, words={"es": "No."})
    assert told(ws, "public", before) == ["MX signed internal"]
    assert told(ws, "public", before, since) == []


def test_a_signature_on_a_later_edition_is_not_told(ws: Workspace) -> None:
    """What partners said of figures of March was not known when the files of February came."""
    assert told(ws, "internal", said("MX", "2024-03-01")) == []


def test_the_fingerprint_is_made_of_what_the_audience_sees(ws: Workspace) -> None:
    """Made of the true figures, it would tell a reader who tries values out when he has found a suppressed one."""
    wanted = Wanted("public")
    content = gather(wanted, ws.ledger, ws.catalog)
    held = hold(content, seen(wanted, ws.ledger, ws.catalog), ws.catalog, ()).content
    statuses = {row["status"] for one in held.headlines[0].series for row in one.answer.records()}
    assert "Q" in statuses
    made = json.loads(edition(wanted, ws.ledger, ws.catalog)[MANIFEST])["figures"][0]
    assert made["sha256"] == fingerprint(held.headlines[0]) != fingerprint(content.headlines[0])
