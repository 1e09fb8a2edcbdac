"""Browsing by approach."""
