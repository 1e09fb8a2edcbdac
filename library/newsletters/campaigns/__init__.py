"""Newsletters: what staff choose, to whom they choose, once, and counted to the last address."""
