"""The recipes in deploy/, run with the real programs."""
