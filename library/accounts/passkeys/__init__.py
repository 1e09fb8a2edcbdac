"""Passkeys: a second step that a device or a security key takes, beside codes from an app."""
