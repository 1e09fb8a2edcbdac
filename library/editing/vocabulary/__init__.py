"""Changing the vocabulary: words of a term, new terms, merging two."""
