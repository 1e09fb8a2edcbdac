"""Writing briefs: drafts, review, previews, documents, the vocabulary."""
