"""The report of an edition: one tagged PDF in one language, set by Typst from one layout for all languages."""

from tercet.edition.report.report import report

__all__ = ["report"]
