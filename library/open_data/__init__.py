"""The whole public library for others to take: files, a harvest (OAI-PMH), and cards for other sites."""
