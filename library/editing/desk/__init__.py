"""The desk: where staff write, check, review and publish briefs."""
