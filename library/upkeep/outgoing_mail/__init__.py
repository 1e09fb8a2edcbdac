"""Mail that waits, failed or is held back."""
