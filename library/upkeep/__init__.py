"""Keeping the library right and running."""
