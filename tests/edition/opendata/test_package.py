"""The descriptor keeps the rules of Data Package 2, and says the truth about each file."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from decimal import Decimal
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any

import pytest
from tests.edition.opendata.made import CATALOG, REAL, SAMPLE, awkward

from tercet.edition.opendata import Meta, files

TYPES = {"string", "number"}
DAY = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")
NAME = re.compile(r"[a-z0-9._-]+")


@pytest.fixture(scope="module", params=[REAL, SAMPLE], ids=["real", "sample"])
def made(request: pytest.FixtureRequest) -> tuple[Mapping[str, bytes], dict[str, Any], Meta]:
    """The files of an edition, and their descriptor."""
    found = files(awkward(), request.param, CATALOG)
    return found, json.loads(found["datapackage.json"]), request.param


def test_the_package_keeps_the_rules_of_the_standard(
    made: tuple[Mapping[str, bytes], dict[str, Any], Meta],
) -> None:
    """Tools that know Data Package 2 find what it asks for, in the form that it asks for."""
    _, package, meta = made
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert NAME.fullmatch(package["name"]) and package["title"] and package["description"]
    assert DAY.fullmatch(package["created"]) and package["created"].startswith(meta.as_of.isoformat())
    assert package["version"] == meta.version
    assert all(one["title"] and one["roles"] for one in package["contributors"])
    assert package["sources"] and all(one["title"] for one in package["sources"])
    assert package["sample"] is meta.sample and package["title"].startswith("SAMPLE") is meta.sample
    assert package["description"].startswith("SAMPLE") is meta.sample


def test_every_file_is_listed_with_its_size_and_fingerprint(
    made: tuple[Mapping[str, bytes], dict[str, Any], Meta],
) -> None:
    """A reader can tell whether a file arrived whole, and none is missing from the list."""
    found, package, _ = made
    resources = package["resources"]
    assert {one["path"] for one in resources} == found.keys() - {"datapackage.json"}
    names = [one["name"] for one in resources]
    assert len(set(names)) == len(names) and all(NAME.fullmatch(name) for name in names)
    for one in resources:
        path, data = PurePosixPath(one["path"]), found[one["path"]]
        assert not path.is_absolute() and ".." not in path.parts
        assert (one["bytes"], one["hash"]) == (len(data), f"sha256:{sha256(data).hexdigest()}")
        assert one["mediatype"] and one["format"] == path.suffix[1:]
        assert (one.get("encoding") == "utf-8") is (one["format"] != "parquet")


def test_every_row_keeps_its_schema(made: tuple[Mapping[str, bytes], dict[str, Any], Meta]) -> None:
    """Fields are those of the header in their order; values have the type, the code list and the key that are said."""
    found, package, _ = made
    for one in package["resources"]:
        if one.get("type") != "table" or one["format"] != "csv":
            continue
        header, *rows = csv.reader(io.StringIO(found[one["path"]].decode("utf-8")))
        schema = one["schema"]
        assert [field["name"] for field in schema["fields"]] == header
        for at, field in enumerate(schema["fields"]):
            assert field["type"] in TYPES and field["title"] and field["titles"].keys() == {"en", "es", "fr"}
            for values in rows:
                conforms(values[at], field, schema["missingValues"])
        if key := schema.get("primaryKey"):
            keys = [tuple(values[header.index(name)] for name in key) for values in rows]
            assert len(set(keys)) == len(keys) and all(all(part for part in found_key) for found_key in keys)


def conforms(text: str, field: Mapping[str, Any], missing: list[str]) -> None:
    """A cell keeps the rules of its field."""
    constraints = field.get("constraints", {})
    if text in missing:
        assert not constraints.get("required"), field["name"]
        return
    if field["type"] == "number":
        Decimal(text)
    assert text in constraints.get("enum", [text]), (field["name"], text)
    labelled = [one["value"] for one in field.get("categories", [])]
    assert not labelled or labelled == constraints["enum"]


def test_every_status_is_explained(made: tuple[Mapping[str, bytes], dict[str, Any], Meta]) -> None:
    """An empty value is a gap with a name, and the descriptor holds all the names."""
    _, package, _ = made
    table = next(one for one in package["resources"] if one.get("type") == "table")
    status = next(field for field in table["schema"]["fields"] if field["name"] == "status")
    assert [one["value"] for one in status["categories"]] == list(CATALOG.codelists["status"].codes)
    assert all(one["labels"].keys() == {"en", "es", "fr"} for one in status["categories"])
