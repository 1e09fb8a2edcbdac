"""The library in numbers, for Prometheus."""
