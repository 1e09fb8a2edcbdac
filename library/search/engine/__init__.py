"""The search engine: an inverted index on disk, read into arrays and ranked by BM25F; a copy that can be rebuilt."""
