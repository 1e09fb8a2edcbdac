"""What became of the backups that make themselves: when each was made, and when one was last proven."""
