"""Rooms that answer one sort of question each, and never import one another."""
