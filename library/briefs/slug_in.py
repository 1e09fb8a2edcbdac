"""Reading which brief somebody means: its slug, or its whole address as it is copied from a browser."""

import re

ADDRESS = re.compile(r"(?:^|/)briefs/([^/?#]+)")


def slug_in(typed: str) -> str:
    """Return the slug of the brief that somebody named, alone or in an address."""
    found = ADDRESS.search(typed)
    return found[1] if found else typed.strip()
