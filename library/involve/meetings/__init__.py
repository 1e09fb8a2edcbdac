"""Public meetings where partners can ask those who must act, and when they are."""
