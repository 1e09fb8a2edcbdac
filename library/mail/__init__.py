"""Mail as a value: rendered from plain words, without a request."""
