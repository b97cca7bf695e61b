"""The reference of every definition, written from the definitions themselves.

`python -m tercet.catalog.reference docs/reference` writes the pages; with `--check` it only says which are stale,
and exits with 1 if any is. The same definitions give the same bytes.
"""
