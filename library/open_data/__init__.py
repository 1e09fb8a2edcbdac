"""The whole public library for others to take: files, a harvest (OAI-PMH), services for directories, and cards."""
