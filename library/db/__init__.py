"""The database: its tables and migrations, transactions, and the log of who did what."""
