"""A brief in other forms: a mail, plain text, a PDF."""
