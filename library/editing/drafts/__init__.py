"""Drafts: written, saved, checked, published and withdrawn."""
