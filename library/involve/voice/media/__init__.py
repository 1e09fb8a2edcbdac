"""Recordings: told by their content, and kept without what their files say about who made them, when and where.

Each kind is copied by a list of what may stay, so that what nobody thought of is left out too. What cannot be cleaned
that way is refused.
"""
