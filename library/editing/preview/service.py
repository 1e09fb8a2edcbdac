"""A draft as its readers would see it, before it is saved."""

from dataclasses import replace
from typing import Any

from library.briefs import repository as briefs
from library.briefs.schemas.partial_brief import roughly
from library.briefs.service import Page
from library.briefs.states import PublishedBrief
from library.briefs.vocabulary import repository as vocabulary
from library.services import Services


def page(services: Services, content: dict[str, Any], brief_id: int = 0) -> Page:
    """Return the page of what was typed, as if it were published now."""
    brief = roughly(content)
    brief = brief if brief.title.strip() else replace(brief, title="No title yet")
    with services.store.reading() as database:
        shown = briefs.by_ids(database, [brief_id]).get(brief_id)
        found = PublishedBrief(brief_id, brief, shown.version + 1 if shown else 1, services.clock(), "")
        return Page(found, tuple(briefs.listed(database, slugs=brief.related)), vocabulary.read(database))
