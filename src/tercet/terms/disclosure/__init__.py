"""Disclosure control: which cells of a table are held back, and proof that the rest does not give them away."""
