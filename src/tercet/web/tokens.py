"""Who is asking: the audience of a request's token, else the public. Nothing else decides that.

The file of tokens holds fingerprints, never the tokens themselves.
"""

from __future__ import annotations

import re
import stat
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from hmac import compare_digest
from pathlib import Path

from starlette.requests import Request

from tercet.errors import TermsError, unknown
from tercet.web.problem import Problem

PUBLIC = "public"
COOKIE = "tercet_token"
FORM = re.compile(r"[A-Za-z0-9._~+/=-]{16,256}")  # what may stand in a header and in a cookie as it is
FINGERPRINT = re.compile(r"[0-9a-f]{64}")
SHAPE = '[US]\nsha256 = ["64 hexadecimal digits", ...]'


@dataclass(frozen=True, slots=True)
class Tokens:
    """Fingerprints of tokens, each with the audience that it opens; without any, everybody is the public."""

    audiences: Mapping[str, str]  # sha256 of a token -> audience

    def audience(self, token: str) -> str | None:
        """For whom a token was made, or None. Every fingerprint is compared, so that the time tells nothing."""
        if not FORM.fullmatch(token):
            return None
        asked, found = fingerprint(token), None
        for known, audience in self.audiences.items():
            if compare_digest(known, asked):
                found = audience
        return found


NOBODY = Tokens({})


def fingerprint(token: str) -> str:
    """The sha256 of a token, as the file has it.

    >>> fingerprint("a token of sixteen or more")[:8]
    'ee1e8e26'
    """
    return sha256(token.encode("utf-8")).hexdigest()


def caller(request: Request, tokens: Tokens) -> str:
    """The audience of a request. A wrong token in the header is refused; an old cookie counts as none."""
    given = request.headers.getlist("authorization")
    if not given:
        return tokens.audience(request.cookies.get(COOKIE, "")) or PUBLIC
    kind, _, token = given[0].partition(" ")
    found = tokens.audience(token.strip()) if len(given) == 1 and kind.lower() == "bearer" else None
    if found is None:
        todo = "Send 'Authorization: Bearer' with a token that was given to you, or none at all to ask as the public."
        raise Problem(401, "header Authorization", "no such token", todo, {"WWW-Authenticate": "Bearer"})
    return found


def cache_for(audience: str) -> str:
    """What others on the way may keep: a public thing, to be asked about again; of the rest, only the reader's own."""
    return "public, no-cache" if audience == PUBLIC else "private, no-cache"


def read_tokens(path: Path, audiences: Collection[str]) -> Tokens:
    """The tokens of a file, for audiences that the terms know."""
    found: dict[str, str] = {}
    for audience, one in _listed(path, _content(path)):
        if audience == PUBLIC:
            raise TermsError(f"{path}: [{PUBLIC}] needs no token: everybody may see it. Take the table out.")
        if audience not in audiences:
            raise TermsError(f"{path}: {unknown('audience', audience, audiences)}")
        if one in found:
            raise TermsError(f"{path}: [{audience}] and [{found[one]}] have the same token. Make one for each.")
        found[one] = audience
    return Tokens(found)


def _content(path: Path) -> Mapping[str, object]:
    try:
        with path.open("rb") as file:
            if stat.S_IMODE(path.stat().st_mode) & 0o077:
                raise TermsError(f"{path}: others on this machine may read or change it. Run: chmod 600 {path}")
            return tomllib.load(file)
    except OSError as error:
        raise TermsError(f"{path}: cannot be read: {error.strerror or error}. Name a file with tokens.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TermsError(f"{path}: not valid TOML: {error}. Mend the file.") from None


def _listed(path: Path, content: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Audience and fingerprint, for every fingerprint in the file."""
    for audience, table in content.items():
        listed = table.get("sha256") if isinstance(table, dict) and set(table) == {"sha256"} else None
        if not isinstance(listed, list):
            raise TermsError(f"{path}: {audience}: not a table with a list sha256 and nothing else. Write:\n{SHAPE}")
        for at, one in enumerate(listed, start=1):
            if not isinstance(one, str) or not FINGERPRINT.fullmatch(one):
                raise TermsError(
                    f"{path}: [{audience}] sha256, entry {at}: not 64 hexadecimal digits in lower case. "
                    "Give the sha256 of the token, not the token."
                )
            yield audience, one
