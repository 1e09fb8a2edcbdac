"""Bringing the database of a library in service up to date, with a way back."""
