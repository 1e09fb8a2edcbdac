"""News by e-mail: who asked for it, and the digests they get."""
