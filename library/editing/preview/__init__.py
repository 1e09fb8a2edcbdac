"""A draft as its readers would see it."""
