"""The one truth: the database, reached with SQLAlchemy Core. Nothing above this floor knows SQLAlchemy."""
