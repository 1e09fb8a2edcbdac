"""Which workers are at work: each says so every minute, and is missed when it stops."""
