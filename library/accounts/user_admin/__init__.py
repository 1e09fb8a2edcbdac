"""Who works here, as admins see and change it."""
