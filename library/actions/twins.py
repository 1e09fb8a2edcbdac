"""The twins of a brief: the mail that is sent, its plain text, the ready-to-open message and the exact data."""

from library.actions.briefs import Page
from library.mail import messages
from library.mail.messages import Mail
from library.parts import Parts


def mail(parts: Parts, page: Page) -> Mail:
    """Render the very mail of a brief."""
    brief = page.found.brief
    return messages.render(
        "brief",
        found=page.found,
        terms=page.terms,
        overdue=brief.overdue(parts.today()),
        address=parts.links.brief(brief.slug),
        organisation=parts.settings.organisation,
    )


def draft(parts: Parts, page: Page) -> bytes:
    """Write a brief as an .eml file that opens as a new message."""
    return messages.as_draft(mail(parts, page), page.found.published_at)
