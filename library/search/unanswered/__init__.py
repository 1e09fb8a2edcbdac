"""Questions that found nothing, and the answers staff give."""
