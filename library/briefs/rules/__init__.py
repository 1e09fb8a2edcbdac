"""What a brief must be before it may be published."""
