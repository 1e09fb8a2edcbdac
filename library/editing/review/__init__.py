"""The way of a draft to its readers: sent for review, commented on, sent back, published."""
