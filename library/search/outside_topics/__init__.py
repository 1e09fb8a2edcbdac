"""What the library is not about, and where to turn with it."""
