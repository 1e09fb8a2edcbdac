"""What pages and API share: the request's person, guards, headers, errors, templates, static files."""
