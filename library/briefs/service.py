"""What readers do with briefs: read one, list them, and see which stand near it."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from library.briefs import repository as briefs
from library.briefs.models import Brief
from library.briefs.presentation import is_copy
from library.briefs.states import Listed, Moved, PublishedBrief, Withdrawn
from library.briefs.translated import in_language, segments
from library.briefs.vocabulary import repository as vocabulary
from library.briefs.vocabulary.models import Vocabulary
from library.i18n.formats import LONDON
from library.links import Links
from library.paging import pages
from library.services import Services
from library.translations import reading as translations
from library.translations.models import IN_ENGLISH, Kind, Reading


@dataclass(frozen=True, slots=True)
class Page:
    """A brief with what its page shows beside it."""

    found: PublishedBrief
    related: tuple[Listed, ...]
    terms: Vocabulary
    reading: Reading = IN_ENGLISH

    @property
    def first_part(self) -> Brief:
        """Return the brief with its first part in the reader's language, where that is translated."""
        return in_language(self.found.brief, self.reading)

    def linked_data(self, links: Links, organisation: str) -> dict[str, Any]:
        """Describe the brief as schema.org's Article, for machines."""
        brief = self.found.brief
        return {
            "@context": "https://schema.org",
            "@type": "Article",
            "headline": brief.title,
            "description": brief.one_line,
            "url": links.brief(brief.slug),
            "inLanguage": brief.language or "en",
            "datePublished": self.found.published_at.isoformat(),
            "publisher": {"@type": "Organization", "name": organisation},
            "citation": [
                {"@type": "CreativeWork", "name": source.title} | ({} if is_copy(source) else {"url": source.url})
                for source in brief.sources
            ],
        }


def find(services: Services, slug: str) -> PublishedBrief | Moved | Withdrawn | None:
    """Find what readers get at a slug."""
    with services.store.reading() as database:
        return briefs.find(database, slug)


def page(services: Services, slug: str) -> Page | Moved | Withdrawn | None:
    """Find a brief with the published briefs related to it and the words for its terms."""
    with services.store.reading() as database:
        found = briefs.find(database, slug)
        if not isinstance(found, PublishedBrief):
            return found
        related = briefs.listed(database, slugs=found.brief.related)
        reading = translations.of(database, Kind.BRIEF, str(found.id), segments(found.brief))
        return Page(found, tuple(related), vocabulary.read(database), reading)


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list of published briefs."""

    total: int
    page: int
    pages: int
    briefs: tuple[Listed, ...]


def listing(
    services: Services, page: int = 1, size: int = 20, order: str = "slug", since: date | None = None
) -> Listing:
    """List published briefs, or those published since a day, a page at a time; a page past the last has none."""
    start = datetime.combine(since, time(), LONDON) if since else None
    with services.store.reading() as database:
        total = briefs.count(database, start)
        listed = briefs.listed(database, order=order, start=(page - 1) * size, size=size, since=start)
    return Listing(total, page, pages(total, size), tuple(listed))


@dataclass(frozen=True, slots=True)
class Front:
    """What the front page shows."""

    total: int
    newest: tuple[Listed, ...]
    checked: tuple[Listed, ...]
    terms: Vocabulary


def front(services: Services, size: int = 5) -> Front:
    """Return the newest and the last checked briefs, and the words for browsing."""
    with services.store.reading() as database:
        newest = briefs.listed(database, order="published", size=size)
        checked = briefs.listed(database, order="checked", size=size)
        return Front(briefs.count(database), tuple(newest), tuple(checked), vocabulary.read(database))
