"""The words of the interface in every language it is offered in, and how dates read."""
