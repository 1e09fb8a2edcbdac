"""What the faces that speak HTTP share: the request's person, guards, headers, errors, templates, static files."""
