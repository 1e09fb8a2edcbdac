"""Briefs on paper: one A4 side, as a tagged PDF."""
