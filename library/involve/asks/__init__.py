"""What a body was asked to do about something we learned, and what it answered."""
