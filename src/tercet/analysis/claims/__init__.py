"""What officials have said in figures, checked."""
