"""Everything that can go wrong, in one tree.

    TercetError
    |- WorkspaceError      the folder is not a workspace, or its settings are wrong
    |- CatalogError        a definition cannot be used
    |- SourceError         a publisher's file cannot be read as any source that we know
    |- HarmoniseError      a descriptor asks for something that the file cannot give
    |- LedgerError         records could not be kept or found
    |- EditionError        a folder is not an edition that can be signed, or a signature cannot be written
    |- TermsError          terms do not allow it, or nobody wrote down what they are
    |- ServerError         editions cannot be served as it was asked
    `- QuestionError       a question that has no honest answer
       |- Refused          two things would have been added or compared that may not be
       |  `- NoSeries      an area has no series of a measure, and the reason has a name
       `- Withheld         the answer would be worked out from records that whoever asks may not see

A message says where, what, and what to do. The command line prints it to stderr and exits with 1.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class TercetError(Exception):
    """The root: whatever Tercet raises on purpose."""


class WorkspaceError(TercetError):
    """Raised when a folder is not a workspace, or its tercet.toml cannot be used."""


class CatalogError(TercetError):
    """Raised when a definition cannot be used; the message names file and line."""


class SourceError(TercetError):
    """Raised when a publisher's file cannot be read as any source that we know."""


class HarmoniseError(TercetError):
    """Raised when a descriptor asks for something that the file cannot give."""


class LedgerError(TercetError):
    """Raised when records could not be kept or found; nothing was changed."""


class TermsError(TercetError):
    """Raised when terms do not allow a use, or nobody wrote down what they are."""


class ServerError(TercetError):
    """Raised when editions cannot be served: there is no such folder, or the address cannot be had."""


class EditionError(TercetError):
    """Raised when a folder is not an edition that can be signed, or a signature cannot be put to it."""


class QuestionError(TercetError):
    """Raised for a question that cannot be answered as it was asked."""


class Refused(QuestionError):
    """Raised when an answer would add up or compare what may not be; the message is the reason."""


class NoSeries(Refused):
    """Raised when an area has no series of a measure: not published, not mapped, or no file has come in yet."""


class Withheld(QuestionError):
    """Raised when an answer would be worked out from records that whoever asks may count and not see."""


def unknown(what: str, name: str, known: Iterable[str]) -> str:
    """The sentence for a name that does not exist, with the nearest ones that do."""
    names = sorted(known)
    near = get_close_matches(name, names, n=3, cutoff=0.5)
    hint = f"Did you mean {' or '.join(near)}?" if near else f"Known: {', '.join(names[:40]) or 'none'}."
    return f"There is no {what} {name!r}. {hint}"
