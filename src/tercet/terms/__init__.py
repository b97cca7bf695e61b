"""Handling: who may see what, when, and for which use. Unknown terms mean no."""
