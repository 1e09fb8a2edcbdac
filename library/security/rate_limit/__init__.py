"""How often something may be asked for: attempts are counted in the database, requests of programs in memory."""
