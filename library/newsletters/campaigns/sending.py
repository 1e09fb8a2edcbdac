"""Sending a newsletter: who gets it and what it says are kept when it starts, and each is seen to once, in batches.

Each batch is one transaction: who was seen to commits with their mails, so a worker that dies repeats nothing.
The first hundred go ahead of the rest. Somebody whose mail was called back, because a brief in it was withdrawn, is
seen to again, and gets it without that brief.
"""

from datetime import datetime

from library.db.store import Database
from library.mail import queue as mails
from library.mail import repository as mail_rows
from library.mail import suppressions
from library.newsletters.audiences import repository as audiences
from library.newsletters.audiences import service as lists
from library.newsletters.audiences.models import AudienceKind
from library.newsletters.campaigns import entries, recipients, repository, rules
from library.newsletters.campaigns.models import Campaign, CampaignState, Entry, Recipient, Skip
from library.newsletters.campaigns.recipients import Who
from library.newsletters.campaigns.rendering import Reader, Renderer, on_list, subscriber
from library.newsletters.digests import closed
from library.newsletters.subscriptions import repository as subscriptions
from library.newsletters.subscriptions.models import Subscription
from library.services import Services

BATCH = 100


def queue_due(services: Services) -> bool:
    """Start the newsletters whose time has come, and queue mails of all under way; return whether any was queued."""
    with services.store.reading() as database:
        scheduled = repository.in_state(database, CampaignState.SCHEDULED)
        under_way = repository.in_state(database, CampaignState.SENDING)
    due = [each for each in scheduled if each.send_at and each.send_at <= services.clock()]
    for campaign in due:
        with services.store.writing() as database:
            start(services, database, campaign)
    if not (due or under_way):
        return False
    closed.call_back(services)
    queued = [_go_on(services, each.id) for each in [*due, *under_way]]
    return any(queued)


def people(database: Database, campaign: Campaign) -> list[Who]:
    """Return whom a newsletter goes to, each address once: a subscription comes before a place on a list."""
    if campaign.corrects_id:
        return recipients.got_it(database, campaign.corrects_id)
    chosen = [each for each in lists.counted(database) if each.id in campaign.content.audiences]
    active, found = subscriptions.all_active(database), dict[str, Who]()
    for audience in sorted(chosen, key=lambda each: each.kind is AudienceKind.IMPORTED):
        if audience.kind is AudienceKind.SUBSCRIBERS:
            for each in lists.subscribers(audience, active):
                found.setdefault(each.address.lower(), (each.id, None))
        else:
            for contact in audiences.people(database, audience.id):
                found.setdefault(contact.address.lower(), (None, contact.id))
    return list(found.values())


def start(services: Services, database: Database, campaign: Campaign, **more: int) -> bool:
    """Keep who gets a newsletter and what it says, and let it be sent; False if somebody else was first."""
    now = services.clock()
    held = tuple(entries.made(services, database, campaign.content.items))
    if not (held or campaign.content.opening):
        return repository.move(
            database, campaign, CampaignState.STOPPED, stopped_because=rules.NOTHING_LEFT, ended_at=now
        )
    if not repository.move(database, campaign, CampaignState.SENDING, entries=held, started_at=now, **more):
        return False
    recipients.freeze(database, campaign.id, people(database, campaign))
    return True


def _go_on(services: Services, campaign_id: int) -> bool:
    """Queue the next mails of a newsletter as far as it may go; return whether any was queued."""
    with services.store.reading() as database:
        campaign = repository.find(database, campaign_id)
        corrects = repository.find(database, campaign.corrects_id) if campaign and campaign.corrects_id else None
    if campaign is None:
        return False
    made = Renderer(services, campaign.content, corrects.content.subject if corrects else "")
    queued = False
    while done := _next_batch(services, campaign_id, made):
        queued = True
        if done < BATCH:
            break
    return queued


def _next_batch(services: Services, campaign_id: int, made: Renderer) -> int:
    """See to the next recipients in one transaction; return how many, 0 when there is none to see to now."""
    with services.store.writing() as database:
        campaign = repository.find(database, campaign_id)
        if campaign is None or campaign.state is not CampaignState.SENDING:
            return 0
        first = 0 if campaign.trusted else rules.TRIAL
        batch = recipients.to_see_to(database, campaign_id, BATCH, of_first=first)
        if not batch and not campaign.trusted:
            if not _passes_trial(services, database, campaign):
                return 0
            batch = recipients.to_see_to(database, campaign_id, BATCH)
        held = entries.still_public(services, database, campaign.entries)
        if batch and not (held or campaign.content.opening):
            stop(services, database, campaign, rules.NOTHING_LEFT)
            return 0
        _see_to(services, database, campaign, batch, made, held)
        if not batch and not recipients.tally(database, campaign_id).waiting:
            repository.move(database, campaign, CampaignState.SENT, ended_at=services.clock())
    return len(batch)


def _passes_trial(services: Services, database: Database, campaign: Campaign) -> bool:
    """Return whether the rest may follow the first; stop a newsletter of which too many were refused."""
    trial = recipients.trial(database, campaign.id, rules.TRIAL)
    if rules.too_many_refused(trial):
        stop(services, database, campaign, rules.REFUSED)
        return False
    if rules.may_go_on(trial):
        repository.trust(database, campaign.id)
        return True
    return False


def stop(services: Services, database: Database, campaign: Campaign, why: str) -> bool:
    """Stop a newsletter: what waits is called back, and who has not had their turn gets none."""
    now = services.clock()
    if not repository.move(database, campaign, CampaignState.STOPPED, stopped_because=why, ended_at=now):
        return False
    mail_rows.call_back(database, f"campaign-{campaign.id}", now)
    recipients.skip_rest(database, campaign.id)
    return True


def _see_to(
    services: Services,
    database: Database,
    campaign: Campaign,
    batch: list[Recipient],
    made: Renderer,
    held: tuple[Entry, ...],
) -> None:
    now, readers = services.clock(), _readers(services, database, batch)
    for each in batch:
        reader = readers[each.id]
        if isinstance(reader, Skip):
            recipients.skip(database, each, reader)
        else:
            _queue(database, campaign, each, reader, made, held, now)


def _queue(
    database: Database,
    campaign: Campaign,
    recipient: Recipient,
    reader: Reader,
    made: Renderer,
    held: tuple[Entry, ...],
    now: datetime,
) -> None:
    key = f"campaign-{campaign.id}-{recipient.id}-{recipient.turn}"
    about = " ".join([f"campaign-{campaign.id}", reader.source, *(each.ref for each in held)])
    mails.queue(database, key, reader.address, made.mail(reader, held), now, about=about, bulk=True)
    recipients.queued(database, recipient, key)


def _readers(services: Services, database: Database, batch: list[Recipient]) -> dict[int, Reader | Skip]:
    """Return each recipient as a reader, or why they get none."""
    known = subscriptions.by_ids(database, [each.subscription_id for each in batch if each.subscription_id])
    contacts = audiences.by_ids(database, [each.contact_id for each in batch if each.contact_id])
    names = {each.id: each.name for each in audiences.everything(database)} if contacts else {}
    found: dict[int, Reader | Skip] = {}
    for each in batch:
        subscription, contact = known.get(each.subscription_id or 0), contacts.get(each.contact_id or 0)
        address = subscription.address if subscription else contact.address if contact else ""
        if not address:
            found[each.id] = Skip.DELETED
        elif suppressions.holds(database, address):
            found[each.id] = Skip.SUPPRESSED
        elif _has_left(database, address, subscription):
            found[each.id] = Skip.UNSUBSCRIBED
        elif subscription:
            found[each.id] = subscriber(services, subscription)
        elif contact:
            found[each.id] = on_list(services, contact, names[contact.audience_id])
    return found


def _has_left(database: Database, address: str, subscription: Subscription | None) -> bool:
    """Return whether somebody unsubscribed, which counts on every list that they are on."""
    known = subscription or subscriptions.of(database, address)
    return known is not None and known.left_at is not None
