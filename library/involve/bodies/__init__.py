"""The bodies that asks are put to: councils, boards and commissioners, never people."""
