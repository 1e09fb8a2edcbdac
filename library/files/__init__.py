"""What staff upload: keeping it by its content, and reading it in a child process that can do no harm."""
