"""What people and the clock do: one function each, used by every face."""
