"""Changing many briefs at once: looked at before, done together, and undone for a while."""
