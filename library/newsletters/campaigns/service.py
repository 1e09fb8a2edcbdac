"""What staff do with newsletters: write, look, test, send or schedule, stop, carry on, correct."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime

from marshmallow import ValidationError

from library.db import audit_log as audit
from library.db.store import Database
from library.errors import NotFound
from library.forms.moments import read_moment
from library.forms.problems import Fault
from library.i18n.messages import marked
from library.mail import queue as mails
from library.mail.messages import Mail
from library.newsletters.audiences import repository as audiences
from library.newsletters.audiences.models import Contact
from library.newsletters.campaigns import entries, recipients, repository, rules, sending
from library.newsletters.campaigns.models import Campaign, CampaignState, Content, Entry, Tally
from library.newsletters.campaigns.rendering import Reader, Renderer, on_list, subscriber, tester, without_link
from library.newsletters.subscriptions import repository as subscriptions
from library.security.permissions import Action, Person, demand
from library.services import Services

CHANGED = Fault(
    "",
    marked(
        "Someone changed, scheduled or sent this newsletter after you opened it. "
        "What you typed is still below. Open the newsletter in a new tab to see what they did."
    ),
)
NOBODY = Fault("audiences", marked("Nobody is on the lists you chose. Choose another list."))
PAST = Fault("send_at", marked("Choose a day and a time that are still to come."))


class NoSuchCampaign(NotFound):
    """There is no newsletter with this id."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A newsletter with what it holds today, how far it has come, and what belongs to it."""

    campaign: Campaign
    entries: tuple[Entry, ...]
    gone: tuple[str, ...]
    tally: Tally
    corrects: Campaign | None
    corrections: list[Campaign]


def listed(services: Services, person: Person) -> list[tuple[Campaign, Tally]]:
    """Return all newsletters, each with how far it has come."""
    demand(person, Action.SEND_NEWSLETTER)
    with services.store.reading() as database:
        return [(each, recipients.tally(database, each.id)) for each in repository.everything(database)]


def open_one(services: Services, person: Person, campaign_id: int) -> Opened:
    """Open a newsletter; raise NoSuchCampaign."""
    demand(person, Action.SEND_NEWSLETTER)
    with services.store.reading() as database:
        campaign = _found(database, campaign_id)
        held = campaign.entries or tuple(entries.made(services, database, campaign.content.items))
        known = {each.ref for each in held}
        return Opened(
            campaign,
            held,
            tuple(item.ref for item in campaign.content.items if item.ref not in known),
            recipients.tally(database, campaign_id),
            repository.find(database, campaign.corrects_id) if campaign.corrects_id else None,
            repository.correction_of(database, campaign_id),
        )


def _found(database: Database, campaign_id: int) -> Campaign:
    found = repository.find(database, campaign_id)
    if found is None:
        raise NoSuchCampaign(campaign_id)
    return found


def begin(services: Services, person: Person) -> int:
    """Start a newsletter; return its id."""
    return _begun(services, person, Content(), "start newsletter", None)


def correct(services: Services, person: Person, campaign_id: int) -> int:
    """Start a correction for those who got a newsletter; return its id."""
    demand(person, Action.SEND_NEWSLETTER)
    with services.store.reading() as database:
        subject = _found(database, campaign_id).content.subject
    return _begun(services, person, Content(subject=f"Correction: {subject}"[:100]), "start correction", campaign_id)


def _begun(services: Services, person: Person, content: Content, action: str, corrects_id: int | None) -> int:
    demand(person, Action.SEND_NEWSLETTER)
    now = services.clock()
    with services.store.writing() as database:
        made = repository.add(database, content, person.id, now, corrects_id)
        audit.note(database, person.id, action, f"newsletter {made}", now)
    return made


def save(services: Services, person: Person, campaign_id: int, lock: int, content: Content) -> list[Fault]:
    """Keep what staff wrote; return what is wrong if somebody else was first."""
    demand(person, Action.SEND_NEWSLETTER)
    with services.store.writing() as database:
        if not repository.save(database, campaign_id, lock, content, person.id, services.clock()):
            return [CHANGED]
        audit.note(database, person.id, "change newsletter", f"newsletter {campaign_id}", services.clock())
    return []


def add_items(services: Services, person: Person, campaign_id: int, refs: list[str]) -> bool:
    """Put more items at the end of a draft; False if it is none any more."""
    demand(person, Action.SEND_NEWSLETTER)
    with services.store.writing() as database:
        found = _found(database, campaign_id)
        known = [each.ref for each in entries.made(services, database, rules.with_more((), refs))]
        content = replace(found.content, items=rules.with_more(found.content.items, known))
        return repository.save(database, campaign_id, found.lock, content, person.id, services.clock())


def remove(services: Services, person: Person, campaign_id: int) -> bool:
    """Delete a draft; False if it is none any more."""
    demand(person, Action.SEND_NEWSLETTER)
    with services.store.writing() as database:
        gone = repository.remove(database, campaign_id)
        if gone:
            audit.note(database, person.id, "delete newsletter", f"newsletter {campaign_id}", services.clock())
    return gone


def preview(services: Services, person: Person, campaign_id: int, content: Content, address: str) -> Mail | Fault:
    """Render a newsletter as somebody would get it, or as the person who looks; its link opens nothing of theirs."""
    demand(person, Action.SEND_NEWSLETTER)
    with services.store.reading() as database:
        reader = _reader(services, database, address) if address else tester(services, person.email)
    if reader is None:
        return Fault("reader", marked("Nobody with this address subscribes or is on a list. Check the address."))
    return _mail(services, campaign_id, content, without_link(services, reader) if address else reader)


def _reader(services: Services, database: Database, address: str) -> Reader | None:
    known = subscriptions.of(database, address)
    if known and known.active:
        return subscriber(services, known)
    contact: Contact | None = audiences.on_any(database, address)
    audience = audiences.find(database, contact.audience_id) if contact else None
    return on_list(services, contact, audience.name) if contact and audience else None


def _mail(services: Services, campaign_id: int, content: Content, reader: Reader) -> Mail:
    with services.store.reading() as database:
        campaign = _found(database, campaign_id)
        corrects = _found(database, campaign.corrects_id).content.subject if campaign.corrects_id else ""
        held = tuple(entries.made(services, database, content.items))
    return Renderer(services, content, corrects).mail(reader, held)


def test(services: Services, person: Person, campaign_id: int, content: Content) -> None:
    """Send a newsletter to the person who asks, as a test in which every link works."""
    demand(person, Action.SEND_NEWSLETTER)
    mail = _mail(services, campaign_id, content, tester(services, person.email))
    made = replace(mail, subject=f"Test: {mail.subject}")
    with services.store.writing() as database:
        mails.queue(database, f"campaign-test-{secrets.token_hex(8)}", person.email, made, services.clock())


def reach(services: Services, person: Person, campaign: Campaign) -> int:
    """Return how many a newsletter would go to today."""
    demand(person, Action.SEND_NEWSLETTER)
    with services.store.reading() as database:
        return len(sending.people(database, campaign))


def send(services: Services, person: Person, campaign_id: int, lock: int, when: str | None) -> list[Fault]:
    """Send a newsletter now (None), or at a time by London's clocks; return what is in the way. It starts once."""
    demand(person, Action.SEND_NEWSLETTER)
    now = services.clock()
    send_at, faults = _time(when, now)
    with services.store.writing() as database:
        campaign = _found(database, campaign_id)
        if campaign.state is not CampaignState.DRAFT or campaign.lock != lock:
            return [CHANGED]
        faults += rules.lacking(campaign.content, corrects=campaign.corrects_id is not None)
        if not faults and not sending.people(database, campaign):
            faults = [NOBODY]
        if faults:
            return faults
        if send_at:
            repository.move(database, campaign, CampaignState.SCHEDULED, send_at=send_at, sent_by=person.id)
        else:
            sending.start(services, database, campaign, sent_by=person.id)
        action = "schedule newsletter" if send_at else "send newsletter"
        audit.note(database, person.id, action, f"newsletter {campaign_id}", now)
    return []


def _time(when: str | None, now: datetime) -> tuple[datetime | None, list[Fault]]:
    if when is None:
        return None, []
    try:
        send_at = read_moment(when)
    except ValidationError as wrong:
        return None, [Fault("send_at", str(wrong.messages[0]))]
    return send_at, [] if send_at and send_at > now else [PAST]


def unschedule(services: Services, person: Person, campaign_id: int) -> bool:
    """Make a scheduled newsletter a draft again; False if it has started meanwhile."""
    demand(person, Action.SEND_NEWSLETTER)
    with services.store.writing() as database:
        campaign = _found(database, campaign_id)
        if campaign.state is not CampaignState.SCHEDULED:
            return False
        audit.note(database, person.id, "unschedule newsletter", f"newsletter {campaign_id}", services.clock())
        return repository.move(database, campaign, CampaignState.DRAFT, send_at=None)


def stop(services: Services, person: Person, campaign_id: int) -> bool:
    """Stop a newsletter that is being sent; False if there is nothing to stop."""
    demand(person, Action.SEND_NEWSLETTER)
    with services.store.writing() as database:
        campaign = _found(database, campaign_id)
        if campaign.state is not CampaignState.SENDING:
            return False
        audit.note(database, person.id, "stop newsletter", f"newsletter {campaign_id}", services.clock())
        return sending.stop(services, database, campaign, marked("Someone on the staff stopped it."))


def carry_on(services: Services, person: Person, campaign_id: int) -> bool:
    """Send a stopped newsletter to those it did not come to; False if there is nothing to carry on."""
    demand(person, Action.SEND_NEWSLETTER)
    with services.store.writing() as database:
        campaign = _found(database, campaign_id)
        if campaign.state is not CampaignState.STOPPED or not campaign.started_at:
            return False
        recipients.take_up_rest(database, campaign_id)
        audit.note(database, person.id, "carry on newsletter", f"newsletter {campaign_id}", services.clock())
        return repository.move(database, campaign, CampaignState.SENDING, stopped_because="", ended_at=None, trusted=1)
