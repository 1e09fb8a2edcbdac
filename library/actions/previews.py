"""A draft as its readers would see it, before it is saved."""

from dataclasses import replace
from typing import Any

from library.actions.briefs import Page
from library.domain.records import PublishedBrief
from library.schemas.rough import roughly
from library.services import Services as Services
from library.storage import briefs, vocabulary


def page(parts: Services, content: dict[str, Any], brief_id: int = 0) -> Page:
    """Give the page of what was typed, as if it were published now."""
    brief = roughly(content)
    brief = brief if brief.title.strip() else replace(brief, title="No title yet")
    with parts.store.reading() as database:
        shown = briefs.by_ids(database, [brief_id]).get(brief_id)
        found = PublishedBrief(brief_id, brief, shown.version + 1 if shown else 1, parts.clock(), "")
        return Page(found, tuple(briefs.listed(database, slugs=brief.related)), vocabulary.read(database))
