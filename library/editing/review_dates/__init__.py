"""When each brief is checked again, and by whom."""
