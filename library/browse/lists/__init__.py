"""Lists of briefs: new, due, by role, what does not work."""
