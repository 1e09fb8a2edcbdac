"""Citing briefs: the version that somebody read, with an address that keeps leading to it."""

from library.briefs.citations.rules import Citation
from library.briefs.service import Page
from library.briefs.states import PublishedBrief
from library.briefs.versions.service import History, as_it_was
from library.i18n import formats
from library.links import Links
from library.services import Services


def cite(found: PublishedBrief, slug: str, links: Links, organisation: str) -> Citation:
    """Cite a version of the brief that now lives at `slug`."""
    return Citation(
        slug,
        found.brief.title,
        organisation,
        found.published_at.astimezone(formats.LONDON).date(),
        found.version,
        formats.day(found.brief.checked_on),
        links.version(slug, found.version),
        found.brief.language or "en",
    )


def of_version(services: Services, page: Page, history: History, number: int) -> Citation | None:
    """Cite a version by its number; None where readers were never shown it."""
    version = history.find(number)
    if version is None:
        return None
    then = as_it_was(services, page, version)
    return cite(then.found, page.found.brief.slug, services.links, services.settings.organisation)
