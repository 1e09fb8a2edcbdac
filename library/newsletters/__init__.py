"""News by e-mail: who asked for it, the digests that make themselves, and the newsletters that staff write."""
