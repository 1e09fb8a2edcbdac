"""Challenges to a rating: from anybody, with reasons and sources, decided by somebody who didn't write the brief."""
