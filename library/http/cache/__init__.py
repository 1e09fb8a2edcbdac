"""What readers are given again while nothing has changed: whole pages, and parts that pages share."""
