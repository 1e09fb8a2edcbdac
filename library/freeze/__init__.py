"""A copy of the public library that needs no server: it opens from a USB stick, and a library can start from it."""
