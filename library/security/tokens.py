"""Secrets in addresses and cookies: of each only a hash is kept."""

import hashlib


def token_hash(token: str) -> str:
    """Return what is kept of a token: its SHA-256."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
