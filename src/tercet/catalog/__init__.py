"""The common language: areas, substances, units, sources, measures and terms, as data."""
