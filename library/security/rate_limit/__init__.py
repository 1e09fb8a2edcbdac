"""How often something may be asked for: counted in the database, so that every process counts alike."""
