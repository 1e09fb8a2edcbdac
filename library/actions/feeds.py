"""The lists that machines read: an Atom feed of what was published last, and every public page."""

from typing import Any

import feedgenerator

from library.actions import approaches
from library.parts import Parts
from library.storage import briefs

NEWEST = 30
PAGES = (
    "/",
    "/approaches",
    "/what-works",
    "/roles",
    "/what-does-not-work",
    "/not-known-yet",
    "/new",
    "/due",
    "/about",
    "/about/method",
    "/help-now",
    "/contact",
    "/complaints",
    "/accessibility",
    "/privacy",
    "/cookies",
)


class _Feed(feedgenerator.Atom1Feed):  # type: ignore[misc]
    """An Atom feed whose summaries are plain text; a description would be read as HTML, and lose what follows a <."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """Write one entry."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("summary", item["summary"], {"type": "text"})


def atom(parts: Parts) -> str:
    """Write the newest briefs as Atom."""
    feed = _Feed(
        title="What Works Library",
        link=parts.links.home(),
        feed_url=parts.links.page("/feed.atom"),
        description="New and changed briefs on what works to prevent violence",
        language="en-GB",
        author_name=parts.settings.organisation,
    )
    with parts.store.reading() as database:
        newest = briefs.listed(database, order="published", size=NEWEST)
    for line in newest:
        address = parts.links.brief(line.slug)
        feed.add_item(
            title=line.title,
            link=address,
            unique_id=address,
            description=None,
            summary=line.one_line,
            pubdate=line.published_at,
            updateddate=line.published_at,
        )
    return str(feed.writeString("utf-8"))


def public_pages(parts: Parts) -> list[tuple[str, str]]:
    """List every public page as (address, the day it last changed or "")."""
    with parts.store.reading() as database:
        lines = briefs.listed(database, size=50_000)
    shelved = [term for shelf in approaches.shelves(parts) for term, _ in shelf.approaches]
    return [
        *((parts.links.page(path), "") for path in PAGES),
        *((parts.links.approach(term.id), "") for term in shelved),
        *((parts.links.brief(line.slug), line.published_at.date().isoformat()) for line in lines),
    ]
