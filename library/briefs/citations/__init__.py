"""Citing a brief."""
