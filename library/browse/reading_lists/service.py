"""A reading list: briefs that a reader keeps in an address, to print, send, cite and take along. Nothing is stored."""

from collections.abc import Sequence

from library.briefs.citations.rules import Citation
from library.briefs.citations.service import cite
from library.browse.reading_lists import pdf as reading_lists
from library.browse.selection import Picked
from library.links import with_briefs
from library.mail import messages
from library.mail.messages import Mail
from library.services import Services

MOST = 30


def address(parts: Services, picked: Picked) -> str:
    """Give the absolute address of a list."""
    return parts.links.page(with_briefs("/reading-list", picked.slugs))


def mail(
    parts: Services, picked: Picked, *, opening: Sequence[str] = (), closing: Sequence[str] = (), stop: str = ""
) -> Mail:
    """Render the mail of a list: each brief's answer, rating, caution and link; its text is the list's own twin."""
    return messages.render(
        "reading_list",
        picked=picked,
        links=parts.links,
        today=parts.today(),
        address=address(parts, picked),
        organisation=parts.settings.organisation,
        opening=opening,
        closing=closing,
        stop=stop,
    )


def paper(parts: Services, picked: Picked) -> bytes:
    """Set a list as a PDF: one entry for each brief, with its answer, rating, main caution and link."""
    return reading_lists.cover(
        picked.found,
        picked.terms,
        links=parts.links,
        today=parts.today(),
        address=address(parts, picked),
        organisation=parts.settings.organisation,
    )


def citations(parts: Services, picked: Picked) -> list[Citation]:
    """Cite all of a list."""
    return [cite(found, found.brief.slug, parts.links, parts.settings.organisation) for found in picked.found]
