"""Questions that found nothing, kept without a word about who asked."""
