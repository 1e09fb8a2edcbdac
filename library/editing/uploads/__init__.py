"""Uploading a document, reading it, and starting a draft from it."""
