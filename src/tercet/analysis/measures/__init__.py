"""Measures: one question asked in the same way of every area, and whether two answers may be compared."""
