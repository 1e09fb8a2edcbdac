"""Reports for a board or a funder: what the library did in a month, a quarter or a year, without personal data."""
