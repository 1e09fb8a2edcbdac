"""What staff do with a digest before it goes out: an opening line, the order, the time, a preview, a test."""

import secrets
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from library.briefs.vocabulary import repository as vocabulary
from library.briefs.vocabulary.models import Vocabulary
from library.db import audit_log as audit
from library.db.store import Database
from library.forms.problems import Fault
from library.i18n.formats import LONDON
from library.i18n.messages import Message, marked
from library.mail import queue as mails
from library.mail.messages import Mail
from library.newsletters import offers
from library.newsletters.digests import models as rules
from library.newsletters.digests import repository as digests
from library.newsletters.digests import service as digest_actions
from library.newsletters.digests.models import Digest, DigestState, News
from library.newsletters.subscriptions import repository as rows
from library.newsletters.subscriptions import service as subscriptions
from library.newsletters.subscriptions.models import Consent, Rhythm, Subscription
from library.security.permissions import Action, Person, demand
from library.services import Services

LONGEST_OPENING = 500
LATEST = timedelta(days=6)
"""How long after its day a digest may go out; then the next one is near."""
PLANNED = (Rhythm.WEEKLY, Rhythm.MONTHLY)


@dataclass(frozen=True, slots=True)
class Coming:
    """The next digest of a rhythm: what it would tell today, in order, to how many, and the searches they keep."""

    digest: Digest
    news: list[News]
    subscribers: int
    searches: list[tuple[str, int]]


def coming(services: Services, person: Person) -> list[Coming]:
    """Return the next digest of each rhythm that has days."""
    demand(person, Action.MANAGE_MAIL)
    with services.store.reading() as database:
        counts = rows.counts(database)
        return [
            Coming(digest, _so_far(database, digest), counts[digest.rhythm], rows.searches(database, digest.rhythm))
            for digest in (_next(database, rhythm, services.clock()) for rhythm in PLANNED)
        ]


def _next(database: Database, rhythm: Rhythm, now: datetime) -> Digest:
    """Return the digest that goes out next: that of the last day, while its time is still to come, or of the next."""
    today = now.astimezone(LONDON).date()
    last = _of_day(database, rhythm, rules.last_day(rhythm, today))
    waits = last.state is DigestState.PLANNED and last.send_at > now
    return last if waits else _of_day(database, rhythm, rules.next_day(rhythm, today))


def _of_day(database: Database, rhythm: Rhythm, day: date) -> Digest:
    known = digests.by_run(database, rules.run_key(rhythm, day))
    return known or Digest(0, rhythm, day, DigestState.PLANNED, rules.usual_time(day))


def _so_far(database: Database, digest: Digest) -> list[News]:
    last = digests.last_run(database, digest.rhythm)
    return rules.in_order(digest_actions.unheard(database, last), digest.first) if last else []


def plan(services: Services, person: Person, rhythm: Rhythm, opening: str, first: list[str], clock: str) -> list[Fault]:
    """Keep the opening line, the order, and the time (as 2026-11-30T08:00, London's clocks) of the next digest."""
    demand(person, Action.MANAGE_MAIL)
    now, faults = services.clock(), []
    with services.store.reading() as database:
        day = _next(database, rhythm, now).day
    if len(opening) > LONGEST_OPENING:
        faults.append(
            Fault(
                "opening",
                Message(
                    "Use %(longest_opening)s characters or fewer. It has %(count)s.",
                    longest_opening=LONGEST_OPENING,
                    count=len(opening),
                ),
            )
        )
    send_at = _time(clock, day)
    if send_at is None:
        last = day + LATEST
        faults.append(
            Fault(
                "send_at",
                Message(
                    "Give a day and time from %(day)s to %(last)s, as 2026-11-30T08:00.",
                    day=f"{day:%-d %B}",
                    last=f"{last:%-d %B %Y}",
                ),
            )
        )
    if faults or send_at is None:
        return faults
    with services.store.writing() as database:
        digest = _of_day(database, rhythm, day)
        if digest.state is not DigestState.PLANNED:
            return [
                Fault("send_at", marked("This digest has just gone out. Open the page again to plan the next one."))
            ]
        kept = replace(digest, opening=" ".join(opening.split()), first=tuple(first), send_at=send_at)
        digests.keep(database, rules.run_key(rhythm, day), kept)
        audit.note(database, person.id, "plan digest", rules.run_key(rhythm, day), now)
    return []


def _time(clock: str, day: date) -> datetime | None:
    try:
        wanted = datetime.fromisoformat(clock).replace(tzinfo=LONDON, fold=0)
    except ValueError:
        return None
    return wanted if day <= wanted.date() <= day + LATEST else None


@dataclass(frozen=True, slots=True)
class Eyes:
    """As whom staff look at a digest: a subscriber by their address, or somebody with these topics and this search.

    They see it with the opening line and order that they have typed, kept or not.
    """

    topics: list[str]
    search: str = ""
    address: str = ""
    opening: str = ""
    first: tuple[str, ...] = ()


NOTHING_FOR_THEM = marked("There is no news yet for someone who chose this, so they would get no e-mail.")


def preview(services: Services, person: Person, rhythm: Rhythm, eyes: Eyes) -> Mail | Fault:
    """Render the next digest as somebody would get it, with a link that opens nothing; or say why they get none."""
    demand(person, Action.MANAGE_MAIL)
    with services.store.reading() as database:
        digest, terms = _next(database, rhythm, services.clock()), vocabulary.read(database)
        digest = replace(digest, opening=" ".join(eyes.opening.split())[:LONGEST_OPENING], first=eyes.first)
        so_far = tuple(_so_far(database, digest))
        known = rows.of(database, eyes.address) if eyes.address else None
        told = digests.told_to(database, [known.id]).get(known.id) if known else None
        open_now = offers.open_on(database, services.today())
    if eyes.address and (known is None or not known.active or known.choice.rhythm is not rhythm):
        return Fault("subscriber", marked("Nobody with this address gets this digest. Check the address."))
    somebody = replace(known or _somebody(services, person, rhythm, eyes, terms), nonce=secrets.token_urlsafe(16))
    made = digest_actions.Maker(services, digest, terms, open_now)
    picked, offered = made.pick(somebody, so_far, told), made.pick_offers(somebody, told)
    found = bool(picked or offered)
    return (
        made.mail(somebody, picked, offered) if found else Fault("subscriber" if known else "topics", NOTHING_FOR_THEM)
    )


def _somebody(services: Services, person: Person, rhythm: Rhythm, eyes: Eyes, terms: Vocabulary) -> Subscription:
    choice, _ = subscriptions.read_choice(eyes.topics, eyes.search, rhythm.value, terms)
    long_ago = services.clock() - rules.LOOKED_BACK
    return Subscription(0, person.email, choice, Consent("", "", long_ago, long_ago), "", long_ago)


def test(services: Services, person: Person, rhythm: Rhythm, eyes: Eyes) -> Fault | None:
    """Send the next digest to the person who asks, as a test; or say why it would tell nothing."""
    mail = preview(services, person, rhythm, eyes)
    if isinstance(mail, Fault):
        return mail
    made = replace(mail, subject=f"Test: {mail.subject}", headers={})
    with services.store.writing() as database:
        mails.queue(database, f"digest-test-{secrets.token_hex(8)}", person.email, made, services.clock())
    return None
