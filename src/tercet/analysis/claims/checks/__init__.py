"""Checks of claims against themselves and one another: no data needed. The list is in `every.py`."""
