"""Showing how to reach us, and letting staff keep it true."""

from datetime import date
from typing import Any

from library.briefs import repository as briefs
from library.briefs.states import PublishedBrief
from library.db import audit_log as audit
from library.forms.problems import Fault
from library.i18n.messages import Message, gettext, marked
from library.involve.contact import repository
from library.involve.contact.models import ContactDetails
from library.involve.contact.schemas import CONTACT
from library.involve.loading import load
from library.mail import queue as mails
from library.security.permissions import Action, Person, demand
from library.services import Services

ABOUT_US = ("about-the-vrn", "work-with-the-vrn", "who-will-run-the-vrn")
"""The briefs that say more about us, where the library holds them."""
UNREACHABLE = marked("Partners see no e-mail address or phone number on Get involved. Add one at the staff desk.")
MEETING_OVER = marked("The meeting shown on Get involved is over. Add the next one, or remove its date.")


def details(services: Services) -> ContactDetails:
    """Return how to reach us; until staff keep an address, the one that is set for the whole library."""
    with services.store.reading() as database:
        return repository.find(database) or ContactDetails(inbox=mails.contact_of(services) or "")


def promise(details: ContactDetails) -> str:
    """Return when somebody who writes to us gets a reply, as far as we can promise it."""
    if details.reply_days is None:
        return gettext("We read every message. We can't promise when we'll reply.")
    return gettext(Message("We reply within %(days)s working days.", days=details.reply_days))


def about_us(services: Services) -> list[PublishedBrief]:
    """Return the briefs that say more about us."""
    with services.store.reading() as database:
        found = [briefs.find(database, slug) for slug in ABOUT_US]
    return [each for each in found if isinstance(each, PublishedBrief)]


def change(services: Services, person: Person, words: dict[str, Any]) -> list[Fault]:
    """Keep new details; return what is wrong with them."""
    demand(person, Action.KEEP_CONTACT)
    made, faults = load(CONTACT, words)
    if isinstance(made, ContactDetails):
        with services.store.writing() as database:
            repository.keep(database, made, person.id, services.clock())
            audit.note(database, person.id, "change", "contact details", services.clock(), after=words)
    return faults


def warnings(services: Services) -> list[str]:
    """Return what staff have to add before a library that is public can be reached."""
    if not services.settings.public_url:
        return []
    found = details(services)
    missing = [] if found.reachable else [UNREACHABLE]
    return [*missing, MEETING_OVER] if _over(found, services.today()) else missing


def _over(details: ContactDetails, today: date) -> bool:
    return details.meeting_on is not None and not details.meeting_after(today)
