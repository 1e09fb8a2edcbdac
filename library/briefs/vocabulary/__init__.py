"""The vocabulary: the terms that briefs are tagged with, and the words people use for them."""
