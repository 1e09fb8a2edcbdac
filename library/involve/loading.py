"""Checking what somebody typed against a schema: as library/forms/loading.py does for every feature."""

from library.forms.loading import load

__all__ = ["load"]
