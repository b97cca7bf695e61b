"""Identifiers in SDMX, which allows letters, digits, `_`, `-`, `@` and `$` only.

Whatever else a code holds is written `$` with two hexadecimal digits for each byte of UTF-8, so that every code can be
had back. The agreed codes for "not specified" begin with `_`, as in the code lists of SDMX itself.
"""

from __future__ import annotations

import re

AGENCY = "TERCET"
VERSION = "1.0.0"  # of the structures: a new one where dimensions, attributes or their meaning change
UNSPECIFIED = "_X"  # no value
EMPTY = "$"  # a text without letters; no other code is a lone dollar sign

_PLAIN = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")
_FIRST = (b"_", b"-")  # `_` begins SDMX's own codes, `-` a formula; and nan is no number to pysdmx, whatever its column
_ESCAPED = re.compile(rb"\$([0-9A-F]{2})")


def identifier(value: str | None) -> str:
    """A code as SDMX may write it.

    >>> identifier("US-TX"), identifier("ca_phac.winnipeg"), identifier(None), identifier("_X")
    ('US-TX', 'ca_phac$2Ewinnipeg', '_X', '$5FX')
    """
    if value is None:
        return UNSPECIFIED
    if value == "":
        return EMPTY
    data = value.encode("utf-8")
    taken = data[:1] in _FIRST or value.lower() == "nan"
    return "".join(
        f"${byte:02X}" if byte not in _PLAIN or (taken and at == 0) else chr(byte) for at, byte in enumerate(data)
    )


def value_of(code: str) -> str | None:
    """The code that an identifier stands for.

    >>> value_of("ca_phac$2Ewinnipeg"), value_of("_X"), value_of("$")
    ('ca_phac.winnipeg', None, '')
    """
    if code in {UNSPECIFIED, EMPTY}:
        return None if code == UNSPECIFIED else ""
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), code.encode("ascii")).decode("utf-8")


def by(dimension: str) -> str:
    """The identifier of a dimension that figures are cut by; never one that SDMX-CSV keeps for itself, such as ACTION.

    >>> by("action")
    'BY_ACTION'
    """
    return f"BY_{dimension.upper()}"


def structure_id(dimensions: tuple[str, ...]) -> str:
    """The identifier of the data structure of all tables that are cut in one way.

    >>> structure_id(()), structure_id(("substance",))
    ('SERIES', 'SERIES_BY_SUBSTANCE')
    """
    return "_".join(["SERIES", *map(by, dimensions)])


def reference(artefact: str, name: str) -> str:
    """The address of a structure that can be kept up on its own."""
    package = {"Codelist": "codelist", "Concept": "conceptscheme"}.get(artefact, "datastructure")
    return f"urn:sdmx:org.sdmx.infomodel.{package}.{artefact}={AGENCY}:{name}({VERSION})"
