"""Tercet: one measure for three countries."""

from __future__ import annotations

__version__ = "0.1.0"
