"""Questions that somebody wants a reply to, and the answers that may be published."""
