"""A reading list: briefs that a reader keeps in an address, to print, send, cite and take along. Nothing is stored."""

from collections.abc import Sequence

from library.briefs.citations.rules import Citation
from library.briefs.citations.service import cite
from library.browse.reading_lists import pdf as reading_lists
from library.browse.selection import Picked
from library.mail import messages
from library.mail.messages import Mail
from library.services import Services

MOST = 30


def address(services: Services, picked: Picked) -> str:
    """Return the absolute address of a list."""
    return services.links.reading_list(picked.slugs)


def mail(
    services: Services, picked: Picked, *, opening: Sequence[str] = (), closing: Sequence[str] = (), stop: str = ""
) -> Mail:
    """Render the mail of a list: each brief's answer, rating, caution and link; its text is the list's own twin."""
    return messages.render(
        "reading_list",
        picked=picked,
        links=services.links,
        today=services.today(),
        address=address(services, picked),
        organisation=services.settings.organisation,
        opening=opening,
        closing=closing,
        stop=stop,
    )


def paper(services: Services, picked: Picked) -> bytes:
    """Set a list as a PDF: one entry for each brief, with its answer, rating, main caution and link."""
    return reading_lists.cover(
        picked.found,
        picked.terms,
        links=services.links,
        today=services.today(),
        address=address(services, picked),
        organisation=services.settings.organisation,
    )


def citations(services: Services, picked: Picked) -> list[Citation]:
    """Cite all of a list."""
    return [cite(found, found.brief.slug, services.links, services.settings.organisation) for found in picked.found]
