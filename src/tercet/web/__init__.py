"""Editions and measures in a browser: who may see what comes from a token, and every file from a manifest."""
