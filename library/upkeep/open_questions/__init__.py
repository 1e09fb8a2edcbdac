"""What only the people who run the library can answer."""
