"""Mistakes that readers report."""
