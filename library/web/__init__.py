"""The pages people see. A view reads the request, calls one action, and answers."""
