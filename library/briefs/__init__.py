"""Briefs: what they are, the rules they must keep, how they are stored, shown and given out."""
