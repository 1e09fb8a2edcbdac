"""The JSON face, version 1. The same actions and parameters as the pages."""
