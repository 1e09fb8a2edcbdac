"""A reading list, kept in its address."""
