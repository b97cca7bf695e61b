"""Sign a figure of an edition that was made: read what its manifest says of it, and write the signature down."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from tercet.catalog.load import Catalog
from tercet.catalog.signatures import Sha256, Signature, Word, name_of
from tercet.catalog.yaml import read_model
from tercet.edition.manifest import MANIFEST, Output
from tercet.errors import CatalogError, EditionError, unknown

AGAIN = "Make the edition again with tercet build, and sign that."


class _Part(BaseModel):
    """What is read of a manifest; it says more."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class _Made(_Part):
    path: str
    sha256: Sha256


class _Figure(_Part):
    id: Word
    sha256: Sha256


class Manifest(_Part):
    """What a manifest says of an edition, its figures and its files."""

    as_of: date
    audience: str
    sample: bool
    figures: tuple[_Figure, ...]
    outputs: tuple[_Made, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a partner wants to say of a figure: its words for a dissent, none for a sign-off."""

    figure: str
    partner: str
    words: Mapping[str, str]
    on: date


@dataclass(frozen=True, slots=True)
class Written:
    """A signature in its file; `changed` is whether it says anything that the file did not say before."""

    signature: Signature
    path: Path
    changed: bool


def sign(asked: Asked, edition: Path, catalog: Catalog, folder: Path, sample: bool | None) -> Written:
    """Write a signature on a figure of an edition into a workspace's folder of signatures.

    `sample` is whether the workspace holds made-up figures; None where it holds none at all. Raises where the edition
    is not whole, or has no such figure, and where nobody defined the partner.
    """
    made = _read(edition)
    if asked.partner not in catalog.terms.partners:
        raise EditionError(unknown("partner", asked.partner, catalog.terms.partners))
    if made.audience not in catalog.terms.audiences:
        raise EditionError(f"{edition}: {unknown('audience', made.audience, catalog.terms.audiences)}")
    _same_world(made, sample, edition)
    signature = _signature(asked, made, edition)
    path = folder / f"{signature.id}.yml"
    before = read_model(path, Signature) if path.is_file() else None
    if before is not None and before.model_copy(update={"on": signature.on}) == signature:
        return Written(before, path, changed=False)
    _write(path, signature)
    return Written(signature, path, changed=True)


def _read(edition: Path) -> Manifest:
    """The manifest of an edition whose files are what it says they are."""
    path = edition / MANIFEST
    if not path.is_file():
        raise EditionError(f"{edition} is not an edition: it has no {MANIFEST}. Make one with: tercet build -o DIR")
    try:
        made = Manifest.model_validate_json(path.read_bytes())
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(key) for key in first["loc"])
        raise EditionError(f"{path}: {f'{where}: ' if where else ''}{first['msg']}. {AGAIN}") from None
    for one in made.outputs:
        if not Output(one.path, one.sha256).holds(edition):
            raise EditionError(f"{edition}: {one.path} is not as it was made. {AGAIN}")
    return made


def _same_world(made: Manifest, sample: bool | None, edition: Path) -> None:
    """A signature on made-up figures never stands beside real ones, nor the other way round."""
    if sample is not None and sample != made.sample:
        kinds = {True: "made-up (SAMPLE) figures", False: "real figures"}
        raise EditionError(
            f"{edition} shows {kinds[made.sample]}, and this workspace holds {kinds[sample]}. "
            "Sign in the workspace that the edition was made from: -w DIR"
        )


def _signature(asked: Asked, made: Manifest, edition: Path) -> Signature:
    """The signature that was asked for, bound to the figure's fingerprint."""
    prints = {one.id: one.sha256 for one in made.figures}
    if asked.figure not in prints:
        raise EditionError(f"{edition}: {unknown('figure', asked.figure, prints)}")
    said = {
        "id": name_of(asked.figure, asked.partner, made.audience, made.as_of),
        "figure": asked.figure,
        "sha256": prints[asked.figure],
        "partner": asked.partner,
        "audience": made.audience,
        "kind": "dissent" if asked.words else "signed",
        "edition": made.as_of,
        "on": asked.on,
        "words": dict(asked.words),
        "sample": made.sample,
    }
    try:
        return Signature.model_validate(said)
    except ValidationError as error:
        first = error.errors()[0]
        where = " ".join(str(key) for key in first["loc"] if key != "[key]")
        raise EditionError(f"{where or 'signature'}: {str(first['msg']).removeprefix('Value error, ')}.") from None


def _write(path: Path, signature: Signature) -> None:
    """The signature as YAML, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = signature.model_dump(exclude_defaults=True)
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100)
    new = path.with_name(f".{path.name}.new")
    new.write_text(text, "utf-8")
    try:
        if read_model(new, Signature) != signature:
            raise CatalogError(f"{path}: these words cannot be written as YAML and read again. Nothing was changed.")
        os.replace(new, path)
    finally:
        new.unlink(missing_ok=True)
