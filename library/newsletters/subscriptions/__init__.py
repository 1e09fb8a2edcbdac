"""Subscriptions to news."""
