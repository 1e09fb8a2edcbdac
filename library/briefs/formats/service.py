"""The twins of a brief: the mail that is sent, its text, a draft ready to open, an A4 side, a message for a phone."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from functools import partial
from typing import Any

from library.briefs import texts
from library.briefs.formats import beside, translated
from library.briefs.formats import pdf as sheets
from library.briefs.formats.beside import Face
from library.briefs.schemas.brief import PUBLIC
from library.briefs.service import Page
from library.i18n import messages as i18n
from library.mail import messages
from library.mail.messages import Mail
from library.services import Services
from library.translations.models import IN_ENGLISH, TranslationState


def mail(
    services: Services,
    page: Page,
    *,
    full: bool = False,
    opening: Sequence[str] = (),
    closing: Sequence[str] = (),
    stop: str = "",
) -> Mail:
    """Render the mail of a brief: its first part, or with `full` all of it; `stop` is a link to unsubscribe.

    Only the whole has quotes. It is made when somebody asks for it and never queued, so that no mail that waits holds
    words whose consent may end before it is sent.
    """
    brief, spoken = page.first_part, i18n.spoken()
    return messages.render(
        "translated" if page.reading.words else "brief",
        found=replace(page.found, brief=brief),
        reading=page.reading,
        direction=spoken.direction if spoken else "ltr",
        language=spoken.code if spoken else "en",
        full=full,
        actions=texts.mail_actions(brief),
        quotes=beside.quotes(services, page.found.id, Face.MAIL) if full else [],
        terms=page.terms,
        overdue=brief.overdue(services.today()),
        address=services.links.brief(brief.slug),
        organisation=services.settings.organisation,
        opening=opening,
        closing=closing,
        stop=stop,
    )


def sheet(services: Services, page: Page) -> bytes:
    """Set a brief on one A4 side, as a PDF; in another language, its first part."""
    checked = page.reading.state is TranslationState.CHECKED
    return _set(partial(translated.a4, checked=checked) if page.reading.words else sheets.a4, services, page)


def large_print(services: Services, page: Page) -> bytes:
    """Set the whole of a brief in large print, as a PDF; in English, since most of it is."""
    return _set(sheets.large, services, replace(page, reading=IN_ENGLISH))


def _set(paper: Callable[..., bytes], services: Services, page: Page) -> bytes:
    brief = page.found.brief
    return paper(
        replace(page.found, brief=page.first_part),
        page.terms,
        beside.quotes(services, page.found.id, Face.PRINT),
        overdue=brief.overdue(services.today()),
        address=services.links.brief(brief.slug),
        organisation=services.settings.organisation,
    )


def data(services: Services, page: Page) -> dict[str, Any]:
    """Return a brief's exact data, with the quotes that may stand beside it now, if there are any."""
    quotes = beside.quotes(services, page.found.id, Face.WEB)
    content: dict[str, Any] = PUBLIC.dump(page.found.brief)
    return content | ({"quotes": [asdict(each) for each in quotes]} if quotes else {})


def message(services: Services, page: Page) -> str:
    """Write a brief as a message of up to 300 characters for a phone: the answer, the main caution and the link."""
    return texts.message(page.found.brief, services.links.brief(page.found.brief.slug))


def draft(services: Services, page: Page) -> bytes:
    """Write a brief as an .eml file that opens as a new message."""
    return messages.as_draft(mail(services, page), page.found.published_at)
