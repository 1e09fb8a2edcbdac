"""Addresses of sources that no longer answer."""
