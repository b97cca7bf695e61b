"""The ledger: Delta tables of records, rejects and batches, and the View as the one way to read them.

This is the only room that opens an engine (DuckDB through Ibis) or a Delta table.
"""
