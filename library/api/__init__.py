"""The JSON face, version 1. The same services and parameters as the pages."""
