"""The two-way part of the library: how partners reach us, take part and are heard. One folder for each noun."""
