"""What works at a glance: the table and the picture."""
