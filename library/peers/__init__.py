"""Sharing between libraries: what others publish arrives as proposals, which staff adopt, adapt or ignore."""
