"""A throwaway copy with example accounts and example work, to try the library out."""
