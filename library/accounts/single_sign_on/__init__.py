"""Signing in with the organisation's own account, through its provider (OpenID Connect)."""
