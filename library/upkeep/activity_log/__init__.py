"""The log of who did what, for admins."""
