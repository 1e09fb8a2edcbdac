"""Briefs and whole libraries in and out: import, export, backup, seeding."""
