"""Briefs side by side."""
