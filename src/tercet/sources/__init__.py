"""Bytes of a publisher to a table of text.

    recognise.py   which source and layout a file is, by its header
    text.py        the file as a table of text
    table.py       what both of them hand over

Below them, one noun a file: `magic` (what the bytes are), `encoding`, `header`, `fit` (header against layout),
`delimited`, `transcript` (a clean UTF-8 copy), `ending` (what stands after the last row), `division` (may several
threads read one file), `workbook`, `parquet`, `notes` (text around a table), `complaints` (the engine's messages),
`faults` (ours).
"""
