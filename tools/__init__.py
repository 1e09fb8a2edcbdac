"""Tools for those who write the briefs."""
