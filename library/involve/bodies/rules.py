"""Following a body through renames and mergers."""

import re
from collections.abc import Iterable, Mapping

from library.involve.bodies.models import Body


def today_s(bodies: Mapping[str, Body], slug: str) -> str:
    """Return the slug of what a body is now; a circle, which is never kept, would end where it began."""
    seen: set[str] = set()
    while slug in bodies and bodies[slug].succeeded_by and slug not in seen:
        seen.add(slug)
        slug = bodies[slug].succeeded_by
    return slug


def lineage(bodies: Mapping[str, Body], slug: str) -> set[str]:
    """Return a body with all that became part of it."""
    return {slug, *(each for each in bodies if today_s(bodies, each) == slug)}


def slug_of(name: str, taken: Iterable[str]) -> str:
    """Return the words of a name as the end of an address that is still free."""
    letters = re.sub(r"[^a-z0-9]+", "-", re.sub("[’']", "", name.lower()))
    words, known = letters[:60].strip("-") or "ask", set(taken)
    number = 2
    slug = words
    while slug in known:
        slug, number = f"{words}-{number}", number + 1
    return slug
