"""Digests of what is new."""
