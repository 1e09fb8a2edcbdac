"""What people type: the kinds of field, reading a form by a schema, and what is wrong with it."""
