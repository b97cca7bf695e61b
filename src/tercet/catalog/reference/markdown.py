"""Small pieces of Markdown, and texts of definitions as they stand in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tercet.catalog.models import Names

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def three(names: Names) -> str:
    """A name in the languages in which it is known."""
    others = ", ".join(f"{lang} {name}" for lang, name in (("es", names.es), ("fr", names.fr)) if name)
    return f"**{names.en}**{f' ({others})' if others else ''}"


def words(value: str | Sequence[str]) -> str:
    """One value or several, as text."""
    return flat(value if isinstance(value, str) else ", ".join(value))


def flat(text: str | None) -> str:
    """A text in one line."""
    return " ".join((text or "").split())


def code(texts: Iterable[str]) -> str:
    """Texts letter by letter."""
    return ", ".join(f"`{text}`" for text in texts)


def bullets(lead: str, items: Iterable[str]) -> Iterator[str]:
    """A list with a sentence before it; nothing where the list is empty."""
    lines = [f"- {item}" for item in items]
    if lines:
        yield from [lead] if lead else []
        yield "\n".join(lines)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; nothing where there are no rows."""
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(["| " + " | ".join(header) + " |", "|---" * len(header) + "|", *lines]) if lines else ""
