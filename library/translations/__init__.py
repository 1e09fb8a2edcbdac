"""What the first part of a brief, and a service for people in trouble, say in other languages."""
