"""The people who work here: signing in, their second step, passwords, invitations."""
