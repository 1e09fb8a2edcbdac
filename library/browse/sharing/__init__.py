"""Sending a brief to a colleague or a list."""
