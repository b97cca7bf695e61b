"""What officials have said in figures: claims, the words used, and the rules that turn mass into doses."""

from __future__ import annotations

from tercet.catalog.models import Definition


class Claim(Definition):
    """One quoted figure."""

    id: str
