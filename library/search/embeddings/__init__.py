"""What the lines of briefs mean, worked out once and kept."""
