"""A document as a Word file, as a PDF and as plain text: the same sections in the same order."""
