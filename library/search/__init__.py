"""Finding briefs by words and filters, behind a port; the index is a copy that may be thrown away."""
