"""The manifest of an edition: what went in and what came out, each with its fingerprint."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from tercet.edition.content import Content, Headline
from tercet.edition.fingerprint import fingerprint
from tercet.edition.signed import signatures

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Output:
    """A file of an edition, with its fingerprint."""

    path: str
    sha256: str

    def holds(self, folder: Path) -> bool:
        """Whether the file is there as it was made."""
        path = folder / self.path
        inside = path.resolve().is_relative_to(folder.resolve())  # a manifest is only as good as who wrote it
        return inside and path.is_file() and sha256(path.read_bytes()).hexdigest() == self.sha256


def outputs(data: bytes) -> list[Output]:
    """The files that a manifest names, in the order in which they were made; none where it is no manifest."""
    try:
        return [Output(str(one["path"]), str(one["sha256"])) for one in json.loads(data)["outputs"]]
    except (ValueError, KeyError, TypeError):
        return []


def manifest(content: Content, langs: Sequence[str], made: Mapping[str, bytes]) -> bytes:
    """JSON with the files that the edition rests on and the files that it consists of, with sha256 and size in bytes.

    Between them are its figures, each with the fingerprint that a signature is bound to, and the signatures.

    Two editions are the same if and only if their manifests are. It names no clock and no machine.
    """
    found = {
        "title": f"{'SAMPLE ' if content.sample else ''}Tercet edition as of {content.as_of}",
        "sample": content.sample,
        "as_of": content.as_of.isoformat(),
        "audience": content.audience,
        "languages": list(langs),
        "tercet": content.version,
        "inputs": [
            {
                "file": one.name,
                "source": one.source.id,
                "received": one.received.isoformat(),
                "sha256": one.sha256,
                "rows_in": one.rows_in,
                "accepted": one.accepted,
                "rejected": one.rejected,
                "repeated": one.repeated,
            }
            for one in sorted(content.files, key=lambda one: (one.source.id, one.received, one.name, one.sha256))
        ],
        "refused": [{"file": one.file, "why": one.message} for one in content.refused],
        "figures": [_figure(one, content) for one in content.headlines],
        "outputs": [
            {"path": name, "bytes": len(data), "sha256": sha256(data).hexdigest()} for name, data in made.items()
        ],
    }
    return (json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _figure(headline: Headline, content: Content) -> dict[str, object]:
    """A figure by its fingerprint, and by whom it is signed."""
    signed = [
        {
            "partner": one.signature.partner,
            "kind": one.signature.kind,
            "on": one.signature.on.isoformat(),
            "sha256": one.signature.sha256,
            "holds": one.holds,
        }
        for one in signatures(headline, content)
    ]
    return {"id": headline.measure.id, "sha256": fingerprint(headline), "signatures": signed}
