"""What a public body owes its readers: privacy, accessibility, contact, complaints."""
