"""How the library runs, as admins see it: the worker, mail, backups and space."""
