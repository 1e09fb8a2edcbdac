"""The public history of a brief."""
