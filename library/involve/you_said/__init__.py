"""What partners raised at our meetings, and what happened."""
