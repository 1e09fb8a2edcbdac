"""The lists that machines read: an Atom feed of what was published last, and every public page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

import feedgenerator

from library.briefs import repository as briefs
from library.browse.lists import service as lists
from library.browse.topics import service as topics
from library.newsletters.campaigns import published
from library.services import Services


class _Feed(feedgenerator.Atom1Feed):  # type: ignore[misc]
    """An Atom feed whose summaries are plain text; a description would be read as HTML, and lose what follows a <."""

    def add_root_elements(self, handler: Any) -> None:
        """Write the head, with links to the pages before and after."""
        super().add_root_elements(handler)
        for rel, address in self.feed["beside"].items():
            handler.addQuickElement("link", "", {"rel": rel, "href": address})

    def latest_post_date(self) -> datetime:
        """Return when the newest entry changed; for an empty feed, when the day began, so it reads the same all day."""
        latest: datetime = super().latest_post_date() if self.items else self.feed["day"]
        return latest

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """Write one entry."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("summary", item["summary"], {"type": "text"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed."""

    title: str
    address: str
    summary: str
    at: datetime


def written(
    services: Services,
    about: tuple[str, str],
    address: str,
    entries: Iterable[Entry],
    beside: dict[str, str] | None = None,
) -> str:
    """Return a feed as Atom; `about` is its title and description, `beside` the pages of it before and after."""
    title, description = about
    feed = _Feed(
        title=title,
        link=services.links.home(),
        feed_url=address,
        description=description,
        language="en-GB",
        author_name=services.settings.organisation,
        beside=beside or {},
        day=datetime.combine(services.today(), time(), UTC),
    )
    for entry in entries:
        feed.add_item(
            title=entry.title,
            link=entry.address,
            unique_id=entry.address,
            description=None,
            summary=entry.summary,
            pubdate=entry.at,
            updateddate=entry.at,
        )
    return str(feed.writeString("utf-8"))


def atom(services: Services, page: int = 1) -> tuple[int, str]:
    """Return how many briefs there are, and one page of the feed as Atom, which links to the next (RFC 5005)."""
    total, newest = lists.new(services, page)
    beside = {"previous": page - 1, "next": page + 1 if page * lists.NEWEST < total else 0}
    about = "What Works Library", "New and changed briefs on what works to prevent violence"
    entries = (Entry(line.title, services.links.brief(line.slug), line.one_line, line.published_at) for line in newest)
    pages = {rel: services.links.feed(number) for rel, number in beside.items() if number}
    return total, written(services, about, services.links.feed(page), entries, pages)


def newsletters(services: Services) -> str:
    """Return the newsletters that were sent as Atom."""
    about = "What Works Library: newsletters", "The newsletters we have sent"
    entries = [
        Entry(each.content.subject, services.links.newsletter(each.id), each.content.preheader, each.started_at)
        for each in published.everything(services)
        if each.started_at
    ]
    return written(services, about, services.links.newsletters_feed(), entries)


def public_pages(services: Services) -> list[tuple[str, str]]:
    """List every public page as (address, the day it last changed or "")."""
    with services.store.reading() as database:
        lines = briefs.listed(database, size=50_000)
    shelved = [term for shelf in topics.shelves(services) for term, _ in shelf.approaches]
    return [
        *((address, "") for address in services.links.public_pages()),
        *((services.links.approach(term.id), "") for term in shelved),
        *((services.links.brief(line.slug), line.published_at.date().isoformat()) for line in lines),
    ]
