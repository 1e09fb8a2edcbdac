"""Reading order and paragraphs of a page, worked out from where its letters stand."""
