"""A copy of the whole library in one file, and starting again from it."""
