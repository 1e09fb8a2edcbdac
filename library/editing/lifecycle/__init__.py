"""Starting a draft by its kind or from another brief, and ending one: discarding changes, deleting what nobody read."""
